// Every variable, what it means when it is blank, and what is said when it is wrong.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { inspect } from "node:util"
import { assert, describe, it } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as InstanceOrg from "../src/InstanceOrg.ts"
import { Losant } from "../src/Losant.ts"
import { config } from "../src/LosantConfig.ts"
import { token } from "./support/calls.ts"
import { withGlobalFetch } from "./support/globalFetch.ts"
import * as ScriptedFetch from "./support/ScriptedFetch.ts"
import { instanceId, samples, withoutExtras } from "./support/samples.ts"

type Environment = Readonly<Record<string, string>>

const environment = (env: Environment) => ConfigProvider.layer(ConfigProvider.fromEnv({ env: { ...env } }))

const read = (env: Environment) => Effect.provide(config, environment(env))

/** The message about a wrong setting. */
const refused = (env: Environment) => Effect.flip(read(env))

const file = (content: string | Uint8Array) =>
  Effect.map(
    Effect.acquireRelease(
      Effect.sync(() => mkdtempSync(join(tmpdir(), "losant-config-"))),
      (folder) => Effect.sync(() => rmSync(folder, { recursive: true }))
    ),
    (folder) => {
      const path = join(folder, "token")
      writeFileSync(path, content)
      return path
    }
  )

const least = { LOSANT_API_TOKEN: token }

describe("LOSANT_API_TOKEN", () => {
  it.effect("is kept secret", () =>
    Effect.gen(function* () {
      const options = yield* read(least)
      assert.strictEqual(Redacted.value(options.accessToken), token)
      assert.notInclude(inspect(options, { depth: 20, showHidden: true }) + JSON.stringify(options), token)
      assert.deepStrictEqual(Object.keys(options), ["accessToken"])
    })
  )

  it.effect("is all that is needed, and is trimmed", () =>
    Effect.gen(function* () {
      const options = yield* read({ LOSANT_API_TOKEN: `  ${token}\n` })
      assert.strictEqual(Redacted.value(options.accessToken), token)
    })
  )

  it.effect.each([{}, { LOSANT_API_TOKEN: "" }, { LOSANT_API_TOKEN: "  \n" }, { LOSANT_API_TOKEN_FILE: " " }])(
    "missing or blank: says both ways to set it, and where it is made (%#)",
    (env) =>
      Effect.gen(function* () {
        const error = yield* refused(env)
        assert.strictEqual(error.variable, "LOSANT_API_TOKEN")
        for (const part of ["LOSANT_API_TOKEN", "LOSANT_API_TOKEN_FILE", "API token"]) {
          assert.include(error.message, part)
        }
      })
  )

  it.effect.each([`${token} ${token}`, `${token}\r\nx-evil: 1`, `${token}€`, `${token}\0`])(
    "with what no token holds is refused, without being shown (%#)",
    (value) =>
      Effect.gen(function* () {
        const error = yield* refused({ LOSANT_API_TOKEN: value })
        assert.strictEqual(error.variable, "LOSANT_API_TOKEN")
        assert.notInclude(inspect(error, { depth: 20, showHidden: true }) + String(error), token)
      })
  )
})

describe("LOSANT_API_TOKEN_FILE", () => {
  it.effect("names a file that holds the token", () =>
    Effect.gen(function* () {
      const options = yield* read({ LOSANT_API_TOKEN_FILE: yield* file(`${token}\n`) })
      assert.strictEqual(Redacted.value(options.accessToken), token)
    })
  )

  it.effect("is not read when the token itself is set", () =>
    Effect.gen(function* () {
      const options = yield* read({ ...least, LOSANT_API_TOKEN_FILE: "/nowhere/at/all" })
      assert.strictEqual(Redacted.value(options.accessToken), token)
    })
  )

  it.effect("is read when the token is blank", () =>
    Effect.gen(function* () {
      const options = yield* read({ LOSANT_API_TOKEN: " ", LOSANT_API_TOKEN_FILE: yield* file(token) })
      assert.strictEqual(Redacted.value(options.accessToken), token)
    })
  )

  it.effect.each([
    ["/nowhere/at/all", "ENOENT"],
    [tmpdir(), "EISDIR"]
  ] as const)("that cannot be read says why: %s", ([path, reason]) =>
    Effect.gen(function* () {
      const error = yield* refused({ LOSANT_API_TOKEN_FILE: path })
      assert.strictEqual(error.variable, "LOSANT_API_TOKEN_FILE")
      assert.include(error.message, reason)
    })
  )

  it.effect.each(["", " \n", `${token}\n${token}\n`])("that holds no token, or more than one line (%#)", (content) =>
    Effect.gen(function* () {
      const error = yield* refused({ LOSANT_API_TOKEN_FILE: yield* file(content) })
      assert.strictEqual(error.variable, "LOSANT_API_TOKEN_FILE")
      assert.notInclude(error.message, token)
    })
  )
})

