/**
 * One write: judge, read, begin, send once, record. The order is what keeps a write from being sent twice: whatever may
 * wait comes before the record of the beginning, and the request right after it.
 */
import { type Action, Losant, type LosantError, type OrgId } from "@effect-losant/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import type { Ending } from "../ledger/Ledger.ts"
import type { Entry } from "../model/Entry.ts"
import type { LedgerError } from "../model/errors.ts"
import type { ReadyWrite } from "../model/Write.ts"
import type { Preparation } from "../writes/Declaration.ts"
import { handlerOf } from "../writes/handlers.ts"
import { renamed } from "../writes/orgs.ts"
import { end, foundEnding, look, type Run, readinessOf } from "./Run.ts"

/** In milliseconds. A process that was frozen between the record and the request must not send it any more. */
const maxHesitation = 2_000

/** So often a write is begun at most. */
export const maximumAttempts = 3

const isPermanent = ({ _tag }: LosantError): boolean =>
  ["LosantInvalidInput", "LosantValidation", "LosantUnauthorized", "LosantForbidden", "LosantPayloadTooLarge"].includes(
    _tag
  )

const isHeld = ({ _tag }: LosantError): boolean => _tag === "LosantRateLimited" || _tag === "LosantCircuitOpen"

/** A read failed: nothing was sent. */
const readFailed = Effect.fnUntraced(function* (run: Run, entry: Entry, error: LosantError) {
  const detail = `Nothing was sent: ${error.message}`
  if (isHeld(error)) {
    yield* run.brake.held(error)
    return entry
  }
  run.brake.failed(error.message)
  return isPermanent(error) ? yield* end(run, entry, { state: "failed", detail }) : entry
})

/** Whoever confirmed the set read the names of the organizations. An organization that has another one now is skipped. */
const findNewName = Effect.fnUntraced(function* (
  { names, session }: Run,
  write: ReadyWrite
): Effect.fn.Return<string | undefined, LosantError, Losant> {
  // The read before an update shows the name too.
  if (write._tag === "create_org" || write._tag === "update_org") return undefined
  const { orgId, orgName } = write
  const { entries } = yield* session.current
  // Nobody but this set has named it.
  if (entries.some(({ created }) => created === orgId)) return undefined
  const name = yield* names.nameOf(orgId)
  return name === undefined || name === orgName ? undefined : renamed(name)
})

/** The preparation of a write. Whoever judges it may forbid it: then nothing is told of what a read would show. */
const decide = Effect.fnUntraced(function* (
  run: Run,
  write: ReadyWrite,
  { attempts, seen }: Entry
): Effect.fn.Return<Preparation, LosantError, Losant> {
  const { instanceId, settings } = run
  const forbidden = settings.judge === undefined ? undefined : yield* settings.judge(write)
  const reason = forbidden ?? (yield* findNewName(run, write))
  return reason === undefined
    ? yield* handlerOf(write).prepare(write, instanceId, attempts > 0 ? seen : undefined)
    : { kind: "skip", reason }
})

/** The detail of a write that is skipped because nothing is left to do. */
export const alreadySoDetail = "Nothing had to be changed: it is so already."

/** Records that a write need not be sent. */
const alreadySo = Effect.fnUntraced(function* (run: Run, entry: Entry, created: OrgId | undefined) {
  if (entry.attempts === 0) {
    return yield* end(run, entry, { state: "skipped", detail: alreadySoDetail })
  }
  // An earlier attempt came late. Only what is begun can be done, so it is begun once more, without a request.
  const begun = yield* run.session.begin(entry, entry.seen)
  return Option.isNone(begun) ? entry : yield* end(run, begun.value, foundEnding(created))
})

/** The ending that follows from the failure of a request. */
const endingOf = (error: LosantError): Ending => {
  const detail = error.message
  if (error.outcome === "applied") return { state: "done", detail: `It was carried out. ${detail}` }
  if (error.outcome === "unknown") return { state: "unknown", detail }
  if (error.outcome === "notSent" || isHeld(error)) return { state: isPermanent(error) ? "failed" : "planned", detail }
  return { state: "failed", detail }
}

