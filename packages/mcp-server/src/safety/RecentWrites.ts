/**
 * Remembers the writes that would do something a second time if they were repeated, such as a creation. Losant has no
 * idempotency keys, so this process itself stops a repetition. Another process is not stopped.
 */
import type { LosantError } from "@effect-losant/core/LosantError"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as HashMap from "effect/HashMap"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Ref from "effect/Ref"
import type { DestructiveChange } from "../model/DestructiveChange.ts"
import { Refusal } from "../model/Refusal.ts"
import type { FailureWithNote } from "../model/ToolFailure.ts"
import type { Once } from "../model/WritePlan.ts"
import { monotonicMillis } from "../text/time.ts"

/**
 * An earlier write of the same kind:
 * - `underWay`: it is being sent.
 * - `sent`: Losant carried it out.
 * - `unknown`: nobody knows, because the client cancelled it, or its answer was lost.
 */
export interface EarlierWrite {
  readonly state: "underWay" | "sent" | "unknown"
  /** In milliseconds of the monotonic clock. If a wall clock were set forward, the write could be repeated too early. */
  readonly at: number
  /** The person was asked whether to repeat it. */
  readonly isAsked?: boolean
}

/**
 * The time in which the same write needs a yes, in milliseconds. A request that was cut off may still be applied.
 */
export const momentMillis = 60_000

/**
 * The time in which a write of unknown outcome needs a yes, in milliseconds, if Losant has something that it may have
 * made.
 */
const doubtMillis = 600_000

/** The person may answer later than that: a confirmation lives for ten minutes. */
const memoryMillis = doubtMillis + 600_000

// A process that sends more within ten minutes forgets the oldest.
const maxWrites = 5_000

type SendFailure = LosantError | Refusal | FailureWithNote

export interface RecentWrites {
  /** The earlier write with this key, if it matters still. */
  readonly find: (once: Once) => Effect.Effect<EarlierWrite | undefined>
  /** Notes that the person is asked whether to repeat the earlier write. */
  readonly noteAsked: (once: Once, earlier: EarlierWrite) => Effect.Effect<void>
  /** Sends a write, unless the same one has begun since `find` answered `earlier`. It never waits. */
  readonly send: <A, E extends SendFailure>(
    once: Once,
    earlier: EarlierWrite | undefined,
    write: Effect.Effect<A, E>
  ) => Effect.Effect<A, E | Refusal>
}

/** The default remembers nothing: it serves tests of single modules. */
export const RecentWrites = Context.Reference<RecentWrites>("@effect-losant/mcp-server/RecentWrites", {
  defaultValue: () => ({
    find: () => Effect.undefined,
    noteAsked: () => Effect.void,
    send: (_once, _earlier, write) => write
  })
})

const describeAge = ({ state, at }: EarlierWrite, now: number): string => {
  const seconds = Math.max(1, Math.round((now - at) / 1_000))
  const outcome = state === "sent" ? "Losant carried it out" : "it is not known whether Losant carried it out"
  return `sent ${seconds} second${seconds === 1 ? "" : "s"} ago, and ${outcome}`
}

/** The sentences for an assistant that wants to repeat a write. */
export const describeEarlier = ({ what, found = "" }: Once, earlier: EarlierWrite, now: number): string =>
  earlier.state === "underWay"
    ? `Not sent: another call that ${what} is under way. Wait for its answer before you decide.`
    : `Not sent: a call that ${what} was ${describeAge(earlier, now)}. ${found}`.trim()

/**
 * True if the write needs a yes of the person. If this call brings the person's answer (`isAnswer`), the question still
 * stands, however old the earlier write is by now: otherwise a late no would be ignored.
 */
export const needsYes = (
  { found }: Once,
  { state, at, isAsked = false }: EarlierWrite,
  now: number,
  isAnswer: boolean
): boolean =>
  (isAnswer && isAsked) ||
  now - at < momentMillis ||
  (state === "unknown" && found !== undefined && now - at < doubtMillis)

