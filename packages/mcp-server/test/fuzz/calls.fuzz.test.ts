// Calls tools in process with any arguments, on an emulator.
import { assert, describe, it } from "@effect/vitest"
import { isCallToolResult } from "@modelcontextprotocol/server"
import * as Arbitrary from "effect/Arbitrary"
import * as Effect from "effect/Effect"
import { constUndefined } from "effect/Function"
import * as Layer from "effect/Layer"
import * as Predicate from "effect/Predicate"
import * as TestClock from "effect/testing/TestClock"
import { callTool } from "../../src/call/callTool.ts"
import { ClientRequest } from "../../src/model/ClientRequest.ts"
import type { Answer } from "../../src/model/tool/ToolResult.ts"
import * as Runtime from "../../src/server/Runtime.ts"
import { configOf } from "../support/config.ts"
import { renewableEmulator, writesIn } from "../support/emulated.ts"
import { environment, textOf } from "../support/serving.ts"
import { calls, type FuzzCall, toolOf } from "./arguments.ts"
import { runs, seed, settings, timeout } from "./settings.ts"

/** The most characters of an error text. An assistant pays for each of them. */
const maxErrorLength = 4_000

/** A client that shows forms. Its person has answered none yet. */
const client: (typeof ClientRequest)["Service"] = {
  client: "fuzz",
  canElicit: true,
  showsViews: false,
  viewAnswer: undefined,
  inputResponses: undefined,
  requestState: constUndefined,
  wantsProgress: false,
  progress: () => Effect.void
}

// A call on an emulator is slow: it makes some requests, and may draw a chart.
const tries = Math.ceil(runs / 2)

/** The kinds of outcomes. They show that not all calls are refused at once. */
type Kind = "form" | "wrong arguments" | "other error" | "write" | "answer"

const checkAnswer = (answer: Answer, requests: number, writes: number): Kind => {
  assert.isAtMost(writes, 1)
  if (!isCallToolResult(answer)) {
    const { inputRequests } = answer
    assert(Predicate.isObject(inputRequests))
    assert.deepStrictEqual(Object.keys(inputRequests), ["confirm"])
    assert.strictEqual(writes, 0, "nothing is written before it is confirmed")
    return "form"
  }
  if (answer.isError !== true) {
    const [text, ...others] = answer.content
    assert(text?.type === "text")
    assert.deepStrictEqual(JSON.parse(text.text), answer.structuredContent)
    for (const { type } of others) assert.strictEqual(type, "image")
    return writes === 1 ? "write" : "answer"
  }
  const text = textOf(answer)
  assert.isAtMost(text.length, maxErrorLength)
  if (text.includes("Nothing was sent to Losant")) assert.strictEqual(requests, 0, text)
  if (!text.includes("its arguments are not right")) return "other error"
  assert.strictEqual(writes, 0, text)
  return "wrong arguments"
}

describe(`a tool that is called with anything, ${settings}`, () => {
  it.effect(
    "answers, writes once at most, and nothing with arguments that are not right",
    () =>
      Effect.gen(function* () {
        yield* TestClock.setTime(Date.UTC(2026, 10, 22))
        const { losant, sent, renew } = yield* renewableEmulator()
        const logged: Array<string> = []
        const contextOf = (mode: string) =>
          Layer.build(
            Runtime.layer(
              configOf({ ...environment, LOSANT_LOG_LEVEL: "error", LOSANT_MCP_CONFIRM: mode }),
              losant,
              (line) => logged.push(line)
            )
          )
        const unconfirmed = yield* contextOf("off")
        const confirmed = yield* contextOf("auto")
        const kinds = new Map<Kind, number>()

        const holds = Effect.fnUntraced(function* (called: FuzzCall) {
          const before = sent.length
          // Calls with an instance need no confirmation, and the others need one.
          const answer = yield* callTool(toolOf(called), called.input).pipe(
            Effect.provideService(ClientRequest, client),
            Effect.provide(called.hasInstance ? unconfirmed : confirmed)
          )
          const now = sent.slice(before)
          const writes = writesIn(now).length
          yield* Effect.try({
            try: () => {
              assert.deepStrictEqual(logged, [], "no defect")
              const kind = checkAnswer(answer, now.length, writes)
              kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
            },
            catch: (error) => error
          })
          if (writes > 0) yield* renew
          return true
        })

        const tried = yield* Arbitrary.checkEffect(calls, holds, { runs: tries, seed, size: 12 })
        assert.strictEqual(Arbitrary.formatCheckFailure(tried), undefined)
        assert.notProperty({}, "polluted")
        // If most calls were refused at once, the test would cover little.
        if (tries >= 1_000) {
          assert.isAbove((kinds.get("answer") ?? 0) + (kinds.get("write") ?? 0), tries / 10)
          for (const kind of ["form", "other error", "write"] as const)
            assert.isAbove(kinds.get(kind) ?? 0, tries / 200)
        }
      }),
    timeout
  )
})
