import { assert, describe, it } from "@effect/vitest"
import * as Instance from "@effect-losant/core/Instance"
import { Losant } from "@effect-losant/core/Losant"
import { Emulator } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { fleetOf, idOf, observeGateway, succeed } from "../../../../test/support/fleet.ts"
import { days, end, idsOf, itemsOf, on, week } from "../../../../test/support/ranking.ts"
import { countRequests, TestGateway } from "../../../../test/support/testGateway.ts"
import { guard } from "../../../losant/policyGuard.ts"
import type { LosantGateway } from "../../../model/LosantGateway.ts"
import { noPolicy } from "../../../policy/Policy.ts"
import type { JsonObject } from "../../../text/json.ts"
import { usageRanking } from "./usageRanking.ts"

const october = { start: Date.UTC(2026, 9, 1), end: Date.UTC(2026, 10, 1) }
const quarter = { start: Date.UTC(2026, 7, 1), end: Date.UTC(2026, 10, 1) }
const old = { creationDate: "2025-01-01T00:00:00.000Z" }
// Few of them use anything, the later ones more.
const usage = (index: number) =>
  index % 10 === 0
    ? { ...old, usage: { days: 120, devices: 10, payloadsPerHour: index, notebookRunsPerDay: (index / 10) % 5 } }
    : old
const onMany = on({ seed: fleetOf(110, usage) })

/** The answer of a ranking, and the number of its requests. */
const ranking = (values: JsonObject, gateway?: LosantGateway) =>
  Effect.map(
    countRequests(succeed(usageRanking, { top: 5, ...values }, gateway)),
    ({ result: { answer }, requests }) => ({
      answer,
      requests
    })
  )

/** A gateway whose answer to the monthly summaries or to a sum is another. */
const withAnswer = (
  gateway: LosantGateway,
  action: { readonly action: string },
  answer: (real: Effect.Effect<unknown, unknown>) => Effect.Effect<unknown, unknown>
): LosantGateway => ({
  ...gateway,
  // Sound: the test gives an answer that belongs to the action.
  execute: ((one: never, input: never) => {
    const real = gateway.execute(one, input)
    return Object(one).action === action.action ? answer(real) : real
  }) as LosantGateway["execute"]
})

/** The same gateway, which reads each organization by itself. */
const withoutSummaries = (gateway: LosantGateway) =>
  withAnswer(gateway, Instance.historicalSummaries, () => Effect.succeed({ items: [], totalCount: 0 }))

