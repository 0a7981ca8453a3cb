import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Logging from "../../src/observability/logging.ts"
import { configOf } from "../support/config.ts"
import { hostile, raw } from "../support/hostile.ts"

const logAll = (environment: Record<string, string>) =>
  Effect.gen(function* () {
    const lines: Array<string> = []
    yield* Effect.logDebug("d").pipe(
      Effect.andThen(Effect.logInfo("i")),
      Effect.andThen(Effect.logWarning("w with spaces")),
      Effect.andThen(Effect.logError("e\nof two lines", { token: environment["LOSANT_API_TOKEN"] })),
      Effect.provide(Logging.layer(configOf(environment), (line) => lines.push(line)))
    )
    return lines
  })

describe("layer", () => {
  it.effect.each([
    ["debug", 4],
    ["info", 3],
    ["warning", 2],
    ["error", 1],
    ["none", 0]
  ] as const)("logs from %s on", ([level, count]) =>
    Effect.gen(function* () {
      assert.lengthOf(yield* logAll({ LOSANT_LOG_LEVEL: level }), count)
    })
  )
  it.effect("logs a line as logfmt", () =>
    Effect.gen(function* () {
      const [line] = yield* logAll({})
      assert.match(line ?? "", /^timestamp=1970-01-01T00:00:00\.000Z level=WARN fiber=#\d+ message="w with spaces"$/)
    })
  )
  it.effect("keeps everything on one line, without the token", () =>
    Effect.gen(function* () {
      const [, line] = yield* logAll({ LOSANT_API_TOKEN: "very-secret" })
      assert.notInclude(line ?? "", "\n")
      assert.include(line ?? "", "<redacted>")
      assert.notInclude(line ?? "", "very-secret")
    })
  )
  it.effect("prevents a value from ending its line, imitating another value, or hiding characters", () =>
    Effect.gen(function* () {
      for (const { text } of hostile) {
        const lines: Array<string> = []
        yield* Effect.logWarning("call").pipe(
          Effect.annotateLogs({ requestId: text, [text]: "x" }),
          Effect.provide(Logging.layer(configOf({}), (line) => lines.push(line)))
        )
        assert.lengthOf(lines, 1)
        assert.notMatch(lines[0] ?? "", raw)
      }
      const lines: Array<string> = []
      yield* Effect.logWarning("call").pipe(
        Effect.annotateLogs({ requestId: 'x level=ERROR message="owned"' }),
        Effect.provide(Logging.layer(configOf({}), (line) => lines.push(line)))
      )
      assert.include(lines[0] ?? "", 'requestId="x level=ERROR message=\\"owned\\""')
    })
  )
})
