import { assert, describe, it } from "@effect/vitest"
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import * as InstanceSandbox from "@effect-losant/core/InstanceSandbox"
import { type LosantError, LosantServerError } from "@effect-losant/core/LosantError"
import { InstanceId, OrgId, SandboxId } from "@effect-losant/core/schemas/Ids"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { readOnlyGateway } from "../../../test/support/testGateway.ts"
import { day, series, values } from "../../../test/support/usage.ts"
import { ClientRequest } from "../../model/ClientRequest.ts"
import type { LosantGateway } from "../../model/LosantGateway.ts"
import { ChartUnavailable } from "./chart/ChartData.ts"
import { ChartDrawing } from "./chart/chart.ts"
import { answerUsage, type UsageInput } from "./usageAnswer.ts"

const now = Date.parse("2026-11-22T09:30:00Z")
const rowsOf = (content: object): ReadonlyArray<ReadonlyArray<unknown>> =>
  ("rows" in content ? content.rows : []) as never

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
const breakdown = (gateway: LosantGateway, asked: UsageInput = input, asksForChart = false) =>
  TestClock.setTime(now).pipe(
    Effect.andThen(answerUsage(gateway, InstanceOrg.payloadCountsBreakdown, asked, asksForChart))
  )

describe("answerUsage", () => {
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

  it.effect("has the period that Losant answers", () =>
    Effect.gen(function* () {
      const other = { start: "2026-11-19T05:00:00.000Z", end: "2026-11-22T05:00:00.000Z", counts: [] }
      const { content } = yield* breakdown(scripted(Effect.succeed(other)))
      assert.deepEqual([content["start"], content["end"]], [other.start, other.end])
      assert.include(String(content["summary"]), "from 2026-11-19T05:00Z to 2026-11-22T05:00Z")
    })
  )

  it.effect("comes without a comparison if the previous period fails, and says why", () =>
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

  it.effect("has no comparison for a period without length", () =>
    Effect.gen(function* () {
      const { content } = yield* breakdown(scripted(answered), { ...input, end: period.start })
      assert.notProperty(content, "previous")
      assert.notInclude(String(content["summary"]), "before")
    })
  )

  it.effect("comes without a chart if nothing is known", () =>
    Effect.gen(function* () {
      const { content, image } = yield* breakdown(scripted(Effect.succeed({ counts: [] })), input, true)
      assert.isUndefined(image)
      assert.deepEqual(content["rows"], [])
      assert.equal(content["note"], "There is no chart: there is nothing to show. The numbers are complete without it.")
    })
  )

  it.effect("comes without a chart if the drawing fails, and says why", () =>
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

  it.effect("draws a chart with the id if the name cannot be read", () =>
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

  it.effect("draws a chart of a sandbox with the email of the person, or with the id", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(now)
      const drawn: Array<string> = []
      const instanceSandboxId = SandboxId.make("c".repeat(24))
      const sandbox: UsageInput = { instanceId: ids.instanceId, instanceSandboxId, ...period }
      const draw = (read: Effect.Effect<unknown, LosantError>) =>
        answerUsage(
          readOnlyGateway(({ action }) => (action === "instanceSandbox.get" ? read : answered)),
          InstanceSandbox.payloadCountsBreakdown,
          sandbox,
          true
        ).pipe(
          Effect.provideService(ChartDrawing, ({ subject }) =>
            Effect.sync(() => {
              drawn.push(subject)
              return new Uint8Array()
            })
          )
        )
      yield* draw(Effect.succeed({ id: instanceSandboxId, email: "ada@example.com" }))
      yield* draw(Effect.fail(failing))
      assert.deepEqual(drawn, ["ada@example.com", `Sandbox ${instanceSandboxId}`])
    })
  )

  it.effect("of payloads by type has no chart, and does not read the name", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(now)
      const gateway = scripted(Effect.succeed({ timer: { timer: 1 } }), Effect.succeed({}))
      const { content, image } = yield* answerUsage(gateway, InstanceOrg.payloadCounts, input, true)
      assert.isUndefined(image)
      assert.notProperty(content, "note")
    })
  )

  it.effect("reports its progress to the client", () =>
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
