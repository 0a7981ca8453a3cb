import { assert, describe, it } from "@effect/vitest"
import { get as getOrg, notebookMinuteCounts, payloadCounts } from "@effect-losant/core/InstanceOrg"
import { InstanceId, OrgId } from "@effect-losant/core/schemas/Ids"
import type { SummaryField } from "@effect-losant/core/schemas/OrgSummary"
import * as Effect from "effect/Effect"
import { fleetOf, idOf } from "../../../../test/support/fleet.ts"
import { countRequests, TestGateway, testGatewayLayer } from "../../../../test/support/testGateway.ts"
import { makeUsageReader, rankingKinds, summaryFieldFor } from "./orgUsage.ts"

const instanceId = InstanceId.make("a".repeat(24))
const now = new Date("2026-11-22T12:00:00.000Z")
const period = { start: now.getTime() - 3 * 86_400_000, end: now.getTime() }
const usage = { days: 30, devices: 500, payloadsPerHour: 50, notebookRunsPerDay: 5 }
const onOne = Effect.provide(testGatewayLayer({ now, seed: fleetOf(2, (index) => (index === 1 ? { usage } : {})) }))

const orgWith = (summaryInclude: ReadonlyArray<SummaryField>, number = 1) =>
  Effect.flatMap(TestGateway, (reach) =>
    reach.execute(getOrg, { instanceId, orgId: OrgId.make(idOf(number)), summaryInclude })
  )

describe("the usage of an organization", () => {
  it.effect("is all payloads, or all minutes, that Losant counts in the period", () =>
    Effect.gen(function* () {
      const reach = yield* TestGateway
      const org = yield* orgWith([])
      const input = { instanceId, orgId: org.id, ...period, _links: false }
      const stats = yield* reach.execute(payloadCounts, input)
      const payloads = Object.values(stats).flatMap((bySource) => Object.values<number>(Object(bySource)))
      const sum = (numbers: ReadonlyArray<number>) => numbers.reduce((before, one) => before + one, 0)
      assert.strictEqual(yield* makeUsageReader(reach, instanceId, "payloads", period, true)(org), sum(payloads))
      const { counts } = yield* reach.execute(notebookMinuteCounts, input)
      assert.strictEqual(
        yield* makeUsageReader(reach, instanceId, "notebookMinutes", period, true)(org),
        sum(counts.map(({ minutes = 0 }) => minutes))
      )
      assert.isAbove(sum(payloads), 1_000)
    }).pipe(onOne)
  )

  it.effect("is the devices at the period's end, without a request if that is now", () =>
    Effect.gen(function* () {
      const reach = yield* TestGateway
      const org = yield* orgWith(["deviceCount"])
      const devices = (isUpToNow: boolean) => makeUsageReader(reach, instanceId, "devices", period, isUpToNow)(org)
      const asked = yield* countRequests(devices(false))
      const known = yield* countRequests(devices(true))
      assert.strictEqual(asked.result, org.summary?.deviceCount)
      assert.deepStrictEqual(known, { result: asked.result, requests: 0 })
      assert.strictEqual(asked.requests, 1)
    }).pipe(onOne)
  )

  it.effect("cannot be told if the summary does not say", () =>
    Effect.gen(function* () {
      const org = yield* orgWith(["memberCount"])
      const error = yield* Effect.flip(makeUsageReader(yield* TestGateway, instanceId, "devices", period, true)(org))
      assert.strictEqual(error._tag, "MissingData")
    }).pipe(onOne)
  )

  it.effect("is nothing of an organization that uses nothing", () =>
    Effect.gen(function* () {
      const reach = yield* TestGateway
      const org = yield* orgWith(["deviceCount"], 2)
      for (const kind of rankingKinds)
        assert.strictEqual(yield* makeUsageReader(reach, instanceId, kind, period, false)(org), 0)
    }).pipe(onOne)
  )

  it("needs the number of devices from the list only if it answers that", () => {
    assert.strictEqual(summaryFieldFor("devices", true), "deviceCount")
    assert.strictEqual(summaryFieldFor("devices", false), "memberCount")
    assert.strictEqual(summaryFieldFor("payloads", true), "memberCount")
  })
})
