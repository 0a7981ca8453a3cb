/** The parts that the steps of applying a set share. */
import type { InstanceId, Losant, LosantError } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Ending, LedgerSession } from "../ledger/Ledger.ts"
import type { Entry } from "../model/Entry.ts"
import type { LedgerError } from "../model/errors.ts"
import { handlerOf } from "../writes/handlers.ts"
import type { Brake } from "./Brake.ts"
import type { ChangeEvent } from "./ChangeEvent.ts"
import type { Settings } from "./options.ts"

export interface Run {
  readonly instanceId: InstanceId
  readonly session: LedgerSession
  readonly settings: Settings
  readonly brake: Brake
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

/** The result of a look. */
export type Found = "found" | "notFound" | LosantError

/** Looks with the verifying read of the write. It does not fail: without an answer nothing is known. */
export const look = ({ instanceId }: Run, { write, seen = {} }: Entry): Effect.Effect<Found, never, Losant> =>
  handlerOf(write)
    .look(write, instanceId, seen)
    .pipe(
      Effect.map((isThere): Found => (isThere ? "found" : "notFound")),
      Effect.catch((error) => Effect.succeed<Found>(error))
    )

/** The ending of a write whose effect was found. */
export const foundEnding: Ending = { state: "done", detail: "Losant gave no answer; its effect was found by looking." }
