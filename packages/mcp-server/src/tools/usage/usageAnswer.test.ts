import { assert, describe, it } from "@effect/vitest"
import { actions } from "@effect-losant/core/Actions"
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import * as InstanceOrgs from "@effect-losant/core/InstanceOrgs"
import { type LosantError, LosantServerError } from "@effect-losant/core/LosantError"
import { InstanceId, OrgId } from "@effect-losant/core/schemas/Ids"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as TestClock from "effect/testing/TestClock"
import { decodePng } from "../../../test/support/pixels.ts"
import { countRequests, readOnlyGateway, TestGateway, testGatewayLayer } from "../../../test/support/testGateway.ts"
import { day, hour, series, values } from "../../../test/support/usage.ts"
import { ClientRequest } from "../../model/ClientRequest.ts"
import type { LosantGateway } from "../../model/LosantGateway.ts"
import { makeTools } from "../registry.ts"
import { type ChartData, ChartUnavailable } from "./chart/ChartData.ts"
import { ChartDrawing } from "./chart/chart.ts"
import { measureOf } from "./measures.ts"
import { answerUsage, type UsageInput, usageFields } from "./usageAnswer.ts"

const now = Date.parse("2026-11-22T09:30:00Z")
const layer = testGatewayLayer({ seed: "demo", now: new Date(now) })

/** An organization of the demonstration data, and the clock at the time of the data. */
const target = Effect.gen(function* () {
  yield* TestClock.setTime(now)
  const reach = yield* TestGateway
  const instanceId = Option.getOrThrow(reach.instanceId)
  const { items } = yield* reach.execute(InstanceOrgs.get, { instanceId, perPage: 1 })
  const [org] = items
  assert(org !== undefined)
  return { reach, name: org.name, ids: { instanceId, orgId: org.id } }
})

const month = { start: now - 30 * day, end: now }

const rowsOf = (content: object): ReadonlyArray<ReadonlyArray<unknown>> =>
  ("rows" in content ? content.rows : []) as never

