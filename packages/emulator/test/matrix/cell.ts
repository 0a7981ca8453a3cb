// One cell of the matrix: a call through all of core into a fault of the emulator. All waits are virtual, and the clock
// moves only once the emulator, or the call itself, has said how far things are.
import { type ActionName, actions, type LosantError, type LosantOptions } from "@effect-losant/core"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import * as Queue from "effect/Queue"
import * as TestClock from "effect/testing/TestClock"
import { Emulator, type FaultName, type NamedFault } from "../../src/index.ts"
import { type Applied, execute, overHttp } from "../support/core.ts"
import { now } from "../support/seed.ts"
import * as Waits from "../support/Waits.ts"
import { inProcess } from "./inProcess.ts"

/** The faults with which an answer is never complete, and whether its headers come before time has to pass. */
const stalling: { readonly [K in FaultName]?: "headers" | "nothing" } = {
  "slow-body": "headers",
  "hang-before-headers": "nothing",
  "hang-before-headers-applied": "nothing",
  "hang-after-headers": "headers",
  "hang-in-body": "headers"
}

// At a byte a second, the shortest answer would come within the usual 30 seconds.
const timeoutOf = (fault: FaultName | undefined) => Duration.seconds(fault === "slow-body" ? 10 : 30)

// The usual limit takes a while to reach: size.test.ts goes that far.
const maxAnswerBytes = 1_048_576

export interface Setting {
  readonly fault?: NamedFault
  /** To how many requests it happens. */
  readonly times: number
  readonly losant?: Partial<LosantOptions>
  /** The emulator is in this process, and there is no socket. Default false. */
  readonly inProcess?: boolean
}

/** More than any call makes. */
export const always = 100

export interface Ended {
  /** The end of the call, in the words of the tables. */
  readonly sentence: string
  readonly exit: Exit.Exit<unknown, LosantError>
  /** When the requests were sent, in milliseconds from the first. */
  readonly sent: ReadonlyArray<number>
  /** The duration of the call and its limit, in milliseconds. */
  readonly took: number
  readonly deadline: number
}

/** Runs an action in a setting of its own. */
export const run = Effect.fnUntraced(function* (name: ActionName, setting: Setting): Effect.fn.Return<Ended, unknown> {
  // The emulator's time and the call's are one, so that a date in an answer means the same to both.
  yield* TestClock.setTime(now.getTime())
  const applied: Applied = { count: 0 }
  const clock = yield* Clock.Clock
  const sent: Array<number> = []
  const headers = yield* Queue.unbounded<void>()
  const watched =
    (fetch: typeof globalThis.fetch): typeof globalThis.fetch =>
    async (input, init) => {
      sent.push(clock.currentTimeMillisUnsafe())
      const response = await fetch(input, init)
      // The call goes on from the response in microtasks, all of which come before this.
      setImmediate(() => Queue.offerUnsafe(headers, undefined))
      return response
    }
  const { fetch = globalThis.fetch, ...options } = setting.losant ?? {}
  const losant = { circuit: false, maxAnswerBytes, timeout: timeoutOf(setting.fault?.fault), ...options } as const
  const call = attend(name, setting, Queue.take(headers), applied)
  const ended = yield* setting.inProcess === true
    ? Effect.provide(call, inProcess({ applied, losant, watched }))
    : Effect.provide(call, overHttp({ applied, losant: { ...losant, fetch: watched(fetch) } }))
  return { ...ended, sent: sent.map((time) => time - (sent[0] ?? 0)) }
})

/** Makes the call, and lets time pass where it waits for nothing else. */
const attend = Effect.fnUntraced(function* (
  name: ActionName,
  { fault, times }: Setting,
  headers: Effect.Effect<void>,
  applied: Applied
) {
  const { faults, requests } = yield* Emulator
  const pending = yield* Waits.make
  const timeout = timeoutOf(fault?.fault)
  if (fault !== undefined) yield* faults.next(fault, { times })
  const stalls = fault === undefined ? undefined : stalling[fault.fault]
  const call = yield* Effect.forkChild(Effect.timed(pending.watch(Effect.exit(execute(name)))))
  const passTime = Effect.gen(function* () {
    for (let request = 1; ; request++) {
      if (stalls !== undefined && request <= times) {
        yield* requests.handled(request)
        if (stalls === "headers") yield* headers
        yield* TestClock.adjust(timeout)
      }
      // Any wait before a repetition is shorter than the deadline of an attempt.
      yield* pending.pass(Duration.toMillis(timeout))
    }
  })
  const [duration, exit] = yield* Effect.raceFirst(Fiber.join(call), passTime)
  const arrived = (yield* requests.all).length
  // The emulator waits for a client that hangs on: this test ends only if the connections are given up with the call.
  if (stalls !== undefined) yield* requests.abandoned(Math.min(times, arrived))
  if (fault?.fault === "huge-body") yield* requests.abandoned(1)
  const isRead = actions[name].method === "GET"
  const changes = isRead && applied.count === 0 ? "" : `; ${timesApplied(applied.count)}`
  const sentence = `${endingOf(exit)}; ${arrived} request${arrived === 1 ? "" : "s"}${changes}`
  // The clock of the tests counts parts of milliseconds, not all of them exactly.
  const took = Math.round(Duration.toMillis(duration))
  // Four times as long as an attempt, where a program says nothing else.
  return { sentence, exit, took, deadline: 4 * Duration.toMillis(timeout) }
})

const timesApplied = (count: number) =>
  count === 0 ? "not applied" : count === 1 ? "applied once" : `applied ${count} times`

const endingOf = (exit: Exit.Exit<unknown, LosantError>): string => {
  if (Exit.isSuccess(exit)) return "value"
  const error = Option.getOrUndefined(Exit.findErrorOption(exit))
  // A defect is none of the ways in which a call may end.
  if (error === undefined) return String(exit.cause)
  const phase = error._tag === "LosantTimeout" ? ` (${error.phase})` : ""
  const outcome = error.outcome === undefined ? "" : `, ${error.outcome}`
  return `${error._tag}${phase}${outcome}`
}
