/**
 * Remembers the calls that were answered before their end, so that a later call can tell what became of them. A call that
 * repeats one of them does not send anything a second time.
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as HashMap from "effect/HashMap"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Ref from "effect/Ref"
import type { Answer } from "../model/tool/ToolResult.ts"
import { canonicalJson, type JsonObject } from "../text/json.ts"
import { monotonicMillis } from "../text/time.ts"

/** The tool and the arguments of a call, without the id of another call. */
export interface CallKey {
  readonly tool: string
  readonly values: JsonObject
}

/** A call that was answered before its end. */
export interface PendingCall extends CallKey {
  readonly id: string
  readonly fiber: Fiber.Fiber<Answer>
  /** The end of the call, in milliseconds of the monotonic clock. */
  readonly ended?: number
  /** Its outcome was told. */
  readonly isTold: boolean
}

/** The time after its end in which the same call tells the outcome instead of beginning anew, in milliseconds. */
const repeatedMillis = 120_000

/** The time after its end in which the call's id tells the outcome, in milliseconds. */
const memoryMillis = 3_600_000

// The outcomes of the calls that ended first are forgotten first.
const maxEnded = 100

export interface PendingCalls {
  /** Begins a call. It goes on when nobody waits for it, and ends with the process. */
  readonly begin: <R>(call: Effect.Effect<Answer, never, R>) => Effect.Effect<Fiber.Fiber<Answer>, never, R>
  /** Remembers a call that is answered before its end. */
  readonly keep: (id: string, key: CallKey, fiber: Fiber.Fiber<Answer>) => Effect.Effect<void>
  readonly findById: (id: string) => Effect.Effect<PendingCall | undefined>
  /** The call that the same call now repeats: it is under way, or nobody was told its outcome. */
  readonly findRepeated: (key: CallKey) => Effect.Effect<PendingCall | undefined>
  /** Notes that the outcome was told. */
  readonly noteTold: (id: string) => Effect.Effect<void>
}

type Calls = HashMap.HashMap<string, PendingCall>

const hasEndedSince = ({ ended }: PendingCall, millis: number, now: number): boolean =>
  ended === undefined || now - ended < millis

const forgetOld = (calls: Calls, now: number): Calls => {
  const remembered = HashMap.filter(calls, (call) => hasEndedSince(call, memoryMillis, now))
  const ended = [...HashMap.values(remembered)].flatMap(({ id, ended }) => (ended === undefined ? [] : [{ id, ended }]))
  return ended
    .sort((one, other) => other.ended - one.ended)
    .slice(maxEnded)
    .reduce((rest, { id }) => HashMap.remove(rest, id), remembered)
}

export const isSameCall = (one: CallKey, other: CallKey): boolean =>
  one.tool === other.tool && canonicalJson(one.values) === canonicalJson(other.values)

const make = Effect.gen(function* () {
  const scope = yield* Effect.scope
  const calls = yield* Ref.make<Calls>(HashMap.empty())

  const change = (id: string, changes: Partial<Pick<PendingCall, "ended" | "isTold">>) =>
    Ref.update(calls, (before) => HashMap.modify(before, id, (call) => ({ ...call, ...changes })))

  const begin: PendingCalls["begin"] = (call) => Effect.forkIn(call, scope)

  const noteEnd = (id: string) => Effect.flatMap(monotonicMillis, (ended) => change(id, { ended }))

  const keep: PendingCalls["keep"] = Effect.fnUntraced(function* (id, key, fiber) {
    const now = yield* monotonicMillis
    const { tool, values } = key
    yield* Ref.update(calls, (before) =>
      HashMap.set(forgetOld(before, now), id, { id, tool, values, fiber, isTold: false })
    )
    yield* Effect.forkIn(Effect.andThen(Fiber.await(fiber), noteEnd(id)), scope)
  })

  const findById: PendingCalls["findById"] = Effect.fnUntraced(function* (id) {
    const now = yield* monotonicMillis
    const found = HashMap.get(yield* Ref.get(calls), id)
    return Option.getOrUndefined(Option.filter(found, (call) => hasEndedSince(call, memoryMillis, now)))
  })

  const findRepeated: PendingCalls["findRepeated"] = Effect.fnUntraced(function* (key) {
    const remembered = yield* Ref.get(calls)
    if (HashMap.isEmpty(remembered)) return undefined
    const now = yield* monotonicMillis
    return [...HashMap.values(remembered)].find(
      (call) => !call.isTold && hasEndedSince(call, repeatedMillis, now) && isSameCall(call, key)
    )
  })

  return { begin, keep, findById, findRepeated, noteTold: (id: string) => change(id, { isTold: true }) }
})

/** The default remembers nothing: it serves tests of single modules. */
export const PendingCalls = Context.Reference<PendingCalls>("@effect-losant/mcp-server/PendingCalls", {
  defaultValue: () => ({
    begin: Effect.forkChild,
    keep: () => Effect.void,
    findById: () => Effect.undefined,
    findRepeated: () => Effect.undefined,
    noteTold: () => Effect.void
  })
})

/** One for the process. */
export const layer: Layer.Layer<never> = Layer.effect(PendingCalls, make)
