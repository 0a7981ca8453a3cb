/**
 * The declaration of a write: its request, the read that tells how things stand, the sign by which that read shows that
 * the write was carried out, and its dangers.
 */
import { Action, type InstanceId, Losant, type LosantError, OrgId } from "@effect-losant/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { type ConfirmLevel, type Danger, dangers, levelOf } from "../danger/dangers.ts"
import type { Seen } from "../model/Entry.ts"
import type { Draft, ReadyWrite } from "../model/Write.ts"

/**
 * The sign that a write was carried out: Losant does not find the item any more; the item has the wanted state; there is
 * an item that was not there before; or the invitation was sent after the one that was seen before.
 */
export type Sign<W, Answer> =
  | { readonly kind: "absent" }
  | { readonly kind: "state"; readonly isWanted: (answer: Answer, write: W, now: number) => boolean }
  | { readonly kind: "newItem"; readonly ids: (answer: Answer, write: W) => ReadonlyArray<string> }
  | { readonly kind: "later"; readonly inviteDate: (answer: Answer, write: W) => string | undefined }

/** The request of a write, or the reason why there is none. */
export type Request = Result.Result<
  { readonly action: Action.Any; readonly input: Readonly<Record<string, unknown>> },
  string
>

type AnswerOf<A extends Action.Any> = A["success"]["Type"]

/** `V` is the action of the verifying read, and `S` that of the read before the write is sent. */
export interface Declaration<W extends ReadyWrite, V extends Action.Any, S extends Action.Any = V> {
  /** The read that shows afterwards if the write was carried out. */
  readonly verify: {
    readonly action: V
    readonly input: (write: W) => Readonly<Record<string, unknown>>
    readonly sign: Sign<W, AnswerOf<V>>
  }
  /** The read before the write is sent, if the verifying read does not show all that the dangers depend on. */
  readonly before?: {
    readonly action: S
    readonly input: (write: W) => Readonly<Record<string, unknown>>
    /** The answer of the verifying read, as this one shows it. Undefined if the item is not there. */
    readonly pick: (state: AnswerOf<S>, write: W) => AnswerOf<V> | undefined
  }
  /** A phrase that says what is missing if the read finds nothing. */
  readonly subject: string
  /** The dangers of the write, by the answer of the read before it is sent. The plan asks for them too. */
  readonly dangers: (write: Draft<W>, state: AnswerOf<S>, now: number) => ReadonlyArray<Danger>
  /** The reason to skip the write: what it touches has changed since the plan. A phrase. */
  readonly movedOn: (write: W, answer: AnswerOf<V>) => string | undefined
  readonly request: (write: W, answer: AnswerOf<V>, now: number) => Request
  /** Emails are sent again only if a person says so. */
  readonly repeat: "byItself" | "onRequest"
  /** True for a write that creates an organization: its id is recorded, for the writes that follow. */
  readonly isNewOrg?: boolean
}

/** The preparation of a write, just before it is begun. */
export type Preparation =
  | { readonly kind: "send"; readonly call: Action.EncodedCall; readonly seen: Seen }
  | { readonly kind: "alreadySo"; readonly created?: OrgId }
  | { readonly kind: "skip"; readonly reason: string }

/** The result of a look: true if the write was carried out, as far as a read shows it. */
export interface Sight {
  readonly isThere: boolean
  /** The organization that the write created, if the read shows which one that is. */
  readonly created?: OrgId
}

/** A declaration with the reads bound to it. */
export interface WriteHandler<W extends ReadyWrite, State = unknown> {
  readonly repeat: Declaration<W, Action.Any>["repeat"]
  readonly dangers: (write: Draft<W>, state: State, now: number) => ReadonlyArray<Danger>
  /** `seen` is of an earlier attempt, whose effect may have come late. */
  readonly prepare: (
    write: W,
    instanceId: InstanceId,
    seen: Seen | undefined
  ) => Effect.Effect<Preparation, LosantError, Losant>
  readonly look: (write: W, instanceId: InstanceId, seen: Seen) => Effect.Effect<Sight, LosantError, Losant>
  /** The organization that a write created, in the answer to the write itself. */
  readonly createdIn: (answer: unknown) => OrgId | undefined
}

/** The ids of the items that were not there before. */
const newIds = <W, Answer>(sign: Sign<W, Answer>, write: W, answer: Answer, seen: Seen): ReadonlyArray<string> =>
  sign.kind === "newItem" ? sign.ids(answer, write).filter((id) => seen.ids?.includes(id) !== true) : []

const isOrgId = Schema.is(OrgId)

const hasSign = <W, Answer>(sign: Sign<W, Answer>, write: W, answer: Answer, seen: Seen, now: number): boolean => {
  if (sign.kind === "absent") return false
  if (sign.kind === "state") return sign.isWanted(answer, write, now)
  if (sign.kind === "newItem") return newIds(sign, write, answer, seen).length > 0
  const date = sign.inviteDate(answer, write)
  return date !== undefined && (seen.inviteDate === undefined || Date.parse(date) > Date.parse(seen.inviteDate))
}

