/** The parts that the steps of applying a set share. */
import type { InstanceId, Losant, OrgId } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Ending, LedgerSession } from "../ledger/Ledger.ts"
import type { Entry } from "../model/Entry.ts"
import type { LedgerError } from "../model/errors.ts"
import { isOfNewOrg, type ReadyWrite, type Write } from "../model/Write.ts"
import { handlerOf } from "../writes/handlers.ts"
import type { Brake } from "./Brake.ts"
import type { ChangeEvent } from "./ChangeEvent.ts"
import type { Settings } from "./options.ts"
import type { OrgNames } from "./orgNames.ts"

export interface Run {
  readonly instanceId: InstanceId
  readonly session: LedgerSession
  readonly settings: Settings
  readonly brake: Brake
  readonly names: OrgNames
  /** The ids of emails without an answer that a person wants to be sent again. Each is sent again once. */
  readonly resendable: Set<number>
  readonly emit: (event: ChangeEvent) => Effect.Effect<void>
}

/** Records the end of an attempt, and tells it. Gives the entry as the ledger has it then. */
export const end = ({ session, emit }: Run, entry: Entry, ending: Ending): Effect.Effect<Entry, LedgerError> =>
  Effect.flatMap(session.end(entry, ending), (ended) =>
    Option.isNone(ended)
      ? Effect.succeed(entry)
      : Effect.as(emit({ _tag: "Recorded", entry: ended.value }), ended.value)
  )

/** A write as it can be sent now, or the reason why it cannot be yet, or will never be. */
export type Readiness =
  | { readonly kind: "ready"; readonly write: ReadyWrite }
  | { readonly kind: "waiting" }
  | { readonly kind: "impossible"; readonly reason: string }

const impossible = (reason: string): Readiness => ({ kind: "impossible", reason })

/** The organization of a write may be still to come. Once it is there, the ledger has its id in the write. */
export const readinessOf = (entries: ReadonlyArray<Entry>, write: Write): Readiness => {
  if (!isOfNewOrg(write)) return { kind: "ready", write }
  const creation = entries[write.newOrg]
  switch (creation?.state) {
    case "done":
      return impossible("Losant does not show which organization is the new one")
    case "planned":
    case "begun":
      return { kind: "waiting" }
    case "unknown":
      return creation.settled === true
        ? impossible("it is not known whether the organization was created")
        : { kind: "waiting" }
    default:
      return impossible("the organization was not created")
  }
}

/** The result of a look. */
export type Found =
  | { readonly kind: "found"; readonly created?: OrgId }
  | { readonly kind: "notFound" }
  | { readonly kind: "unanswered" }

/** Looks with the verifying read of the write. It does not fail: without an answer nothing is known. */
export const look = ({ instanceId }: Run, { write, seen = {} }: Entry): Effect.Effect<Found, never, Losant> =>
  // A write that still waits for its organization was never sent.
  isOfNewOrg(write)
    ? Effect.succeed({ kind: "notFound" })
    : handlerOf(write)
        .look(write, instanceId, seen)
        .pipe(
          Effect.map(({ isThere, ...rest }): Found => (isThere ? { kind: "found", ...rest } : { kind: "notFound" })),
          Effect.catch(() => Effect.succeed<Found>({ kind: "unanswered" }))
        )

const created = (orgId: OrgId | undefined) => (orgId === undefined ? {} : { created: orgId })

/** The ending of a write whose effect was found. */
export const foundEnding = (orgId?: OrgId): Ending => ({
  state: "done",
  detail: "Losant gave no answer; its effect was found by looking.",
  ...created(orgId)
})
