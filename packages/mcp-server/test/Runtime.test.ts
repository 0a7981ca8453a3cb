import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Logging from "../src/Logging.ts"
import { logSettings, losantOf } from "../src/Runtime.ts"
import { fromEnvironment } from "../src/ServerConfig.ts"
import { tools } from "../src/Tools.ts"
import { instanceId, orgId } from "./support/samples.ts"
import { callTool, token } from "./support/serving.ts"

const logged = (environment: Record<string, string>, emulator = false) =>
  Effect.gen(function* () {
    const lines: Array<string> = []
    const config = fromEnvironment(environment, emulator)
    yield* Effect.provide(
      logSettings(config),
      Logging.layer(config, (line) => lines.push(line))
    )
    return lines.join("\n")
  })

const call = (name: string, environment: Record<string, string>) => {
  const config = fromEnvironment(environment, false)
  return callTool(name, { orgId }, losantOf(config), config)
}

describe("without a token", () => {
  for (const { name } of Object.values(tools)) {
    it.effect(`${name} says which variable to set, and where a token is made`, () =>
      Effect.gen(function* () {
        const { result, text } = yield* callTool(
          name,
          {},
          losantOf(fromEnvironment({}, false)),
          fromEnvironment({}, false)
        )
        assert.isTrue(result.isError)
        for (const word of ["LOSANT_API_TOKEN is not set", "LOSANT_API_TOKEN_FILE", "instance settings, API tokens"]) {
          assert.include(text, word)
        }
      })
    )
  }
})

describe("a setting that is wrong", () => {
  const wrong: ReadonlyArray<readonly [string, string]> = [
    ["LOSANT_API_URL", "http://losant.example"],
    ["LOSANT_API_URL", "not a url"],
    ["LOSANT_TIMEOUT", "soon"],
    ["LOSANT_INSTANCE_ID", "my instance"],
    ["LOSANT_API_TOKEN", "two words"]
  ]
  for (const [variable, value] of wrong) {
    it.effect(`${variable}=${value} is told on start and on each call`, () =>
      Effect.gen(function* () {
        const environment = { LOSANT_API_TOKEN: token, LOSANT_INSTANCE_ID: instanceId, [variable]: value }
        const { result, text } = yield* call("losant_get_org", environment)
        assert.isTrue(result.isError)
        assert.include(text, `set ${variable} and restart`)
        assert.include(yield* logged(environment), "level=WARN")
      })
    )
  }
  it.effect("a wrong log level is told on start, with those that there are", () =>
    Effect.gen(function* () {
      const lines = yield* logged({ LOSANT_API_TOKEN: token, LOSANT_LOG_LEVEL: "loud" })
      assert.include(lines, "debug, info, warning, error, none")
    })
  )
})

describe("logSettings", () => {
  it.effect("says nothing where all is right, and nothing of Losant on the emulator", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* logged({ LOSANT_API_TOKEN: token, LOSANT_LOG_LEVEL: "debug" }), "")
      assert.strictEqual(yield* logged({ LOSANT_LOG_LEVEL: "debug" }, true), "")
    })
  )
})