describe("LOSANT_API_URL", () => {
  it.effect.each([
    ["https://losant.example.com", "https://losant.example.com"],
    ["https://losant.example.com/", "https://losant.example.com"],
    [" https://losant.example.com:8443/api// ", "https://losant.example.com:8443/api"],
    ["http://localhost:9000", "http://localhost:9000"],
    ["http://127.0.0.1:1/", "http://127.0.0.1:1"],
    ["http://127.8.9.1", "http://127.8.9.1"],
    ["http://[::1]:80/", "http://[::1]"]
  ] as const)("may be %s", ([given, url]) =>
    Effect.gen(function* () {
      assert.strictEqual((yield* read({ ...least, LOSANT_API_URL: given })).url, url)
    })
  )

  it.effect.each([
    "api.losant.com",
    "losant",
    "/instances",
    "http://api.losant.com",
    "http://localhost.example.com",
    "http://127.0.0.1.example.com",
    "http://1270.0.0.1",
    "http://10.0.0.1",
    "http://0.0.0.0",
    "ftp://localhost",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "https://user:password@api.losant.com",
    "https://user@api.losant.com",
    `https://api.losant.com/?token=${token}`,
    `https://api.losant.com/#${token}`
  ])("may not be %s", (url) =>
    Effect.gen(function* () {
      const error = yield* refused({ ...least, LOSANT_API_URL: url })
      assert.strictEqual(error.variable, "LOSANT_API_URL")
      assert.notInclude(error.message, token)
      assert.notInclude(error.message, "password@")
    })
  )

  it.effect("blank is unset", () =>
    Effect.gen(function* () {
      assert.isFalse("url" in (yield* read({ ...least, LOSANT_API_URL: "" })))
    })
  )

  it.effect.each(["http://api.losant.com", "https://user:pw@api.losant.com", "nonsense"])(
    "the same rule holds for the layer's option: %s",
    (url) =>
      Effect.gen(function* () {
        const layer = Losant.layer({ accessToken: Redacted.make(token), url })
        const error = yield* Effect.flip(Effect.provide(Losant, layer))
        assert.strictEqual(error._tag, "LosantConfigError")
        assert.strictEqual(error.variable, "LOSANT_API_URL")
      })
  )
})

describe("LOSANT_INSTANCE_ID", () => {
  it.effect("is an id, or blank", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* read({ ...least, LOSANT_INSTANCE_ID: `${instanceId} ` })).instanceId, instanceId)
      assert.isFalse("instanceId" in (yield* read({ ...least, LOSANT_INSTANCE_ID: " " })))
    })
  )

  it.effect.each(["acme", "60106426dc03c6aad06560b", `${instanceId}0`])("is not %s", (value) =>
    Effect.gen(function* () {
      const error = yield* refused({ ...least, LOSANT_INSTANCE_ID: value })
      assert.strictEqual(error.variable, "LOSANT_INSTANCE_ID")
      assert.include(error.message, "24 hexadecimal digits")
    })
  )
})

describe("LOSANT_TIMEOUT", () => {
  it.effect.each([
    ["30000", 30_000],
    [" 1 ", 1],
    ["30 seconds", 30_000],
    ["1 second", 1_000],
    ["2 minutes", 120_000],
    ["500 millis", 500],
    ["1.5 seconds", 1_500]
  ] as const)("may be %s", ([text, millis]) =>
    Effect.gen(function* () {
      const { timeout } = yield* read({ ...least, LOSANT_TIMEOUT: text })
      assert.strictEqual(timeout === undefined ? undefined : Duration.toMillis(timeout), millis)
    })
  )

  it.effect.each(["0", "-1", "0 seconds", "-5 seconds", "30s", "PT30S", "soon", "1e3", "1,000", "Infinity", "30 000"])(
    "may not be %s: both forms are shown",
    (text) =>
      Effect.gen(function* () {
        const error = yield* refused({ ...least, LOSANT_TIMEOUT: text })
        assert.strictEqual(error.variable, "LOSANT_TIMEOUT")
        assert.include(error.message, "LOSANT_TIMEOUT")
        assert.include(error.message, "30000")
        assert.include(error.message, '"30 seconds"')
      })
  )

  it.effect("blank is unset", () =>
    Effect.gen(function* () {
      assert.isFalse("timeout" in (yield* read({ ...least, LOSANT_TIMEOUT: "  " })))
    })
  )
})

describe("Losant.layerConfig", () => {
  it.effect("runs actions as the environment says", () =>
    Effect.gen(function* () {
      const { least: input, answer } = samples["instanceOrg.get"]
      const network = yield* ScriptedFetch.make(ScriptedFetch.json(200, answer))
      const layer = Losant.layerConfig.pipe(
        Layer.provide(
          environment({
            LOSANT_API_TOKEN_FILE: yield* file(token),
            LOSANT_API_URL: "https://losant.example.com/api",
            LOSANT_INSTANCE_ID: instanceId
          })
        )
      )
      const [configured, got] = yield* Effect.all([
        Effect.map(Losant, (losant) => losant.instanceId),
        InstanceOrg.get(input)
      ]).pipe(Effect.provide(layer), withGlobalFetch(network.fetch))
      assert.deepStrictEqual(configured, Option.some(instanceId))
      assert.deepStrictEqual(got, answer)
      const [request] = network.requests
      const { path } = samples["instanceOrg.get"].wire
      assert.strictEqual(request?.url.href, `https://losant.example.com/api${path}?${withoutExtras}`)
      assert.strictEqual(request?.headers["authorization"], `Bearer ${token}`)
    })
  )

  it.effect("fails with the variable that is wrong", () =>
    Effect.gen(function* () {
      const layer = Losant.layerConfig.pipe(Layer.provide(environment({ ...least, LOSANT_TIMEOUT: "soon" })))
      const error = yield* Effect.flip(Effect.provide(Losant, layer))
      assert.strictEqual(error.variable, "LOSANT_TIMEOUT")
    })
  )
})
