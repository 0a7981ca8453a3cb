import { assert, describe, it } from "@effect/vitest"
import { Emulator } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import {
  callToTheEnd,
  collectProgress,
  fleetOf,
  idOf,
  observeGateway,
  succeed
} from "../../../../test/support/fleet.ts"
import { countRequests, TestGateway, testGatewayLayer } from "../../../../test/support/testGateway.ts"
import { maxTokens } from "../../../answers/responseBudget/fitResponse.ts"
import { costOf } from "../../../answers/responseBudget/shrink.ts"
import type { JsonObject } from "../../../text/json.ts"
import { nearLimits } from "./nearLimits.ts"

// Every hundredth has 90 of its 100 applications, every thousandth of the others more webhooks than it may.
const seed = fleetOf(2_000, (index) => ({
  limits: { application: 100, webhook: 10 },
  resources: {
    appCount: index % 100 === 0 ? 90 : 10,
    webhookCount: index === 1_001 ? 12 : 1
  }
}))

describe("organizations near limits", () => {
  it.effect("are found among 2,000 with the pages of the list alone, the nearest first", () =>
    Effect.gen(function* () {
      const { result, requests } = yield* countRequests(succeed(nearLimits, { limits: ["application", "webhook"] }))
      const { items, summary, ...rest } = result.answer
      assert(Array.isArray(items))
      assert.deepStrictEqual(rest, { source: "list of organizations", checked: 2_000, of: 2_000 })
      assert.lengthOf(items, 21)
      assert.deepStrictEqual(items[0], {
        orgId: idOf(1_001),
        name: "Plant 1001",
        limits: { webhook: { used: 12, allowed: 10, percent: 120 } }
      })
      assert.deepStrictEqual(items[1], {
        orgId: idOf(100),
        name: "Plant 100",
        limits: { application: { used: 90, allowed: 100, percent: 90 } }
      })
      assert.strictEqual(
        summary,
        "21 of 2,000 organizations use more than 80 % of one of the limits application, webhook."
      )
      assert.strictEqual(requests, 20)
    }).pipe(Effect.provide(testGatewayLayer({ seed })))
  )

  it.effect("use more than the percentage, and any use is above a limit of 0", () =>
    Effect.gen(function* () {
      const at = (percent: number) =>
        Effect.map(succeed(nearLimits, { percent, limits: ["application", "webhook"] }), ({ answer }) =>
          JSON.stringify(answer["items"])
        )
      assert.notInclude(yield* at(90), '"application"')
      assert.include(yield* at(89), '"application"')
      assert.include(yield* at(100), '"webhook":{"used":3,"allowed":0,"percent":300}')
    }).pipe(
      Effect.provide(
        testGatewayLayer({
          seed: fleetOf(1, () => ({
            limits: { application: 10, webhook: 0 },
            resources: { appCount: 9, webhookCount: 3 }
          }))
        })
      )
    )
  )

  it.effect("are one item each, with all their near limits, the nearest first", () =>
    Effect.gen(function* () {
      const { answer } = yield* succeed(nearLimits, { limits: ["application", "device", "webhook"] })
      assert.deepStrictEqual(answer["items"], [
        {
          orgId: idOf(2),
          name: "Plant 2",
          limits: {
            webhook: { used: 12, allowed: 10, percent: 120 },
            application: { used: 9, allowed: 10, percent: 90 }
          }
        },
        { orgId: idOf(1), name: "Plant 1", limits: { webhook: { used: 11, allowed: 10, percent: 110 } } }
      ])
      const { limits } = Object(answer["items"])[0]
      assert.deepStrictEqual(Object.keys(limits), ["webhook", "application"])
      assert.strictEqual(
        answer["summary"],
        "2 of 3 organizations use more than 80 % of one of the limits application, device, webhook."
      )
    }).pipe(
      Effect.provide(
        testGatewayLayer({
          seed: fleetOf(3, (index) => ({
            limits: { application: 10, device: 10, webhook: 10 },
            resources: {
              appCount: index === 2 ? 9 : 1,
              deviceCount: 1,
              webhookCount: index === 3 ? 1 : 10 + index
            }
          }))
        })
      )
    )
  )

  it.effect("are searched in all limits by default, and within a query", () =>
    Effect.gen(function* () {
      const { answer } = yield* succeed(nearLimits, { percent: 80, query: { name: { $startsWith: "Plant 10" } } })
      assert.strictEqual(answer["checked"], 111)
      assert.include(JSON.stringify(answer["items"]), '"webhook"')
      assert.include(JSON.stringify(answer["items"]), '"application"')
    }).pipe(Effect.provide(testGatewayLayer({ seed })))
  )

  it.effect("are answered in calls of 45 seconds, which list each once", () =>
    Effect.gen(function* () {
      const slow = observeGateway(yield* TestGateway, () => Effect.sleep("4 seconds"))
      const values = { limits: ["application"] }
      const { answer, took } = yield* succeed(nearLimits, values, slow)
      assert.isAtMost(took, 45_000)
      assert.strictEqual(answer["checked"], 900)
      assert.include(String(answer["summary"]), "So far 9 of 900")
      const answers = yield* callToTheEnd(nearLimits, values, slow)
      const ids = answers.flatMap(({ items }) => (Array.isArray(items) ? items.map(({ orgId }) => orgId) : []))
      assert.lengthOf(answers, 3)
      assert.deepStrictEqual(
        ids.toSorted(),
        Array.from({ length: 20 }, (_, index) => idOf(100 * (index + 1)))
      )
      assert.strictEqual(
        answers[1]?.["summary"],
        "So far 18 of 1,800 organizations use more than 80 % of the limit application. " +
          "This answer lists 9 of them, those before it 9. Not all were checked: go on with continue."
      )
    }).pipe(Effect.provide(testGatewayLayer({ seed })))
  )

  it.effect("are listed once each if one answer cannot hold them, the nearest first", () =>
    Effect.gen(function* () {
      const values = { percent: 1, limits: ["application"] }
      const answers = yield* callToTheEnd(nearLimits, values)
      assert.isAbove(answers.length, 3)
      const lists = answers.map(({ items }) => {
        assert(Array.isArray(items))
        return items.map(({ orgId, limits }): readonly [string, number] => [orgId, limits.application.percent])
      })
      for (const [index, answer] of answers.entries()) {
        const length = lists[index]?.length ?? 0
        const before = lists.slice(0, index).flat().length
        const part = index === 0 ? `the ${length} nearest of them` : `${length} of them, those before it ${before}`
        const next = index < answers.length - 1 ? " Go on with continue for the others." : ""
        assert.strictEqual(
          answer["summary"],
          `430 of 500 organizations use more than 1 % of the limit application. This answer lists ${part}.${next}`
        )
        assert.strictEqual(answer["checked"], 500)
        assert.notProperty(answer, "leftOut")
        assert.isBelow(costOf(answer), maxTokens)
        const percents = (lists[index] ?? []).map(([, percent]) => percent)
        assert.deepStrictEqual(
          percents,
          percents.toSorted((one, other) => other - one)
        )
      }
      const [first = [], ...others] = lists
      const least = first.at(-1)?.[1] ?? 0
      assert.isTrue(others.flat().every(([, percent]) => percent <= least))
      assert.deepStrictEqual(
        lists
          .flat()
          .map(([orgId]) => orgId)
          .toSorted(),
        Array.from({ length: 430 }, (_, index) => idOf(index + 1))
      )
    }).pipe(
      Effect.provide(
        testGatewayLayer({
          seed: fleetOf(500, (index) => ({
            name: `${index} ${"ፋብሪካ".repeat(12)}`,
            limits: { application: 100 },
            resources: { appCount: index > 430 ? 1 : 2 + (index % 90) }
          }))
        })
      )
    )
  )

  it.effect("are listed once each even if the time ends before all are checked", () =>
    Effect.gen(function* () {
      const slow = observeGateway(yield* TestGateway, () => Effect.sleep("9 seconds"))
      const answers = yield* callToTheEnd(nearLimits, { percent: 1, limits: ["application"] }, slow)
      assert.include(String(answers[0]?.["summary"]), "So far 400 of 400 organizations use")
      assert.include(String(answers[0]?.["summary"]), "Not all were checked: go on with continue.")
      const ids = answers.flatMap(({ items }) => (Array.isArray(items) ? items.map(({ orgId }) => orgId) : []))
      assert.deepStrictEqual(
        ids.toSorted(),
        Array.from({ length: 900 }, (_, index) => idOf(index + 1))
      )
      assert.match(String(answers.at(-1)?.["summary"]), /^900 of 900 organizations use .*, those before it \d+\.$/)
    }).pipe(
      Effect.provide(
        testGatewayLayer({
          seed: fleetOf(900, (index) => ({
            limits: { application: 100 },
            resources: { appCount: 2 + (index % 90) }
          }))
        })
      )
    )
  )

  it.effect("are summarized for one and for none, and searched within the filters", () =>
    Effect.gen(function* () {
      const summaryOf = (values: JsonObject) =>
        Effect.map(succeed(nearLimits, values), ({ answer }) => answer["summary"])
      const limits = ["application"]
      assert.strictEqual(
        yield* summaryOf({ limits, nameContains: "plant 2" }),
        "1 of 1 organization uses more than 80 % of the limit application."
      )
      assert.strictEqual(
        yield* summaryOf({ limits: ["device"], percent: 95 }),
        "0 of 3 organizations use more than 95 % of the limit device."
      )
      assert.strictEqual(
        yield* summaryOf({ limits, tag: "region=eu" }),
        "1 of 1 organization uses more than 80 % of the limit application."
      )
      assert.strictEqual(yield* summaryOf({ disabled: true }), "There is no organization to check.")
      assert.match(
        String(yield* summaryOf({ disabled: false })),
        /^2 of 3 organizations use more than 80 % of a limit\.$/
      )
    }).pipe(
      Effect.provide(
        testGatewayLayer({
          seed: fleetOf(3, (index) => ({
            limits: { application: 10, device: 10 },
            resources: { appCount: index === 1 ? 0 : 9, deviceCount: 1 },
            tags: index === 3 ? [{ key: "region", value: "eu" }] : []
          }))
        })
      )
    )
  )

  it.effect("come with the organizations whose use Losant does not answer", () =>
    Effect.gen(function* () {
      const { faults } = yield* Emulator
      yield* faults.next({ fault: "missing-fields", fields: ["summary"] })
      const { answer } = yield* succeed(nearLimits, {})
      assert.deepStrictEqual(answer["failed"], [
        { orgId: idOf(1), name: "Plant 1", why: "Losant answered no summary of its use" },
        { orgId: idOf(2), name: "Plant 2", why: "Losant answered no summary of its use" }
      ])
    }).pipe(Effect.provide(testGatewayLayer({ seed: fleetOf(2) })))
  )

  it.effect("are searched with progress reports", () =>
    Effect.gen(function* () {
      const { told } = yield* collectProgress(succeed(nearLimits, { limits: ["application"] }))
      assert.deepStrictEqual(told[0], {
        done: 1,
        total: 250,
        message: "Comparing use with limits: organization 1 of 250"
      })
      assert.strictEqual(told.at(-1)?.done, 250)
      assert.isTrue(told.every(({ done, total }, index) => total === 250 && done > (told[index - 1]?.done ?? 0)))
    }).pipe(Effect.provide(testGatewayLayer({ seed: fleetOf(250) })))
  )
})
