// The time of a view's secret, by a clock that the test sets, and the places where no secret shows.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import * as Tracer from "effect/Tracer"
import * as TestClock from "effect/testing/TestClock"
import { runCall } from "../../src/call/callTool.ts"
import { answerView } from "../../src/call/viewCall.ts"
import { ClientRequest } from "../../src/model/ClientRequest.ts"
import { viewMetaKey } from "../../src/model/views/names.ts"
import type { OfferedPlan, PlanView } from "../../src/model/views/PlanView.ts"
import { withToolSpan } from "../../src/observability/telemetry/requestSpan.ts"
import * as Runtime from "../../src/server/Runtime.ts"
import { configOf } from "../support/config.ts"
import { emulated, writesIn } from "../support/emulated.ts"
import { orgId, userId } from "../support/samples.ts"
import { environment, resultOf, toolNamed } from "../support/serving.ts"

const config = configOf({ ...environment, LOSANT_MCP_CONFIRM: "auto" })

const removal = { orgId, userId }

const plan = Effect.gen(function* () {
  const { result } = yield* runCall(toolNamed("losant_remove_org_member"), removal)
  // Sound: a plan is offered there.
  return resultOf(result)._meta?.[viewMetaKey] as OfferedPlan
})

const answer = (values: { readonly id: string; readonly action: string; readonly secret?: string }) =>
  Effect.map(answerView(toolNamed, values, "00000000"), (result) => {
    const { structuredContent, isError } = resultOf(result)
    // Sound: the answer to a page is the view.
    return { isError: isError === true, view: structuredContent as unknown as PlanView }
  })

type Served = ReturnType<typeof Runtime.layer>

const inViews = <A, E>(
  test: Effect.Effect<A, E, Layer.Success<Served>>,
  losant: Parameters<typeof Runtime.layer>[1],
  sink: (line: string) => unknown = () => undefined
) =>
  test.pipe(
    Effect.updateService(ClientRequest, (request) => ({ ...request, showsViews: true })),
    Effect.provide(Runtime.layer(config, losant, sink))
  )

describe("the secret of a view", () => {
  it.effect("holds for ten minutes", () =>
    Effect.gen(function* () {
      const { losant, sent } = yield* emulated()
      const late = Effect.gen(function* () {
        const { id, secret } = yield* plan
        yield* TestClock.adjust("10 minutes")
        const { isError, view } = yield* answer({ id, action: "confirm", secret })
        assert.isTrue(isError)
        assert.include(view.outcome?.text, "older than ten minutes")
        assert.deepEqual(writesIn(sent), [])
        const next = yield* plan
        yield* TestClock.adjust("9 minutes")
        assert.isFalse((yield* answer({ ...next, action: "confirm" })).isError)
        assert.lengthOf(writesIn(sent), 1)
      })
      yield* inViews(late, losant)
    })
  )

  it.effect("is in no line of the log, and in no span", () =>
    Effect.gen(function* () {
      const { losant } = yield* emulated()
      const lines: Array<string> = []
      const spans: Array<Tracer.NativeSpan> = []
      const tracer = Tracer.make({
        span: (options) => {
          const span = new Tracer.NativeSpan(options)
          spans.push(span)
          return span
        }
      })
      const request = { id: 1, method: "tools/call" }
      const confirmed = Effect.gen(function* () {
        const offered = yield* plan
        yield* answerView(toolNamed, { ...offered, action: "confirm" }, "00000000").pipe(
          withToolSpan("losant_plan_view", request)
        )
        return offered.secret
      })
      const secret = yield* inViews(confirmed, losant, (line) => lines.push(line)).pipe(
        Effect.provideService(Tracer.Tracer, tracer),
        Effect.withTracerEnabled(true)
      )
      const text = JSON.stringify(spans.map(({ name, attributes, status }) => [name, [...attributes], status]))
      assert.notInclude(lines.join() + text, secret)
      assert.include(lines.join(), "losant_remove_org_member")
    })
  )

  it.effect("is not taken from a client that shows no views", () =>
    Effect.gen(function* () {
      const { losant, sent } = yield* emulated()
      const test = Effect.gen(function* () {
        const { id, secret } = yield* plan
        const { isError } = yield* answer({ id, action: "confirm", secret }).pipe(
          Effect.updateService(ClientRequest, (request) => ({ ...request, showsViews: false }))
        )
        assert.isTrue(isError)
        assert.deepEqual(writesIn(sent), [])
      })
      yield* inViews(test, losant)
    })
  )
})
