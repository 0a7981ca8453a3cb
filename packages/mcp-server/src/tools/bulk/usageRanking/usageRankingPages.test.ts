// A ranking that is longer than one answer: its places come in several answers.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { callToTheEnd, fleetOf, observeGateway, succeed } from "../../../../test/support/fleet.ts"
import { idsOf, itemsOf, on, week } from "../../../../test/support/ranking.ts"
import { countRequests, TestGateway, testGatewayLayer } from "../../../../test/support/testGateway.ts"
import { maxTokens } from "../../../answers/responseBudget/fitResponse.ts"
import { costOf } from "../../../answers/responseBudget/shrink.ts"
import { makeUsageMemory, UsageMemory } from "./usageMemory.ts"
import { usageRanking } from "./usageRanking.ts"

describe("the ranking of organizations, in several answers,", () => {
  it.effect("has all places that were asked for, in several answers if the names are long", () =>
    Effect.gen(function* () {
      for (const top of [50, 10]) {
        const answers = yield* callToTheEnd(usageRanking, { by: "devices", top })
        const ids = answers.flatMap(idsOf)
        assert.lengthOf(ids, top)
        assert.lengthOf(new Set(ids), top)
        for (const answer of answers) {
          assert.notProperty(answer, "leftOut")
          assert.isBelow(costOf(answer), maxTokens)
          for (const { name } of itemsOf(answer)) assert.match(name, /^\d+.*…$/)
        }
      }
    }).pipe(
      Effect.provide(
        testGatewayLayer({
          seed: fleetOf(60, (index) => ({
            name: `${index}${(index % 2 === 0 ? "\u200b" : "ፋ").repeat(200)}`,
            usage: { days: 2, devices: 100 }
          }))
        })
      )
    )
  )

  it.effect("has all organizations, each in one answer and at its place, with one request for each", () =>
    Effect.gen(function* () {
      const values = { by: "payloads", top: 1_000, ...week }
      const { result: answers, requests } = yield* countRequests(callToTheEnd(usageRanking, values))
      assert.isAbove(answers.length, 2)
      for (const answer of answers) assert.isBelow(costOf(answer), maxTokens)
      const items = answers.flatMap(itemsOf)
      assert.deepStrictEqual(
        items.map(({ rank }) => rank),
        Array.from({ length: 150 }, (_, index) => index + 1)
      )
      assert.strictEqual(new Set(items.map(({ orgId }) => orgId)).size, 150)
      const totals = items.map(({ total }) => total)
      assert.deepStrictEqual(
        totals,
        totals.toSorted((one, other) => other - one)
      )
      assert.match(
        String(answers[1]?.["summary"]),
        /This answer lists the places \d+ to \d+ of 150\. Go on with continue/
      )
      assert.deepInclude(answers.at(-1), { checked: 150, of: 150 })
      // The pages of the list come again with each answer, and the sum of the instance is asked for once.
      assert.strictEqual(requests, 1 + 150 + 2 * answers.length)
    }).pipe(
      on({
        seed: fleetOf(150, (index) => ({
          name: `${index}${"工場".repeat(100)}`,
          usage: { days: 3, devices: 10, payloadsPerHour: 100_000 + index }
        }))
      })
    )
  )

  it.effect("is counted again, and missed by nobody, if the server restarts while it is listed", () =>
    Effect.gen(function* () {
      const values = { by: "payloads", top: 100, ...week }
      const { answer: first } = yield* succeed(usageRanking, values)
      const restarted = Effect.provideService(UsageMemory, makeUsageMemory())
      const slow = observeGateway(yield* TestGateway, () => Effect.sleep("8 seconds"))
      const next = { ...values, continue: first["continue"] }
      const { answer: counting } = yield* restarted(succeed(usageRanking, next, slow))
      assert.deepStrictEqual(itemsOf(counting), [])
      assert.include(String(counting["summary"]), "So far only: go on with continue")
      const rest = yield* callToTheEnd(usageRanking, { ...values, continue: counting["continue"] })
      const ids = [first, ...rest].flatMap(idsOf)
      assert.lengthOf(ids, 90)
      assert.strictEqual(new Set(ids).size, 90)
    }).pipe(
      on({
        seed: fleetOf(90, (index) => ({
          name: `${index}${"工場".repeat(100)}`,
          usage: { days: 3, devices: 10, payloadsPerHour: 100_000 + index }
        }))
      })
    )
  )
})
