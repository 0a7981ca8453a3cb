import { assert, describe, it } from "@effect/vitest"
import { actions } from "@effect-losant/core/Actions"
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import * as InstanceOrgs from "@effect-losant/core/InstanceOrgs"
import { OrgId } from "@effect-losant/core/schemas/Ids"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as TestClock from "effect/testing/TestClock"
import { decodePng } from "../../../test/support/pixels.ts"
import { countRequests, TestGateway, testGatewayLayer } from "../../../test/support/testGateway.ts"
import { day, hour } from "../../../test/support/usage.ts"
import type { LosantGateway } from "../../model/LosantGateway.ts"
import { makeTools } from "../registry.ts"
import type { ChartData } from "./chart/ChartData.ts"
import { ChartDrawing } from "./chart/chart.ts"
import { measureOf } from "./measures.ts"
import { answerUsage, usageFields } from "./usageAnswer.ts"

const now = Date.parse("2026-11-22T09:30:00Z")
const layer = testGatewayLayer({ seed: "demo", now: new Date(now) })

/** An organization of the demonstration data, and the clock at the time of the data. */
const target = Effect.gen(function* () {
  yield* TestClock.setTime(now)
  const gateway = yield* TestGateway
  const instanceId = Option.getOrThrow(gateway.instanceId)
  const { items } = yield* gateway.execute(InstanceOrgs.get, { instanceId, perPage: 1 })
  const [org] = items
  assert(org !== undefined)
  return { gateway, name: org.name, ids: { instanceId, orgId: org.id } }
})

const month = { start: now - 30 * day, end: now }

const rowsOf = (content: object): ReadonlyArray<ReadonlyArray<unknown>> =>
  ("rows" in content ? content.rows : []) as never

describe("answerUsage on the demonstration data", () => {
  const usage = [
    InstanceOrg.deviceCounts,
    InstanceOrg.notebookMinuteCounts,
    InstanceOrg.payloadCounts,
    InstanceOrg.payloadCountsBreakdown
  ] as const

  it("the actions with a measure are those whose tools answer rows of usage", () => {
    const names: ReadonlyArray<string> = usage.map(({ action }) => action)
    // A sandbox and the instance have the same usage, and tools of their own.
    const measured = Object.keys(actions).filter((name) => measureOf(name, {}) !== undefined)
    assert.deepEqual(
      measured.filter((name) => name.startsWith("instanceOrg.")),
      names
    )
    assert.deepEqual(
      makeTools(true).flatMap(({ action, outputSchema }) =>
        action !== undefined && outputSchema.properties["previous"] !== undefined ? [action.action] : []
      ),
      measured
    )
  })

  it.effect("each answers a summary, totals and rows, in two requests with the fields that it declares", () =>
    Effect.gen(function* () {
      const { gateway, ids } = yield* target
      for (const action of usage) {
        const { result, requests } = yield* countRequests(answerUsage(gateway, action, { ...ids, ...month }, false))
        assert.equal(requests, 2, action.action)
        assert.isUndefined(result.image)
        const { summary, start, end } = result.content
        assert.match(
          String(summary),
          / the 30 days from 2026-10-23T09:30Z to 2026-11-22T09:30Z.*\. (Up|Down|Unchanged).* the 30 days before/
        )
        assert.deepEqual([start, end], ["2026-10-23T09:30:00.000Z", "2026-11-22T09:30:00.000Z"])
        assert.isAbove(rowsOf(result.content).length, 10)
        // Sums have no peak.
        const declared = Object.keys(usageFields).filter(
          (name) => name !== "peak" || action.action !== InstanceOrg.payloadCounts.action
        )
        assert.includeMembers(Object.keys(result.content), declared)
      }
    }).pipe(Effect.provide(layer))
  )

  it.effect("the sum of the rows is the total, by the day, the hour and the source", () =>
    Effect.gen(function* () {
      const { gateway, ids } = yield* target
      const period = { start: now - 7 * day - 9.5 * hour, end: now - 9.5 * hour }
      const totals = []
      for (const [action, own] of [
        [InstanceOrg.payloadCountsBreakdown, { includeNonBillable: true }],
        [InstanceOrg.payloadCountsBreakdown, { includeNonBillable: true, resolution: hour }],
        [InstanceOrg.payloadCounts, {}]
      ] as const) {
        const { content } = yield* answerUsage(gateway, action, { ...ids, ...period, ...own }, false)
        const sum = rowsOf(content).reduce((total, row) => total + Number(row.at(-1)), 0)
        assert.deepEqual(content["totals"], { value: sum })
        totals.push(sum)
      }
      assert.isAbove(totals[0] ?? 0, 0)
      assert.equal(new Set(totals).size, 1)
    }).pipe(Effect.provide(layer))
  )

  it.effect("a chart is drawn on request, with the name of the organization", () =>
    Effect.gen(function* () {
      const { gateway, name, ids } = yield* target
      const drawn: Array<ChartData> = []
      const call = (orgName?: string) =>
        answerUsage(gateway, InstanceOrg.deviceCounts, { ...ids, ...month }, true, orgName)
      const { result, requests } = yield* countRequests(call())
      assert.equal(requests, 3)
      assert(result.image !== undefined)
      assert.equal(decodePng(result.image).width, 1000)
      assert.isUndefined(result.content["note"])
      const watched = Effect.provideService(ChartDrawing, (chart) =>
        Effect.sync(() => {
          drawn.push(chart)
          return new Uint8Array()
        })
      )
      yield* watched(call())
      assert.equal((yield* countRequests(watched(call("Given")))).requests, 2)
      assert.deepEqual(
        drawn.map(({ subject }) => subject),
        [name, "Given"]
      )
    }).pipe(Effect.provide(layer))
  )

  it.effect("an organization that does not exist fails with the error of the action", () =>
    Effect.gen(function* () {
      const { gateway, ids } = yield* target
      const input = { ...ids, orgId: OrgId.make("ffffffffffffffffffffffff"), ...month }
      const error = yield* Effect.flip(answerUsage(gateway, InstanceOrg.deviceCounts, input, true))
      assert.equal(error._tag, "LosantNotFound")
    }).pipe(Effect.provide(layer))
  )

  it.effect("both requests run at the same time", () =>
    Effect.gen(function* () {
      const { gateway, ids } = yield* target
      const under = { now: 0, most: 0 }
      const watching: LosantGateway = {
        ...gateway,
        execute: (action, input) =>
          Effect.sync(() => {
            under.now += 1
            under.most = Math.max(under.most, under.now)
          }).pipe(
            Effect.andThen(Effect.yieldNow),
            Effect.andThen(gateway.execute(action, input)),
            Effect.ensuring(
              Effect.sync(() => {
                under.now -= 1
              })
            )
          )
      }
      yield* answerUsage(watching, InstanceOrg.deviceCounts, { ...ids, ...month }, false)
      assert.equal(under.most, 2)
    }).pipe(Effect.provide(layer))
  )
})