/** Adds the repetition to the change that the person is asked about. */
export const addRepetition = (
  { repetition, found }: Once,
  danger: DestructiveChange = { ...repetition, dangers: [] },
  earlier: EarlierWrite,
  now: number
): DestructiveChange => ({
  ...danger,
  dangers: [...danger.dangers, ...repetition.dangers],
  facts: [
    { label: "the call before", value: describeAge(earlier, now) },
    ...(found === undefined ? [] : [{ label: "found in Losant", value: found }]),
    ...danger.facts
  ],
  state: { ...danger.state, earlier: { state: earlier.state, at: earlier.at } }
})

/** True for a failure after which Losant has certainly not carried the write out. */
const isWithoutEffect = (failure: SendFailure): boolean => {
  if (failure._tag === "Noted") return isWithoutEffect(failure.error)
  // A failed read before the write has no outcome, and then nothing was sent.
  return failure._tag === "Refused" ? failure.reason !== "answer" : failure.outcome !== "unknown"
}

type Writes = HashMap.HashMap<string, EarlierWrite>

const isForgotten = ({ state, at }: EarlierWrite, now: number): boolean =>
  state !== "underWay" && now - at >= memoryMillis

const make = Effect.gen(function* () {
  const writes = yield* Ref.make<Writes>(HashMap.empty())

  const find = Effect.fnUntraced(function* ({ key }: Once): Effect.fn.Return<EarlierWrite | undefined> {
    const earlier = Option.getOrUndefined(HashMap.get(yield* Ref.get(writes), key))
    return earlier === undefined || isForgotten(earlier, yield* monotonicMillis) ? undefined : earlier
  })

  const set = (key: string, write: EarlierWrite | undefined) =>
    Ref.update(writes, (before) =>
      write === undefined ? HashMap.remove(before, key) : HashMap.set(before, key, write)
    )

  const makeRoom = (before: Writes, now: number): Writes => {
    if (HashMap.size(before) < maxWrites) return before
    const kept = HashMap.filter(before, (write) => !isForgotten(write, now))
    if (HashMap.size(kept) < maxWrites) return kept
    const [oldest] = [...kept]
      .filter(([, { state }]) => state !== "underWay")
      .sort(([, one], [, other]) => one.at - other.at)
    return oldest === undefined ? kept : HashMap.remove(kept, oldest[0])
  }

  /** Notes in one step that the write begins. If another began meanwhile, it notes nothing and returns that one. */
  const claim = ({ key }: Once, earlier: EarlierWrite | undefined, now: number) =>
    Ref.modify(writes, (before): [EarlierWrite | undefined, Writes] => {
      const current = Option.getOrUndefined(HashMap.get(before, key))
      const isAsSeen =
        (current?.at === earlier?.at && current?.state === earlier?.state && current?.state !== "underWay") ||
        (current !== undefined && isForgotten(current, now))
      return isAsSeen
        ? [undefined, HashMap.set(makeRoom(before, now), key, { state: "underWay", at: now })]
        : [current ?? { state: "unknown", at: now }, before]
    })

  const send: RecentWrites["send"] = (once, earlier, write) =>
    Effect.uninterruptibleMask((restore) =>
      Effect.gen(function* () {
        const now = yield* monotonicMillis
        const other = yield* claim(once, earlier, now)
        if (other !== undefined) {
          return yield* Effect.fail(new Refusal("repeated", describeEarlier(once, other, now)))
        }
        return yield* restore(write).pipe(
          Effect.onExit(
            Effect.fnUntraced(function* (exit) {
              const at = yield* monotonicMillis
              if (Exit.isSuccess(exit)) return yield* set(once.key, { state: "sent", at })
              const failure = Option.getOrUndefined(Exit.findErrorOption(exit))
              const hasNoEffect = failure !== undefined && isWithoutEffect(failure)
              yield* set(once.key, hasNoEffect ? undefined : { state: "unknown", at })
            })
          )
        )
      })
    )

  const noteAsked: RecentWrites["noteAsked"] = ({ key }, earlier) => set(key, { ...earlier, isAsked: true })

  return { find, noteAsked, send }
})

/** One for the process. */
export const layer: Layer.Layer<never> = Layer.effect(RecentWrites, make)