describe("the ranking of past calendar months", () => {
  it.effect.each([
    ["payloads", october, 2],
    ["notebookMinutes", october, 2],
    ["payloads", quarter, 6]
  ] as const)("by %s takes the monthly summaries, and tells what each organization tells", ([by, period, summaries]) =>
    Effect.gen(function* () {
      const { answer, requests } = yield* ranking({ by, ...period })
      assert.strictEqual(answer["source"], "monthly summaries")
      // Two pages of the list, and two of each month.
      assert.strictEqual(requests, 2 + summaries)
      const each = yield* ranking({ by, ...period }, withoutSummaries(yield* TestGateway))
      assert.strictEqual(each.answer["source"], "each organization")
      assert.strictEqual(each.requests, 2 + 110)
      assert.deepStrictEqual({ ...answer, source: undefined }, { ...each.answer, source: undefined })
      assert.isAbove(Number(answer["total"]), 0)
    }).pipe(onMany)
  )

  it.effect.each([
    ["the present month", { start: Date.UTC(2026, 10, 1), end }],
    ["a part of a month", { start: october.start + days(1), end: october.end }],
    ["a week", week]
  ] as const)("reads each organization for %s", ([, period]) =>
    Effect.gen(function* () {
      const { answer, requests } = yield* ranking({ by: "payloads", ...period })
      assert.strictEqual(answer["source"], "each organization")
      // The sum of the instance is asked for once.
      assert.strictEqual(requests, 2 + 110 + 1)
    }).pipe(onMany)
  )

  it.effect("reads each organization for a month that ended less than a day ago", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(october.end + days(1) - 1)
      assert.strictEqual((yield* ranking({ by: "payloads", ...october })).answer["source"], "each organization")
      yield* TestClock.setTime(october.end + days(1))
      assert.strictEqual((yield* ranking({ by: "payloads", ...october })).answer["source"], "monthly summaries")
    }).pipe(on({ seed: fleetOf(10, usage) }))
  )

  it.effect("of devices counts those at its end, which no summary is known to tell", () =>
    Effect.gen(function* () {
      const { answer } = yield* ranking({ by: "devices", ...october })
      assert.strictEqual(answer["source"], "each organization")
    }).pipe(onMany)
  )

  it.effect("reads each of a few organizations, if the summaries of all would take more", () =>
    Effect.gen(function* () {
      const { answer, requests } = yield* ranking({ by: "payloads", ...quarter, nameContains: "Plant 110" })
      assert.deepStrictEqual(idsOf(answer), [idOf(110)])
      assert.strictEqual(answer["source"], "each organization")
      // A page of summaries, the number of organizations, the list, and the one.
      assert.strictEqual(requests, 1 + 1 + 1 + 1)
      const many = yield* ranking({ by: "payloads", ...october, nameContains: "Plant 1" })
      assert.strictEqual(many.answer["source"], "monthly summaries")
    }).pipe(onMany)
  )

  it.effect("reads an organization by itself that has no row of a month in which it was there", () =>
    Effect.gen(function* () {
      const gateway = yield* TestGateway
      const lossy = withAnswer(gateway, Instance.historicalSummaries, (real) =>
        Effect.map(real, (page) => ({
          ...Object(page),
          items: Object(page).items.filter(({ resourceId }: { resourceId: string }) => resourceId !== idOf(110))
        }))
      )
      const { answer, requests } = yield* ranking({ by: "payloads", ...october }, lossy)
      assert.strictEqual(idsOf(answer)[0], idOf(110))
      assert.strictEqual(requests, 2 + 2 + 1)
      const whole = yield* ranking({ by: "payloads", ...october })
      assert.deepStrictEqual(itemsOf(answer), itemsOf(whole.answer))
    }).pipe(onMany)
  )

  it.effect("counts nothing for an organization that came later, without a request", () =>
    Effect.gen(function* () {
      const { answer, requests } = yield* ranking({ by: "payloads", ...october, top: 100 })
      assert.strictEqual(answer["checked"], 50)
      assert.lengthOf(itemsOf(answer), 4)
      assert.strictEqual(requests, 1 + 1)
    }).pipe(
      on({
        seed: fleetOf(50, (index) => ({
          ...usage(index),
          ...(index === 50 ? { creationDate: "2026-11-05T00:00:00.000Z" } : {})
        }))
      })
    )
  )

  it.effect.each(["status-500", "status-503"] as const)("reads each organization after %s for the summaries", (fault) =>
    Effect.gen(function* () {
      const { faults } = yield* Emulator
      yield* faults.next(fault, { action: "instance.historicalSummaries", times: 10 })
      const { answer } = yield* ranking({ by: "payloads", ...october })
      assert.strictEqual(answer["source"], "each organization")
      assert.strictEqual(answer["checked"], 30)
    }).pipe(on({ seed: fleetOf(30, usage) }))
  )

  it.effect("does not wait for summaries that do not come", () =>
    Effect.gen(function* () {
      const slow = observeGateway(yield* TestGateway, (action) =>
        action === "instance.historicalSummaries" ? Effect.never : Effect.void
      )
      const { answer, took } = yield* succeed(usageRanking, { by: "payloads", ...october }, slow)
      assert.strictEqual(answer["source"], "each organization")
      assert.isAtMost(took, 25_000)
    }).pipe(on({ seed: fleetOf(30, usage) }))
  )

  it.effect("shows under rules what it shows without the summaries: the organizations that are allowed", () =>
    Effect.gen(function* () {
      const denied = [80, 100].map((number) => ({ kind: "name", name: `Plant ${number}` }) as const)
      const losant = yield* Losant
      const { instanceId } = yield* TestGateway
      const ruled = guard({ ...losant, instanceId }, { ...noPolicy, deny: denied })
      const { answer } = yield* ranking({ by: "payloads", ...october }, ruled)
      assert.strictEqual(answer["source"], "monthly summaries")
      assert.deepStrictEqual(idsOf(answer), [110, 90, 70, 60, 50].map(idOf))
      const each = yield* ranking({ by: "payloads", ...october }, withoutSummaries(ruled))
      assert.deepStrictEqual({ ...answer, source: undefined }, { ...each.answer, source: undefined })
    }).pipe(onMany)
  )
})

describe("the ranking where nobody used anything", () => {
  it.effect("takes the sum of the instance, and asks no organization", () =>
    Effect.gen(function* () {
      const { answer, requests } = yield* ranking({ by: "notebookMinutes", ...week })
      assert.deepInclude(answer, { source: "sum of the instance", total: 0, items: [], checked: 250 })
      assert.strictEqual(requests, 1 + 3)
    }).pipe(on({ seed: fleetOf(250) }))
  )

  it.effect("reads each organization if the sum does not come in time", () =>
    Effect.gen(function* () {
      const slow = observeGateway(yield* TestGateway, (action) =>
        action === "instance.notebookMinuteCounts" ? Effect.never : Effect.void
      )
      const { answer } = yield* succeed(usageRanking, { by: "notebookMinutes", ...week }, slow)
      assert.deepInclude(answer, { source: "each organization", total: 0, checked: 20 })
    }).pipe(on({ seed: fleetOf(20) }))
  )
})