/** A refusal that says that things are as they are wanted: the item to delete is gone, the person is a member. */
const mayBeSo = ({ _tag }: LosantError): boolean => _tag === "LosantNotFound" || _tag === "LosantConflict"

const failed = Effect.fnUntraced(function* (run: Run, begun: Entry, error: LosantError) {
  const ending = endingOf(error)
  if (ending.state === "unknown") {
    run.brake.failed(error.message)
    const unknown = yield* end(run, begun, ending)
    const found = yield* look(run, unknown)
    return found.kind === "found" ? yield* end(run, unknown, foundEnding(found.created)) : unknown
  }
  if (ending.state === "done") {
    run.brake.succeeded()
    // The answer that names the new organization cannot be read, so the organization is looked for.
    const found = begun.write._tag === "create_org" ? yield* look(run, begun) : undefined
    const created = found?.kind === "found" ? found.created : undefined
    return yield* end(run, begun, { ...ending, ...(created === undefined ? {} : { created }) })
  }
  if (isHeld(error)) yield* run.brake.held(error)
  else if (mayBeSo(error) && (yield* look(run, begun)).kind === "found") {
    return yield* end(run, begun, { state: "done", detail: "It was so already when the request came." })
  } else run.brake.failed(error.message)
  return yield* end(run, begun, ending)
})

/** Sends a begun write once. */
const send = Effect.fnUntraced(function* (run: Run, write: ReadyWrite, begun: Entry, call: Action.EncodedCall) {
  const now = yield* Clock.currentTimeMillis
  if (now - (begun.begunAt ?? 0) > maxHesitation) {
    return yield* end(run, begun, { state: "planned", detail: "The process was held up, so nothing was sent." })
  }
  const timeout = run.settings.writeTimeout
  const sent = yield* Effect.result(
    Losant.use((losant) =>
      losant.send(call, { timeout, totalTimeout: timeout, retry: { times: 0 }, retryWrites: false })
    )
  )
  if (Result.isFailure(sent)) return yield* failed(run, begun, sent.failure)
  run.brake.succeeded()
  const created = handlerOf(write).createdIn(sent.success)
  return yield* end(run, begun, { state: "done", ...(created === undefined ? {} : { created }) })
})

const skip = (run: Run, entry: Entry, reason: string) =>
  end(run, entry, { state: "skipped", detail: `Skipped: ${reason}.` })

const attemptOnce = Effect.fnUntraced(function* (
  run: Run,
  planned: Entry
): Effect.fn.Return<Entry, LedgerError, Losant> {
  const { entries } = yield* run.session.current
  const entry = entries[planned.id] ?? planned
  const readiness = readinessOf(entries, entry.write)
  if (readiness.kind === "waiting") return entry
  if (readiness.kind === "impossible") return yield* skip(run, entry, readiness.reason)
  const { write } = readiness
  const decided = yield* Effect.result(decide(run, write, entry))
  if (Result.isFailure(decided)) return yield* readFailed(run, entry, decided.failure)
  const preparation = decided.success
  if (preparation.kind === "alreadySo") return yield* alreadySo(run, entry, preparation.created)
  if (preparation.kind === "skip") return yield* skip(run, entry, preparation.reason)
  const begun = yield* run.session.begin(entry, preparation.seen)
  return Option.isNone(begun) ? entry : yield* send(run, write, begun.value, preparation.call)
})

/** So often a write is tried in one run, if nothing was sent or Losant asked to wait. */
const maximumTries = 3

/** Carries a planned write out, as far as that goes now. */
export const attempt = Effect.fnUntraced(function* (
  run: Run,
  planned: Entry
): Effect.fn.Return<void, LedgerError, Losant> {
  let entry = planned
  for (let tries = 0; tries < maximumTries && entry.state === "planned"; tries += 1) {
    if (!(yield* run.brake.wait)) return
    entry = yield* attemptOnce(run, entry)
  }
})
