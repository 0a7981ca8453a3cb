// Whatever happens to the request of a write: a call that fails and says that nothing was changed has changed nothing.
import { assert, describe, it } from "@effect/vitest"
import { Emulator, type Fault, type FaultName, faultNames } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import { makeTools } from "../../src/tools/registry.ts"
import { seed } from "../support/emulated.ts"
import { samples } from "../support/samples.ts"
import { callTool, losantOn, token } from "../support/serving.ts"
import { setTools } from "../support/setTools.ts"
import { timeout } from "./settings.ts"

/** The sentences by which a failure says that the write had no effect. */
const noEffect = /nothing was (changed|done|deleted|sent)|not sent:|was not sent|did not carry the call out/i

/** The statuses with which Losant itself refuses a request: it has then not carried it out, by its own documentation. */
const refusals = new Set([400, 401, 403, 404, 405, 409, 413, 422, 429])

const statuses = Array.from({ length: 200 }, (_, index) => 400 + index)
const losantsBody = JSON.stringify({ type: "SomeType", message: "as Losant says it" })
const proxysBodies = ["<html><h1>A proxy</h1></html>", '{"error":"as a gateway says it"}', ""]

const faultsOfStatuses = statuses.flatMap((status): ReadonlyArray<Fault> => {
  const answer = { kind: "answer", status } as const
  return [
    { ...answer, body: losantsBody },
    ...proxysBodies.map((body) => ({ ...answer, body })),
    ...(refusals.has(status) ? [] : [{ ...answer, body: losantsBody, handled: true }]),
    // A proxy judges the size and the rate of requests before it passes them on. Any other page may come afterwards.
    ...(status === 413 || status === 429 ? [] : proxysBodies.map((body) => ({ ...answer, body, handled: true })))
  ]
})

// Enough to see that the body goes on. The bytes of more would only take time.
const smallBody = { fault: "huge-body", bytes: 1_000 } as const

const faults: ReadonlyArray<Fault | FaultName | typeof smallBody> = [
  ...faultNames.map((name) => (name === "huge-body" ? smallBody : name)),
  ...faultsOfStatuses
]

// A change set sends many writes, and has tests of its own.
const writingTools = makeTools(true).filter(({ spec }) => spec.write !== undefined && !setTools.includes(spec.name))

describe.each(writingTools.map((tool) => [tool.spec.name, tool] as const))("%s", (name, { action }) => {
  it.live(
    "says that nothing was changed only if nothing was, under every fault and every status",
    () =>
      Effect.gen(function* () {
        if (action === undefined) return assert.fail("a tool that writes has an action")
        const sample = Object.entries(samples).find(([key]) => key === action.action)?.[1]
        const wrong: Array<string> = []
        let failures = 0
        let applied = 0
        for (const fault of faults) {
          const emulator = yield* Emulator.make({ seed, token })
          // The first write and all repetitions of it.
          yield* emulator.faults.next(fault, { method: action.method, times: 10 })
          const losant = losantOn(
            { fetch: emulator.fetch },
            {
              url: emulator.url,
              timeout: "40 millis",
              retry: { times: 1, baseDelay: "1 millis", maxRetryAfter: "1 millis" }
            }
          )
          const { result, text } = yield* callTool(name, { ...sample?.good }, losant)
          const count = yield* emulator.writes.count()
          applied += count
          if (result.isError !== true) continue
          failures += 1
          if (count > 0 && noEffect.test(text)) wrong.push(`${JSON.stringify(fault)}: ${text}`)
          if (count > 1) wrong.push(`${JSON.stringify(fault)}: applied ${count} times`)
        }
        assert.deepStrictEqual(wrong, [])
        // Both kinds have to occur often, or the test would prove little.
        assert.isAbove(failures, faults.length / 2)
        assert.isAbove(applied, statuses.length)
      }),
    timeout
  )
})