const seenIn = <W, Answer>(sign: Sign<W, Answer>, write: W, answer: Answer): Seen => {
  if (sign.kind === "newItem") return { ids: sign.ids(answer, write) }
  const inviteDate = sign.kind === "later" ? sign.inviteDate(answer, write) : undefined
  return inviteDate === undefined ? {} : { inviteDate }
}

const ranks: Readonly<Record<ConfirmLevel, number>> = { none: 0, yes: 1, type: 2 }

/** The reason to skip a write that needs a higher confirmation than the plan asked for. */
const unconfirmed = ({ dangers: planned }: ReadyWrite, found: ReadonlyArray<Danger>): string | undefined => {
  const level = levelOf(found)
  const danger = found.find((one) => dangers[one].level === level)
  return danger === undefined || ranks[level] <= ranks[levelOf(planned)]
    ? undefined
    : `it would now ${dangers[danger].action}, which nobody has confirmed`
}

const gone = (subject: string): Preparation => ({ kind: "skip", reason: `${subject} is not there any more` })

/** The answer of a read. Undefined if Losant does not find the item. */
const read = <A extends Action.Any, W extends ReadyWrite>(
  { action, input }: { readonly action: A; readonly input: (write: W) => Readonly<Record<string, unknown>> },
  write: W,
  instanceId: InstanceId
): Effect.Effect<AnswerOf<A> | undefined, LosantError, Losant> =>
  Losant.use(({ execute }) => execute(action, { instanceId, ...input(write) }, {})).pipe(
    Effect.catchTag("LosantNotFound", () => Effect.undefined)
  )

/** Binds the reads to a declaration. */
export const defineWrite = <W extends ReadyWrite, V extends Action.Any, S extends Action.Any = V>(
  declaration: Declaration<W, V, S>
): WriteHandler<W, AnswerOf<S>> => {
  const { verify, before, subject, movedOn, request, repeat, isNewOrg = false } = declaration
  const { sign } = verify

  /** Both reads in one. `state` is undefined if Losant does not find the place of the item. */
  const readState = Effect.fnUntraced(function* (write: W, instanceId: InstanceId) {
    if (before !== undefined) {
      const state = yield* read(before, write, instanceId)
      return { state, answer: state === undefined ? undefined : before.pick(state, write) }
    }
    const answer = yield* read(verify, write, instanceId)
    // Sound: without a read of its own, the state is the answer of the verifying read.
    return { state: answer as AnswerOf<S> | undefined, answer }
  })

  /** The organization that the write created. Another one of the same name may have been created meanwhile. */
  const createdOf = (write: W, answer: AnswerOf<V>, seen: Seen): { readonly created?: OrgId } => {
    const [id, another] = isNewOrg ? newIds(sign, write, answer, seen) : []
    return isOrgId(id) && another === undefined ? { created: id } : {}
  }

  return {
    repeat,
    dangers: declaration.dangers,
    createdIn: (answer) =>
      isNewOrg && Predicate.hasProperty(answer, "id") && isOrgId(answer.id) ? answer.id : undefined,
    look: (write, instanceId, seen) =>
      Effect.gen(function* () {
        const answer = yield* read(verify, write, instanceId)
        if (answer === undefined) return { isThere: sign.kind === "absent" }
        const isThere = hasSign(sign, write, answer, seen, yield* Clock.currentTimeMillis)
        return { isThere, ...createdOf(write, answer, seen) }
      }),
    prepare: (write, instanceId, seen) =>
      Effect.gen(function* () {
        const { state, answer } = yield* readState(write, instanceId)
        if (before !== undefined && state === undefined) return gone("the organization")
        if (answer === undefined) return sign.kind === "absent" ? { kind: "alreadySo" } : gone(subject)
        const now = yield* Clock.currentTimeMillis
        const isSo = seen === undefined ? sign.kind === "state" && sign.isWanted(answer, write, now) : undefined
        if (isSo ?? hasSign(sign, write, answer, seen ?? {}, now)) {
          return { kind: "alreadySo", ...createdOf(write, answer, seen ?? {}) }
        }
        // Sound: a draft has all fields of a write but one.
        const found = declaration.dangers(write as unknown as Draft<W>, state, now)
        const reason = movedOn(write, answer) ?? unconfirmed(write, found)
        if (reason !== undefined) return { kind: "skip", reason }
        const made = request(write, answer, now)
        if (Result.isFailure(made)) return { kind: "skip", reason: made.failure }
        const call = yield* Action.encode(made.success.action, { instanceId, ...made.success.input })
        return { kind: "send", call, seen: seenIn(sign, write, answer) }
      })
  }
}
