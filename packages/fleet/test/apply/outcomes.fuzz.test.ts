// Whatever answers a write of a set, and whether Losant had carried it out by then: the ledger never says that a write
// was not carried out if it was, nor that it was if it was not, and no write is carried out twice.
import { assert, describe, it } from "@effect/vitest"
import { Emulator, type Fault, faultNames, type SeedData } from "@effect-losant/emulator"
import type { ApplyOptions, EntryState, PlanRequest } from "@effect-losant/fleet"
import * as Effect from "effect/Effect"
import { apply, finalOf, inviteAll, layerOf, plan, tagAll } from "../support/fleet.ts"

const losantsBody = JSON.stringify({ type: "SomeType", message: "as Losant says it" })
const pages = ["<html><h1>A proxy</h1></html>", '{"error":"as a gateway says it"}']

/** The statuses with which Losant itself refuses a request: it has then not carried it out, by its own documentation. */
const refusals = new Set([400, 401, 403, 404, 405, 409, 413, 422, 429])

const statuses = Array.from({ length: 200 }, (_, index) => 400 + index)

const answers = statuses.flatMap((status): ReadonlyArray<Fault> => {
  const answer = { kind: "answer", status } as const
  const isJudgedBefore = status === 413 || status === 429
  return [
    { ...answer, body: losantsBody },
    ...(refusals.has(status) ? [] : [{ ...answer, body: losantsBody, handled: true }]),
    ...(isJudgedBefore ? [] : pages.map((body) => ({ ...answer, body, handled: true })))
  ]
})

// The waits of these, and the bytes of the last, would only take time.
const tooLong = new Set(["rate-limited-seconds", "rate-limited-date", "huge-body"])
const named = faultNames.filter((name) => !tooLong.has(name))

const requests: ReadonlyArray<readonly [string, string, PlanRequest]> = [
  ["update_org", "PATCH", { ...tagAll, targets: { orgs: ["Plant 1"] } }],
  ["create_org", "POST", { operation: "create_org", orgs: [{ name: "New" }] }],
  ["invite", "POST", inviteAll],
  ["remove_member", "DELETE", { operation: "remove_member", targets: { person: "jo@example.com" } }]
]

const seed: SeedData = {
  instances: [
    {
      name: "Plants",
      orgs: [
        {
          name: "Plant 1",
          members: [
            { email: "ada@example.com", role: "admin" },
            { email: "jo@example.com", role: "edit" }
          ]
        }
      ]
    }
  ]
}

/** The number of times that a write was carried out, by the state of its entry. */
const possible: Readonly<Record<EntryState, ReadonlyArray<number>>> = {
  planned: [0],
  begun: [0, 1],
  done: [1],
  failed: [0],
  unknown: [0, 1],
  skipped: [0]
}

const options: ApplyOptions = { waitForSettle: false, writeTimeout: "5 seconds" }

describe.each(requests)("a set that does %s", (_, method, request) => {
  it.effect(
    "knows of its write what Losant did, under every fault and every status",
    () =>
      Effect.gen(function* () {
        const wrong: Array<string> = []
        let unsure = 0
        for (const fault of [...named, ...answers]) {
          const { state, detail, count } = yield* Effect.gen(function* () {
            const { faults, writes } = yield* Emulator
            const { set } = yield* plan(request)
            yield* faults.next(fault, { method })
            const [entry] = finalOf(yield* apply(set.id, options))
            assert(entry !== undefined)
            return { ...entry, count: yield* writes.count() }
          }).pipe(Effect.provide(layerOf({ seed })))
          if (state === "unknown") unsure += 1
          if (!possible[state].includes(count)) {
            wrong.push(`${JSON.stringify(fault)}: ${state} (${detail}), applied ${count} times`)
          }
        }
        assert.deepStrictEqual(wrong, [])
        // A write without an answer is done if its effect is found.
        assert.isBelow(unsure, answers.length)
      }),
    300_000
  )
})
