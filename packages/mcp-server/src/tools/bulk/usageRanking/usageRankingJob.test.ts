import { assert, describe, it } from "@effect/vitest"
import { delete as deleteOrg, get as getOrg } from "@effect-losant/core/InstanceOrg"
import { InstanceId, OrgId } from "@effect-losant/core/schemas/Ids"
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
import { days, end, idsOf, itemsOf, on, week } from "../../../../test/support/ranking.ts"
import { countRequests, TestGateway, testGatewayLayer } from "../../../../test/support/testGateway.ts"
import type { JsonObject } from "../../../text/json.ts"
import { usageRanking } from "./usageRanking.ts"

// The first twelve use something, each more than the one before.
const seed = fleetOf(60, (index) =>
  index <= 12
    ? { usage: { days: 60, devices: 100 * index, payloadsPerHour: index, notebookRunsPerDay: 3 * index ** 2 } }
    : {}
)
const onFleet = on({ seed })

const best = (count: number) => Array.from({ length: count }, (_, index) => idOf(12 - index))

describe("the ranking of organizations", () => {
  for (const by of ["payloads", "devices", "notebookMinutes"]) {
    it.effect(`by ${by} is led by those that use most, with totals and shares`, () =>
      Effect.gen(function* () {
        const { answer } = yield* succeed(usageRanking, { by, top: 12, ...week })
        const items = itemsOf(answer)
        assert.deepStrictEqual(idsOf(answer), best(12))
        assert.strictEqual(
          answer["total"],
          items.reduce((sum, { total }) => sum + total, 0)
        )
        assert.deepStrictEqual(
          items.map(({ rank }) => rank),
          Array.from({ length: 12 }, (_, index) => index + 1)
        )
        assert.closeTo(
          items.reduce((sum, { sharePercent }) => sum + sharePercent, 0),
          100,
          1
        )
        assert.strictEqual(answer["checked"], 60)
        assert.include(String(answer["summary"]), "60 organizations: ")
        assert.notProperty(answer, "continue")
        assert.strictEqual(answer["end"], "2026-11-22T00:00:00.000Z")
      }).pipe(onFleet)
    )
  }

  it.effect("answers what each organization itself answers for the period", () =>
    Effect.gen(function* () {
      const gateway = yield* TestGateway
      const { answer } = yield* succeed(usageRanking, { by: "payloads", top: 1, ...week })
      const org = yield* gateway.execute(getOrg, {
        instanceId: InstanceId.make("a".repeat(24)),
        orgId: OrgId.make(idOf(12)),
        summaryInclude: ["deviceCount"]
      })
      const devices = yield* succeed(usageRanking, { by: "devices", top: 1, start: end - days(2), end })
      assert.strictEqual(itemsOf(devices.answer)[0].total, org.summary?.deviceCount)
      const shorter = yield* succeed(usageRanking, { by: "payloads", top: 1, start: end - days(1), end })
      assert.isBelow(itemsOf(shorter.answer)[0].total, itemsOf(answer)[0].total)
    }).pipe(onFleet)
  )

  it.effect("reads 28 days, and ten organizations, by default", () =>
    Effect.gen(function* () {
      const { answer } = yield* succeed(usageRanking, { by: "payloads", end })
      assert.lengthOf(itemsOf(answer), 10)
      assert.strictEqual(answer["start"], "2026-10-25T00:00:00.000Z")
    }).pipe(onFleet)
  )

  it.effect("of devices needs only the list if the period ends now, and else one request an organization", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* countRequests(succeed(usageRanking, { by: "devices" }))).requests, 1)
      const past = { by: "devices", end: -days(1), start: -days(2) }
      assert.strictEqual((yield* countRequests(succeed(usageRanking, past))).requests, 61)
    }).pipe(Effect.provide(testGatewayLayer({ seed })))
  )

  it.effect("ranks all organizations even if it takes several calls", () =>
    Effect.gen(function* () {
      const gateway = yield* TestGateway
      const slow = observeGateway(gateway, () => Effect.sleep("8 seconds"))
      const values = { by: "payloads", top: 5, ...week }
      const once = yield* succeed(usageRanking, values)
      const first = yield* succeed(usageRanking, values, slow)
      assert.isAtMost(first.took, 45_000)
      assert.include(String(first.answer["summary"]), "So far only: go on with continue")
      const answers = yield* callToTheEnd(usageRanking, values, slow)
      assert.isAbove(answers.length, 1)
      assert.deepStrictEqual(answers.at(-1), once.answer)
      for (const { continue: text } of answers) assert.isBelow(String(text ?? "").length, 400)
    }).pipe(onFleet)
  )

  it.effect("has a summary with readable numbers and times, and says which payloads count", () =>
    Effect.gen(function* () {
      const told = (by: string) =>
        Effect.map(succeed(usageRanking, { by, top: 2, ...week }), ({ answer }) => String(answer["summary"]))
      assert.match(
        yield* told("payloads"),
        /^60 organizations: \d{2,3},\d{3} payloads \(with non-billable\) in the 7 days from 2026-11-15 to 2026-11-22; those listed have [\d.]+ % of that\.$/
      )
      assert.match(yield* told("devices"), /^60 organizations: \d,\d{3} devices at 2026-11-22; those listed /)
    }).pipe(onFleet)
  )

  it.effect("keeps its period over all calls", () =>
    Effect.gen(function* () {
      const slow = observeGateway(yield* TestGateway, () => Effect.sleep("8 seconds"))
      const answers = yield* callToTheEnd(usageRanking, { by: "notebookMinutes" }, slow)
      assert.isAbove(answers.length, 1)
      assert.lengthOf([...new Set(answers.map(({ start }) => start))], 1)
      assert.lengthOf([...new Set(answers.map(({ end: last }) => last))], 1)
    }).pipe(onFleet)
  )

  it.effect("leaves an organization that was deleted between two calls out of rows and total", () =>
    Effect.gen(function* () {
      const gateway = yield* TestGateway
      const slow = observeGateway(gateway, () => Effect.sleep("8 seconds"))
      const values = { by: "payloads", top: 5, ...week }
      const { answer: first } = yield* succeed(usageRanking, values, slow)
      yield* gateway.execute(deleteOrg, { instanceId: InstanceId.make("a".repeat(24)), orgId: OrgId.make(idOf(12)) })
      const { answer } = yield* succeed(usageRanking, { ...values, continue: first["continue"] })
      assert.deepStrictEqual(idsOf(answer).slice(0, 4), best(5).slice(1))
      const { answer: again } = yield* succeed(usageRanking, values)
      assert.strictEqual(answer["total"], again["total"])
    }).pipe(onFleet)
  )

  it.effect("continues past an organization that fails, and names it with the reason", () =>
    Effect.gen(function* () {
      const { faults } = yield* Emulator
      yield* faults.next("missing-fields", { action: "instanceOrg.notebookMinuteCounts", nth: 3 })
      const { answer } = yield* succeed(usageRanking, { by: "notebookMinutes", top: 3, ...week })
      const { failed } = answer
      assert(Array.isArray(failed))
      assert.lengthOf(failed, 1)
      assert.strictEqual(failed[0].why, "what Losant answered cannot be used")
      assert.include(String(answer["summary"]), "1 of them could not be counted.")
      assert.strictEqual(answer["checked"], 60)
    }).pipe(onFleet)
  )

  it.effect("counts an organization that failed in the next call again", () =>
    Effect.gen(function* () {
      const { faults } = yield* Emulator
      yield* faults.next("missing-fields", { action: "instanceOrg.notebookMinuteCounts", nth: 3 })
      const slow = observeGateway(yield* TestGateway, () => Effect.sleep("8 seconds"))
      const answers = yield* callToTheEnd(usageRanking, { by: "notebookMinutes", ...week }, slow)
      assert.property(answers[0], "failed")
      assert.notProperty(answers.at(-1), "failed")
      assert.notInclude(String(answers.at(-1)?.["summary"]), "could not be counted.")
    }).pipe(onFleet)
  )

  it.effect("has a summary for one and for none, and applies the filters in all calls", () =>
    Effect.gen(function* () {
      const summaryOf = (values: JsonObject) =>
        Effect.map(succeed(usageRanking, { by: "devices", end, ...values }), ({ answer }) => String(answer["summary"]))
      assert.strictEqual(
        yield* summaryOf({ nameContains: "plant 1", tag: "region=eu" }),
        "1 organization: 1 device at 2026-11-22; those listed have 100 % of that."
      )
      assert.strictEqual(yield* summaryOf({ nameContains: "no such" }), "No organizations: no devices at 2026-11-22.")
      const slow = observeGateway(yield* TestGateway, () => Effect.sleep("9 seconds"))
      const answers = yield* callToTheEnd(usageRanking, { by: "payloads", ...week, disabled: false }, slow)
      assert.isAbove(answers.length, 1)
      assert.strictEqual(answers.at(-1)?.["checked"], 60)
    }).pipe(
      on({
        seed: fleetOf(70, (index) => ({
          tags: index === 1 ? [{ key: "region", value: "eu" }] : [],
          ...(index === 1 ? { usage: { days: 2, devices: 1, payloadsPerHour: 1 } } : {}),
          ...(index > 60 ? { disabledAt: "1969-01-01T00:00:00.000Z" } : {})
        }))
      })
    )
  )

  it.effect("reports its progress", () =>
    Effect.gen(function* () {
      const { told } = yield* collectProgress(succeed(usageRanking, { by: "payloads", ...week }))
      assert.deepStrictEqual(
        told.map(({ done, total }) => [done, total]),
        [
          [1, 60],
          [26, 60],
          [51, 60],
          [60, 60]
        ]
      )
    }).pipe(onFleet)
  )
})
