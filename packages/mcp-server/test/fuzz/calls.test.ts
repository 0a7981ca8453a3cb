// Tools called in process with any arguments.

import { assert, describe, it } from "@effect/vitest"
import type { ActionName } from "@effect-losant/core/Actions"
import { isCallToolResult } from "@modelcontextprotocol/server"
import * as Arbitrary from "effect/Arbitrary"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { call } from "../../src/Call.ts"
import * as Runtime from "../../src/Runtime.ts"
import { configOf } from "../support/config.ts"
import { answer, network } from "../support/network.ts"
import { samples } from "../support/samples.ts"
import { environment, losantOn, resultOf, textOf } from "../support/serving.ts"
import { type Called, calls, toolOf } from "./arguments.ts"
import { runs, seed, settings, timeout } from "./settings.ts"

/** The most characters of a text that tells of an error: an assistant pays for each. */
const longestError = 4_000

const failures = configOf({ ...environment, LOSANT_LOG_LEVEL: "error" })

describe(`a tool that is called with anything, ${settings}`, () => {
  it.effect(
    "gives a valid result, sends one request or none, and none with arguments that are not right",
    () =>
      Effect.gen(function* () {
        yield* TestClock.setTime(Date.UTC(2026, 10, 22))
        let current: ActionName = "instances.get"
        const { fetch, sent } = network((request) => answer(samples[current].answer, samples[current].status)(request))
        const logged: Array<string> = []
        const layer = Runtime.layer(failures, losantOn({ fetch, sent }), (line) => logged.push(line))

        const holds = Effect.fnUntraced(function* (called: Called) {
          const tool = toolOf(called)
          const before = sent.length
          current = tool.action.action as ActionName // Sound: tools are made from the actions.
          const result = resultOf(yield* call(tool, called.given))
          const requests = sent.length - before
          const text = textOf(result)
          yield* Effect.try({
            try: () => {
              assert.isTrue(isCallToolResult(result))
              assert.deepStrictEqual(logged, [], "no defect")
              if (result.isError === true) {
                assert.strictEqual(requests, 0, text)
                assert.include(text, "Nothing was sent to Losant")
                assert.isAtMost(text.length, longestError)
              } else {
                assert.strictEqual(requests, 1)
                assert.deepStrictEqual(JSON.parse(text), result.structuredContent)
              }
            },
            catch: (error) => error
          })
          return true
        })

        const tried = yield* Arbitrary.checkEffect(calls, holds, { runs, seed, size: 12 }).pipe(Effect.provide(layer))
        assert.strictEqual(Arbitrary.formatCheckFailure(tried), undefined)
        assert.notProperty({}, "polluted")
        // Otherwise most of it would be refused at once, and little would be tried.
        if (runs >= 1_000) assert.isAbove(sent.length, runs / 10)
      }),
    timeout
  )
})
