// The report that an observer gets of every call.
import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import * as TestConsole from "effect/testing/TestConsole"
import { CallObserver, type CallReport } from "../src/CallObserver.ts"
import type { Losant } from "../src/Losant.ts"
import { execute, provide, run, sample, token } from "./support/calls.ts"
import * as ScriptedFetch from "./support/ScriptedFetch.ts"
import { settle } from "./support/Simulation.ts"
import { samples } from "./support/samples.ts"

const ok = ScriptedFetch.json(200, samples["instanceOrg.get"].answer, { "x-request-id": "req-9" })

const reportsOf = <A, E>(effect: Effect.Effect<A, E, Losant>, ...replies: ReadonlyArray<ScriptedFetch.Reply>) =>
  Effect.gen(function* () {
    const reports: Array<CallReport> = []
    const network = yield* ScriptedFetch.make(...replies)
    const observer = (report: CallReport) => Effect.sync(() => void reports.push(report))
    yield* run(network, Effect.provideService(effect, CallObserver, observer))
    return reports
  })

describe("CallObserver", () => {
  it.effect("is told of a success, once, with attempts, time, status and request id", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* reportsOf(sample("instanceOrg.get"), ok), [
        { action: "instanceOrg.get", attempts: 1, milliseconds: 0, status: 200, requestId: "req-9" }
      ])
      assert.deepStrictEqual(yield* reportsOf(sample("instanceOrg.get"), ScriptedFetch.refuse(503), ok), [
        { action: "instanceOrg.get", attempts: 2, milliseconds: 200, status: 200, requestId: "req-9" }
      ])
    })
  )

  it.effect.each([-3_600_000, 3_600_000])("has the duration although the wall clock is set by %i ms", (change) =>
    Effect.gen(function* () {
      const reports: Array<CallReport> = []
      const network = yield* ScriptedFetch.make(ScriptedFetch.refuse(503), ok)
      const observed = Effect.gen(function* () {
        const clock = yield* Clock.Clock
        const wallMillis = () => clock.currentTimeMillisUnsafe() + (network.requests.length > 0 ? change : 0)
        const changed: Clock.Clock = {
          currentTimeMillisUnsafe: wallMillis,
          currentTimeMillis: Effect.sync(wallMillis),
          currentTimeNanosUnsafe: () => BigInt(wallMillis()) * 1_000_000n,
          currentTimeNanos: Effect.sync(() => BigInt(wallMillis()) * 1_000_000n),
          monotonicTimeNanosUnsafe: () => clock.monotonicTimeNanosUnsafe(),
          monotonicTimeNanos: clock.monotonicTimeNanos,
          sleep: (duration) => clock.sleep(duration)
        }
        return yield* sample("instanceOrg.get").pipe(
          Effect.provideService(CallObserver, (report) => Effect.sync(() => void reports.push(report))),
          Effect.provideService(Clock.Clock, changed)
        )
      })
      yield* run(network, observed)
      assert.deepStrictEqual(
        reports.map(({ attempts, milliseconds }) => [attempts, milliseconds]),
        [[2, 200]]
      )
    })
  )

  it.effect("is told of a failure, with its tag", () =>
    Effect.gen(function* () {
      const refused = ScriptedFetch.refuse(403, { "x-request-id": "req-1" })
      assert.deepStrictEqual(yield* reportsOf(sample("instanceOrgs.post"), refused), [
        {
          action: "instanceOrgs.post",
          attempts: 1,
          milliseconds: 0,
          status: 403,
          requestId: "req-1",
          error: "LosantForbidden"
        }
      ])
      assert.deepStrictEqual(yield* reportsOf(sample("instanceOrgs.post"), ScriptedFetch.hang), [
        { action: "instanceOrgs.post", attempts: 1, milliseconds: 30_000, error: "LosantTimeout" }
      ])
    })
  )

  it.effect("is told of input that was refused, with no attempt", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* reportsOf(execute("instanceOrg.get", {})), [
        { action: "instanceOrg.get", attempts: 0, milliseconds: 0, error: "LosantInvalidInput" }
      ])
    })
  )

  it.effect("status and request id are those of the last attempt: none if it got no answer", () =>
    Effect.gen(function* () {
      const reset = ScriptedFetch.failWith("ECONNRESET")
      const [report] = yield* reportsOf(
        sample("instanceOrg.get", { retry: { times: 1 } }),
        ScriptedFetch.refuse(503, { "x-request-id": "req-1" }),
        reset
      )
      assert.deepStrictEqual(report, {
        action: "instanceOrg.get",
        attempts: 2,
        milliseconds: 200,
        error: "LosantTransport"
      })
    })
  )

  it.effect("is not told of a call that was interrupted", () =>
    Effect.gen(function* () {
      const reports: Array<CallReport> = []
      const network = yield* ScriptedFetch.make(ScriptedFetch.hang)
      const observer = (report: CallReport) => Effect.sync(() => void reports.push(report))
      const call = sample("instanceOrg.get").pipe(Effect.provideService(CallObserver, observer), provide(network))
      const fiber = yield* Effect.forkChild(call)
      yield* settle
      yield* Fiber.interrupt(fiber)
      assert.deepStrictEqual(reports, [])
    })
  )

  describe("that goes wrong", () => {
    const created = samples["instanceOrgs.post"].answer
    const secret = "a-key-of-the-metrics"

    /** The value of a write that the observer sees, and the lines of the log. */
    const withObserver = (observer: (report: CallReport) => Effect.Effect<void>) =>
      Effect.gen(function* () {
        const network = yield* ScriptedFetch.make(ScriptedFetch.json(201, created))
        const value = yield* run(network, Effect.provideService(sample("instanceOrgs.post"), CallObserver, observer))
        return { value, lines: yield* TestConsole.errorLines }
      })

    it.effect.each<readonly [string, (report: CallReport) => Effect.Effect<void>]>([
      [
        "throws",
        () => {
          throw Object.assign(new Error("no metrics"), { secret })
        }
      ],
      ["dies", () => Effect.die(Object.assign(new Error("no metrics"), { secret }))],
      ["is interrupted", () => Effect.interrupt]
    ])("changes nothing about the call where it %s, and that is logged", ([, observer]) =>
      Effect.gen(function* () {
        const { value, lines } = yield* withObserver(observer)
        assert.deepInclude(Exit.getSuccess(value).pipe(Option.getOrThrow), { id: created["id"] })
        assert.lengthOf(lines, 1)
        assert.match(String(lines[0]), /^A CallObserver failed: /)
        assert.notInclude(String(lines[0]), secret)
      })
    )

    it.effect("holds the call up for no moment where it never ends", () =>
      Effect.gen(function* () {
        const { value, lines } = yield* withObserver(() => Effect.never)
        assert.isTrue(Exit.isSuccess(value))
        assert.isEmpty(lines)
      })
    )
  })

  it.effect("never sees an argument or the token", () =>
    Effect.gen(function* () {
      const { input } = samples["instanceOrgs.post"]
      const text = JSON.stringify(yield* reportsOf(sample("instanceOrgs.post"), ScriptedFetch.refuse(400)))
      for (const secret of [token, input.instanceId, input.orgConfig.name]) assert.notInclude(text, secret)
    })
  )
})