describe("on the demonstration data", () => {
  const usage = [
    InstanceOrg.deviceCounts,
    InstanceOrg.notebookMinuteCounts,
    InstanceOrg.payloadCounts,
    InstanceOrg.payloadCountsBreakdown
  ] as const

  it("the actions about usage are those that have a measure, and the tools that answer rows of it", () => {
    const names: ReadonlyArray<string> = usage.map(({ action }) => action)
    assert.deepEqual(
      Object.keys(actions).filter((name) => measureOf(name, {}) !== undefined),
      names
    )
    assert.deepEqual(
      makeTools(true).flatMap(({ action, outputSchema }) =>
        action !== undefined && outputSchema.properties["previous"] !== undefined ? [action.action] : []
      ),
      names
    )
  })

  it.effect("each answers a summary, totals and rows, in two requests with the fields that it declares", () =>
    Effect.gen(function* () {
      const { reach, ids } = yield* target
      for (const action of usage) {
        const { result, requests } = yield* countRequests(answerUsage(reach, action, { ...ids, ...month }, false))
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
      const { reach, ids } = yield* target
      const period = { start: now - 7 * day - 9.5 * hour, end: now - 9.5 * hour }
      const totals = []
      for (const [action, own] of [
        [InstanceOrg.payloadCountsBreakdown, { includeNonBillable: true }],
        [InstanceOrg.payloadCountsBreakdown, { includeNonBillable: true, resolution: hour }],
        [InstanceOrg.payloadCounts, {}]
      ] as const) {
        const { content } = yield* answerUsage(reach, action, { ...ids, ...period, ...own }, false)
        const sum = rowsOf(content).reduce((total, row) => total + Number(row.at(-1)), 0)
        assert.deepEqual(content["totals"], { value: sum })
        totals.push(sum)
      }
      assert.isAbove(totals[0] ?? 0, 0)
      assert.equal(new Set(totals).size, 1)
    }).pipe(Effect.provide(layer))
  )

  it.effect("a chart is drawn when asked for, with the organization's name", () =>
    Effect.gen(function* () {
      const { reach, name, ids } = yield* target
      const drawn: Array<ChartData> = []
      const call = (orgName?: string) =>
        answerUsage(reach, InstanceOrg.deviceCounts, { ...ids, ...month }, true, orgName)
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

  it.effect("an organization that does not exist fails as the action does, whatever becomes of the rest", () =>
    Effect.gen(function* () {
      const { reach, ids } = yield* target
      const input = { ...ids, orgId: OrgId.make("ffffffffffffffffffffffff"), ...month }
      const error = yield* Effect.flip(answerUsage(reach, InstanceOrg.deviceCounts, input, true))
      assert.equal(error._tag, "LosantNotFound")
    }).pipe(Effect.provide(layer))
  )

  it.effect("both requests are under way at the same time", () =>
    Effect.gen(function* () {
      const { reach, ids } = yield* target
      const under = { now: 0, most: 0 }
      const watching: LosantGateway = {
        ...reach,
        execute: (action, input) =>
          Effect.sync(() => {
            under.now += 1
            under.most = Math.max(under.most, under.now)
          }).pipe(
            Effect.andThen(Effect.yieldNow),
            Effect.andThen(reach.execute(action, input)),
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

const period = { start: now - 3 * day, end: now }
const ids = { instanceId: InstanceId.make("a".repeat(24)), orgId: OrgId.make("b".repeat(24)) }
const input: UsageInput = { ...ids, ...period }
const failing = new LosantServerError({
  action: "instanceOrg.payloadCountsBreakdown",
  method: "GET",
  path: "/x",
  message: "failed",
  status: 503
})

/** A reach that answers the period, and what comes before it, as it is told. */
const scripted = (
  current: Effect.Effect<unknown, LosantError>,
  earlier: Effect.Effect<unknown, LosantError> = Effect.succeed({ counts: [] })
): LosantGateway =>
  readOnlyGateway((action, asked) => {
    const isCurrent = "start" in asked && asked.start === period.start
    return action.action === "instanceOrg.get" ? Effect.fail(failing) : isCurrent ? current : earlier
  })
const answered = Effect.succeed(series("2026-11-19T05:00:00Z", values(1, 2, 3)))
const breakdown = (reach: LosantGateway, asked: UsageInput = input, asksForChart = false) =>
  TestClock.setTime(now).pipe(
    Effect.andThen(answerUsage(reach, InstanceOrg.payloadCountsBreakdown, asked, asksForChart))
  )

describe("the answer", () => {
  it.effect("has ISO times, the exact totals and the peak of both periods, and rows with short dates", () =>
    Effect.gen(function* () {
      const earlier = Effect.succeed(series("2026-11-16T05:00:00Z", values(2, 2, 2)))
      const { content } = yield* breakdown(scripted(answered, earlier), { ...input, asBytes: true })
      assert.deepEqual(content, {
        summary:
          "6 bytes of billable payloads in the 3 days from 2026-11-19T09:30Z to 2026-11-22T09:30Z; peak day 2026-11-21 with 3. " +
          "Unchanged from 6 in the 3 days before. The first day may be counted only in part.",
        start: "2026-11-19T09:30:00.000Z",
        end: "2026-11-22T09:30:00.000Z",
        unit: "bytes",
        totals: { value: 6 },
        peak: { date: "2026-11-21T05:00:00.000Z", value: 3 },
        previous: { start: "2026-11-16T09:30:00.000Z", end: "2026-11-19T09:30:00.000Z", totals: { value: 6 } },
        dayStarts: [["2026-11-19", "05:00Z"]],
        columns: ["date", "value"],
        rows: [
          ["2026-11-19", 1],
          ["2026-11-20", 2],
          ["2026-11-21", 3]
        ]
      })
    })
  )

  it.effect("tells the period that Losant says it is about", () =>
    Effect.gen(function* () {
      const other = { start: "2026-11-19T05:00:00.000Z", end: "2026-11-22T05:00:00.000Z", counts: [] }
      const { content } = yield* breakdown(scripted(Effect.succeed(other)))
      assert.deepEqual([content["start"], content["end"]], [other.start, other.end])
      assert.include(String(content["summary"]), "from 2026-11-19T05:00Z to 2026-11-22T05:00Z")
    })
  )

  it.effect("stands without the comparison, and says why there is none", () =>
    Effect.gen(function* () {
      const { content } = yield* breakdown(scripted(answered, Effect.fail(failing)))
      assert.include(
        String(content["summary"]),
        "No comparison: the 3 days before could not be read (Losant answered with status 503)."
      )
      assert.equal(rowsOf(content).length, 3)
      assert.notProperty(content["previous"], "totals")
    })
  )

  it.effect("compares a period of no length with nothing", () =>
    Effect.gen(function* () {
      const { content } = yield* breakdown(scripted(answered), { ...input, end: period.start })
      assert.notProperty(content, "previous")
      assert.notInclude(String(content["summary"]), "before")
    })
  )

  it.effect("is one when nothing is known, without a chart", () =>
    Effect.gen(function* () {
      const { content, image } = yield* breakdown(scripted(Effect.succeed({ counts: [] })), input, true)
      assert.isUndefined(image)
      assert.deepEqual(content["rows"], [])
      assert.equal(content["note"], "There is no chart: there is nothing to show. The numbers are complete without it.")
    })
  )

  it.effect("stands without a chart that cannot be drawn, and says so", () =>
    Effect.gen(function* () {
      const reason = "the renderer that comes with this server does not start"
      const { content, image } = yield* breakdown(scripted(answered), input, true).pipe(
        Effect.provideService(ChartDrawing, () => Effect.fail(new ChartUnavailable(reason, new Error("/secret/path"))))
      )
      assert.isUndefined(image)
      assert.equal(content["note"], `There is no chart: ${reason}. The numbers are complete without it.`)
      assert.notInclude(JSON.stringify(content), "/secret/path")
      assert.equal(rowsOf(content).length, 3)
    })
  )

  it.effect("draws a chart by the id if the name cannot be read", () =>
    Effect.gen(function* () {
      const drawn: Array<string> = []
      yield* breakdown(scripted(answered), input, true).pipe(
        Effect.provideService(ChartDrawing, ({ subject }) =>
          Effect.sync(() => {
            drawn.push(subject)
            return new Uint8Array()
          })
        )
      )
      assert.deepEqual(drawn, [`Organization ${ids.orgId}`])
    })
  )

  it.effect("of payloads by type has no chart, and asks for no name", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(now)
      const reach = scripted(Effect.succeed({ timer: { timer: 1 } }), Effect.succeed({}))
      const { content, image } = yield* answerUsage(reach, InstanceOrg.payloadCounts, input, true)
      assert.isUndefined(image)
      assert.notProperty(content, "note")
    })
  )

  it.effect("tells the client how far it is", () =>
    Effect.gen(function* () {
      const told: Array<readonly [number, number | undefined]> = []
      yield* breakdown(scripted(answered), input, true).pipe(
        Effect.provideService(ChartDrawing, () => Effect.succeed(new Uint8Array())),
        Effect.updateService(ClientRequest, (request) => ({
          ...request,
          progress: ({ done, total }) => Effect.sync(() => void told.push([done, total]))
        }))
      )
      assert.deepEqual(told, [
        [1, 3],
        [2, 3],
        [3, 3]
      ])
    })
  )
})
