/**
 * The declaration of a write: its request, the read that tells how things stand, and the sign by which that read shows
 * that the write was carried out.
 */
import { Action, type InstanceId, Losant, type LosantError } from "@effect-losant/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { Seen } from "../model/Entry.ts"
import type { Write } from "../model/Write.ts"

/**
 * The sign that a write was carried out: Losant does not find the item any more; the item has the wanted state; there is
 * an item that was not there before; or the invitation was sent after the one that was seen before.
 */
export type Sign<W, Answer> =
  | { readonly kind: "absent" }
  | { readonly kind: "state"; readonly isWanted: (answer: Answer, write: W, now: number) => boolean }
  | { readonly kind: "newItem"; readonly ids: (answer: Answer, write: W) => ReadonlyArray<string> }
  | { readonly kind: "later"; readonly inviteDate: (answer: Answer) => string | undefined }

/** The request of a write, or the reason why there is none. */
export type Request = Result.Result<
  { readonly action: Action.Any; readonly input: Readonly<Record<string, unknown>> },
  string
>

export interface Declaration<W extends Write, A extends Action.Any> {
  /** The read before the write is sent, and afterwards to verify it. */
  readonly verify: {
    readonly action: A
    readonly input: (write: W) => Readonly<Record<string, unknown>>
    readonly sign: Sign<W, A["success"]["Type"]>
  }
  /** A phrase that says what is missing if the read finds nothing. */
  readonly subject: string
  /** The reason to skip the write: what it touches has changed since the plan. A phrase. */
  readonly movedOn: (write: W, answer: A["success"]["Type"]) => string | undefined
  readonly request: (write: W, answer: A["success"]["Type"], now: number) => Request
  /** Emails are sent again only if a person says so. */
  readonly repeat: "byItself" | "onRequest"
}

/** The preparation of a write, just before it is begun. */
export type Preparation =
  | { readonly kind: "send"; readonly call: Action.EncodedCall; readonly seen: Seen }
  | { readonly kind: "alreadySo" }
  | { readonly kind: "skip"; readonly reason: string }

/** A declaration with the read bound to it. */
export interface WriteHandler<W extends Write> {
  readonly repeat: Declaration<W, Action.Any>["repeat"]
  /** The action of the verifying read, such as `instanceOrg.get`. */
  readonly verifiedBy: string
  /** `seen` is of an earlier attempt, whose effect may have come late. */
  readonly prepare: (
    write: W,
    instanceId: InstanceId,
    seen: Seen | undefined
  ) => Effect.Effect<Preparation, LosantError, Losant>
  /** True if the write was carried out, as far as a read shows it. */
  readonly look: (write: W, instanceId: InstanceId, seen: Seen) => Effect.Effect<boolean, LosantError, Losant>
}

const hasSign = <W, Answer>(sign: Sign<W, Answer>, write: W, answer: Answer, seen: Seen, now: number): boolean => {
  if (sign.kind === "absent") return false
  if (sign.kind === "state") return sign.isWanted(answer, write, now)
  if (sign.kind === "newItem") return sign.ids(answer, write).some((id) => seen.ids?.includes(id) !== true)
  const date = sign.inviteDate(answer)
  return date !== undefined && (seen.inviteDate === undefined || Date.parse(date) > Date.parse(seen.inviteDate))
}

const seenIn = <W, Answer>(sign: Sign<W, Answer>, write: W, answer: Answer): Seen => {
  if (sign.kind === "newItem") return { ids: sign.ids(answer, write) }
  const inviteDate = sign.kind === "later" ? sign.inviteDate(answer) : undefined
  return inviteDate === undefined ? {} : { inviteDate }
}

/** Binds the read to a declaration. */
export const defineWrite = <W extends Write, A extends Action.Any>(declaration: Declaration<W, A>): WriteHandler<W> => {
  const { verify, subject, movedOn, request, repeat } = declaration
  const { action, sign } = verify
  /** The answer of the read. Undefined if Losant does not find the item. */
  const read = (write: W, instanceId: InstanceId) =>
    Losant.use(({ execute }) => execute(action, { instanceId, ...verify.input(write) }, {})).pipe(
      Effect.catchTag("LosantNotFound", () => Effect.undefined)
    )
  return {
    repeat,
    verifiedBy: action.action,
    look: (write, instanceId, seen) =>
      Effect.gen(function* () {
        const answer = yield* read(write, instanceId)
        return answer === undefined
          ? sign.kind === "absent"
          : hasSign(sign, write, answer, seen, yield* Clock.currentTimeMillis)
      }),
    prepare: (write, instanceId, seen) =>
      Effect.gen(function* () {
        const answer = yield* read(write, instanceId)
        if (answer === undefined) {
          return sign.kind === "absent"
            ? { kind: "alreadySo" }
            : { kind: "skip", reason: `${subject} is not there any more` }
        }
        const now = yield* Clock.currentTimeMillis
        const isSo = seen === undefined ? sign.kind === "state" && sign.isWanted(answer, write, now) : undefined
        if (isSo ?? hasSign(sign, write, answer, seen ?? {}, now)) return { kind: "alreadySo" }
        const reason = movedOn(write, answer)
        if (reason !== undefined) return { kind: "skip", reason }
        const made = request(write, answer, now)
        if (Result.isFailure(made)) return { kind: "skip", reason: made.failure }
        const call = yield* Action.encode(made.success.action, { instanceId, ...made.success.input })
        return { kind: "send", call, seen: seenIn(sign, write, answer) }
      })
  }
}
