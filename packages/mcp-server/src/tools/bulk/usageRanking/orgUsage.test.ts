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
  Effect.flatMap(TestGateway, (gateway) =>
    gateway.execute(getOrg, { instanceId, orgId: OrgId.make(idOf(number)), summaryInclude })
  )

describe("the usage of an organization", () => {
  it.effect("is the sum of payloads or minutes in the period", () =>
    Effect.gen(function* () {
      const gateway = yield* TestGateway
      const org = yield* orgWith([])
      const input = { instanceId, orgId: org.id, ...period, _links: false }
      const stats = yield* gateway.execute(payloadCounts, input)
      const payloads = Object.values(stats).flatMap((bySource) =>
        Object.values<number>(typeof bySource === "object" ? bySource : {})
      )
      const sum = (numbers: ReadonlyArray<number>) => numbers.reduce((before, one) => before + one, 0)
      assert.strictEqual(yield* makeUsageReader(gateway, instanceId, "payloads", period, true)(org), sum(payloads))
      const { counts } = yield* gateway.execute(notebookMinuteCounts, input)
      assert.strictEqual(
        yield* makeUsageReader(gateway, instanceId, "notebookMinutes", period, true)(org),
        sum(counts.map(({ minutes = 0 }) => minutes))
      )
      assert.isAbove(sum(payloads), 1_000)
    }).pipe(onOne)
  )

  it.effect("is the number of devices at the end of the period, without a request if the period ends now", () =>
    Effect.gen(function* () {
      const gateway = yield* TestGateway
      const org = yield* orgWith(["deviceCount"])
      const devices = (isUpToNow: boolean) => makeUsageReader(gateway, instanceId, "devices", period, isUpToNow)(org)
      const asked = yield* countRequests(devices(false))
      const known = yield* countRequests(devices(true))
      assert.strictEqual(asked.result, org.summary?.deviceCount)
      assert.deepStrictEqual(known, { result: asked.result, requests: 0 })
      assert.strictEqual(asked.requests, 1)
    }).pipe(onOne)
  )

  it.effect("is unknown if the summary does not have it", () =>
    Effect.gen(function* () {
      const org = yield* orgWith(["memberCount"])
      const error = yield* Effect.flip(makeUsageReader(yield* TestGateway, instanceId, "devices", period, true)(org))
      assert.strictEqual(error._tag, "MissingData")
    }).pipe(onOne)
  )

  it.effect("is 0 for an organization that uses nothing", () =>
    Effect.gen(function* () {
      const gateway = yield* TestGateway
      const org = yield* orgWith(["deviceCount"], 2)
      for (const kind of rankingKinds)
        assert.strictEqual(yield* makeUsageReader(gateway, instanceId, kind, period, false)(org), 0)
    }).pipe(onOne)
  )

  it("asks the list for the number of devices only if the ranking needs it", () => {
    assert.strictEqual(summaryFieldFor("devices", true), "deviceCount")
    assert.strictEqual(summaryFieldFor("devices", false), "memberCount")
    assert.strictEqual(summaryFieldFor("payloads", true), "memberCount")
  })
})
