import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import * as Logging from "../../src/observability/logging.ts"
import { logSettings, losantLayer } from "../../src/server/Runtime.ts"
import { makeTools } from "../../src/tools/registry.ts"
import { configOf } from "../support/config.ts"
import { hang, network } from "../support/network.ts"
import { instanceId, orgId } from "../support/samples.ts"
import { callTool, losantOn, token } from "../support/serving.ts"

const logged = (environment: Record<string, string>, emulator = false) =>
  Effect.gen(function* () {
    const lines: Array<string> = []
    const config = configOf(environment, { emulator })
    yield* Effect.provide(
      logSettings(config),
      Logging.layer(config, (line) => lines.push(line))
    )
    return lines.join("\n")
  })

const call = (name: string, environment: Record<string, string>) => {
  const config = configOf(environment)
  return callTool(name, { orgId }, losantLayer(config), config)
}

describe("without a token", () => {
  for (const { name } of makeTools(true).map(({ spec }) => spec)) {
    it.effect(`${name} names the variable, and the place in Losant to make a token`, () =>
      Effect.gen(function* () {
        const { result, text } = yield* callTool(name, {}, losantLayer(configOf({})), configOf({}))
        assert.isTrue(result.isError)
        for (const word of ["LOSANT_API_TOKEN is not set", "LOSANT_API_TOKEN_FILE", "instance settings, API tokens"]) {
          assert.include(text, word)
        }
      })
    )
  }
})

describe("a wrong setting", () => {
  const wrong: ReadonlyArray<readonly [string, string]> = [
    ["LOSANT_API_URL", "http://losant.example"],
    ["LOSANT_API_URL", "not a url"],
    ["LOSANT_TIMEOUT", "soon"],
    ["LOSANT_INSTANCE_ID", "my instance"],
    ["LOSANT_API_TOKEN", "two words"]
  ]
  for (const [variable, value] of wrong) {
    it.effect(`${variable}=${value} is reported at the start and on each call`, () =>
      Effect.gen(function* () {
        const environment = { LOSANT_API_TOKEN: token, LOSANT_INSTANCE_ID: instanceId, [variable]: value }
        const { result, text } = yield* call("losant_get_org", environment)
        assert.isTrue(result.isError)
        assert.include(text, `set ${variable} and restart`)
        const lines = yield* logged(environment)
        assert.match(lines, new RegExp(`level=WARN .* variable=${variable}$`))
      })
    )
  }
  it.effect("is reported beside all other wrong settings", () =>
    Effect.gen(function* () {
      const environment = { LOSANT_API_URL: "x", LOSANT_INSTANCE_ID: "y", LOSANT_TIMEOUT: "z" }
      const named = [...(yield* logged(environment)).matchAll(/variable=(\w+)$/gm)].map(([, variable]) => variable)
      assert.deepStrictEqual(named, ["LOSANT_API_TOKEN", "LOSANT_API_URL", "LOSANT_INSTANCE_ID", "LOSANT_TIMEOUT"])
    })
  )
  it.effect("as the log level is reported at the start, with the levels", () =>
    Effect.gen(function* () {
      const lines = yield* logged({ LOSANT_API_TOKEN: token, LOSANT_LOG_LEVEL: "loud" })
      assert.include(lines, "debug, info, warning, error, none")
    })
  )
})

describe("a timeout", () => {
  const timeout = (value: string) => ({ LOSANT_API_TOKEN: token, LOSANT_TIMEOUT: value })
  for (const [value, limit] of [
    ["30", "30 ms"],
    ["999 millis", "999 ms"]
  ] as const) {
    it.effect(`of ${value} causes a warning at the start, with both forms`, () =>
      Effect.gen(function* () {
        const line = yield* logged(timeout(value))
        assert.include(line, `LOSANT_TIMEOUT is only ${limit}`)
        assert.include(line, '\\"30 seconds\\"')
      })
    )
  }
  it.effect("of a second or longer causes no warning", () =>
    Effect.gen(function* () {
      for (const value of ["1000", "30 seconds"]) assert.strictEqual(yield* logged(timeout(value)), "")
    })
  )
  for (const [milliseconds, limit] of [
    [1, "1 millisecond"],
    [30, "30 milliseconds"],
    [1_000, "1 second"],
    [1_500, "1.5 seconds"],
    [30_000, "30 seconds"]
  ] as const) {
    it.effect(`of ${milliseconds} ms is reported as ${limit}`, () =>
      Effect.gen(function* () {
        const called = yield* Effect.forkChild(
          callTool("losant_get_org", { orgId }, losantOn(network(hang), { timeout: milliseconds }))
        )
        yield* TestClock.adjust(milliseconds)
        assert.include((yield* Fiber.join(called)).text, `Losant took longer than ${limit}.`)
      })
    )
  }
})

describe("logSettings", () => {
  it.effect("logs nothing if all settings are right, and nothing about Losant on the emulator", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* logged({ LOSANT_API_TOKEN: token, LOSANT_LOG_LEVEL: "debug" }), "")
      assert.strictEqual(yield* logged({ LOSANT_LOG_LEVEL: "debug" }, true), "")
    })
  )
})
