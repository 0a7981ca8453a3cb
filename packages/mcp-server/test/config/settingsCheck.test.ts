import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { needsNoCheck } from "../../src/config/settingsCheck.ts"
import * as Logging from "../../src/observability/logging.ts"
import { logSettings } from "../../src/server/Runtime.ts"
import { configOf } from "../support/config.ts"

const right = { LOSANT_API_TOKEN: "a-token", LOSANT_INSTANCE_ID: "5f0000000000000000000001" }

const plain: ReadonlyArray<Readonly<Record<string, string>>> = [
  right,
  { LOSANT_API_TOKEN: "a-token" },
  { ...right, LOSANT_API_TOKEN: " a-token ", LOSANT_INSTANCE_ID: " ", LOSANT_TIMEOUT: "" },
  { ...right, LOSANT_API_URL: "https://losant.example.com:8443/" },
  { ...right, LOSANT_API_URL: "http://localhost:8080" },
  { ...right, LOSANT_API_URL: "http://127.0.0.1:1" }
]

const doubtful: ReadonlyArray<Readonly<Record<string, string>>> = [
  {},
  { LOSANT_API_TOKEN_FILE: "/run/secrets/losant" },
  { ...right, LOSANT_API_TOKEN: "two words" },
  { ...right, LOSANT_API_TOKEN: "$LOSANT_API_TOKEN" },
  { ...right, LOSANT_API_TOKEN: "%LOSANT_API_TOKEN%" },
  { ...right, LOSANT_API_TOKEN: "undefined" },
  { ...right, LOSANT_API_TOKEN: '"a-token"' },
  { ...right, LOSANT_INSTANCE_ID: "mine" },
  { ...right, LOSANT_API_URL: "http://losant.example.com" },
  { ...right, LOSANT_API_URL: "https://user:password@losant.example.com" },
  { ...right, LOSANT_API_URL: "https://losant.example.com:99999" },
  { ...right, LOSANT_API_URL: "https://losant.example.com/?a=b" },
  { ...right, LOSANT_TIMEOUT: "30" },
  { ...right, LOSANT_LOG_LEVEL: "loud" }
]

describe("needsNoCheck", () => {
  for (const environment of plain) {
    it.effect(`is sure of ${JSON.stringify(environment)}, which causes no warning`, () =>
      Effect.gen(function* () {
        const config = configOf(environment)
        const lines: Array<string> = []
        yield* Effect.provide(
          logSettings(config),
          Logging.layer(config, (line) => lines.push(line))
        )
        assert.isTrue(needsNoCheck(config))
        assert.deepStrictEqual(lines, [])
      })
    )
  }
  for (const environment of doubtful) {
    it(`leaves ${JSON.stringify(environment)} to core`, () => {
      assert.isFalse(needsNoCheck(configOf(environment)))
    })
  }
  it("is sure of the emulator, but not of a wrong setting of the server", () => {
    assert.isTrue(needsNoCheck(configOf({}, { emulator: true })))
    assert.isFalse(needsNoCheck(configOf({ LOSANT_LOG_LEVEL: "loud" }, { emulator: true })))
  })
})
