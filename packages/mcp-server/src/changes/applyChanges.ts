/** Carries a change set out for a call. */
import type { EncodedCall } from "@effect-losant/core/Action"
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import { type ChangeEvent, ChangeSetId, ChangeSets, Ledger, type RecordedSet, type Write } from "@effect-losant/fleet"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Ref from "effect/Ref"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { ClientRequest } from "../model/ClientRequest.ts"
import type { LosantGateway } from "../model/LosantGateway.ts"
import { Refusal } from "../model/Refusal.ts"
import type { Subject } from "../model/Subject.ts"
import type { ApplyChangesCall } from "../model/tool/Tool.ts"
import { Confirmation } from "../safety/confirmation/Confirmation.ts"
import type { ConfirmationRequest } from "../safety/confirmation/ConfirmationRequest.ts"
import { quote } from "../text/escapes.ts"
import { type JsonObject, parseJsonText, toJsonObject } from "../text/json.ts"
import { withEngine } from "./engine.ts"
import { planFailure } from "./failures.ts"
import { gatewayLosant, type RequestEnd, type WriteRecorder } from "./gatewayLosant.ts"
import { type Progressed, presentSet } from "./presentSet.ts"
import { askAbout } from "./question.ts"

/** After this time nothing more is begun, in milliseconds after the beginning of the call. */
const pauseTime = 32_000
/** After this time the call answers, whatever is still under way: a client waits no longer than a minute. */
const maxCallTime = 44_000
/** The longest time of a request. */
const maxWriteTime = Duration.seconds(10)

/** A write of a set, for the audit trail. */
export interface RecordedWrite extends RequestEnd {
  readonly action: string
  readonly subject?: Subject
  readonly arguments: JsonObject
}

/** Callbacks for the steps that the audit trail records. */
export interface ApplyWatcher {
  /** Runs once the person has confirmed, before anything is sent. If it fails, nothing is sent. */
  readonly onBegin: Effect.Effect<void, Refusal>
  /** Runs right before each write is sent, and when it has ended. */
  readonly onWrite: (write: RecordedWrite) => Effect.Effect<void, Refusal>
}

export const decodeId = Schema.decodeUnknownOption(ChangeSetId)

export const unknownSet = (text: string): Refusal =>
  new Refusal(
    "changeSet",
    `There is no change set ${quote(text, 100)}. Nothing was sent. losant_plan_changes answers the id of a new one.`
  )

const expiredSet = ({ set: { id } }: RecordedSet): Refusal =>
  new Refusal(
    "changeSet",
    `The change set ${id} expired an hour after it was planned. Nothing was sent. Plan the changes again with ` +
      "losant_plan_changes."
  )

/** Records the writes of a set in the audit trail. */
export const recorderOf = (changeSetId: string, { onWrite }: Pick<ApplyWatcher, "onWrite">): WriteRecorder => {
  const lineOf = ({ action, ids, body }: EncodedCall, end: RequestEnd): RecordedWrite => {
    const { instanceId: _, orgId, ...others } = ids
    const sent = body === undefined ? {} : { body: parseJsonText(body) }
    return {
      action: action.action,
      ...(orgId === undefined ? {} : { subject: { kind: "organization", id: orgId } }),
      arguments: toJsonObject({ changeSetId, ...others, ...sent }),
      ...end
    }
  }
  return {
    begin: (call) => onWrite(lineOf(call, { outcome: "begun" })),
    // The ledger has the outcome too. If this line cannot be written, the next write is not sent.
    end: (call, end) => Effect.ignore(onWrite(lineOf(call, end)))
  }
}

/** The policy's judgment of a write: a phrase is the reason to skip it. */
const judge =
  (gateway: LosantGateway, instanceId: InstanceId) =>
  (write: Write): Effect.Effect<string | undefined, LosantError> => {
    if (!("orgId" in write)) return Effect.undefined
    // The call is not sent: the policy judges every write on the organization as it would judge this one.
    return gateway.encode(InstanceOrg.delete, { instanceId, orgId: write.orgId }).pipe(
      Effect.flatMap((call) => gateway.admit(call)),
      Effect.as(undefined),
      Effect.catch((error) => {
        if (error._tag === "Refused") return Effect.succeed(error.message)
        return error._tag === "LosantNotFound"
          ? Effect.succeed("the organization is not there any more")
          : Effect.fail(error)
      })
    )
  }

const isOver = (recorded: RecordedSet): boolean =>
  recorded.entries.every(
    ({ state, settled }) =>
      state === "done" || state === "failed" || state === "skipped" || (state === "unknown" && settled === true)
  )

/** Follows the events of a run, and reports the progress. */
const follow = Effect.fnUntraced(function* (first: RecordedSet) {
  const { progress } = yield* ClientRequest
  const state = yield* Ref.make<Progressed>({ recorded: first })
  const total = first.entries.length
  const report = Effect.flatMap(Ref.get(state), ({ recorded: { entries } }) => {
    const done = entries.filter((entry) => entry.state !== "planned" && entry.state !== "begun").length
    return progress({ done, total, message: `Changing: ${done} of ${total}` })
  })
  const onEvent = (event: ChangeEvent) =>
    Ref.update(state, (before): Progressed => {
      switch (event._tag) {
        case "Recorded": {
          const { entry } = event
          const { recorded } = before
          return { ...before, recorded: { ...recorded, entries: recorded.entries.with(entry.id, entry) } }
        }
        case "Settling":
          return { ...before, settlesAt: event.until }
        case "Stopped":
          return { ...before, stopped: event }
        case "Finished":
          return { ...before, recorded: event.recorded }
      }
    }).pipe(Effect.andThen(event._tag === "Recorded" ? report : Effect.void))
  return { onEvent, state }
})

/** Carries the set out, as far as the time of the call goes. */
export const carryOut = Effect.fnUntraced(function* (
  gateway: LosantGateway,
  recorded: RecordedSet,
  resendsEmails: boolean,
  startedAt: number
) {
  const sets = yield* ChangeSets
  const { id, instanceId } = recorded.set
  const { onEvent, state } = yield* follow(recorded)
  const elapsed = (yield* Clock.currentTimeMillis) - startedAt
  const events = sets.apply(id, {
    writeTimeout: maxWriteTime,
    pauseAfter: Duration.millis(Math.max(0, pauseTime - elapsed)),
    waitForSettle: false,
    resendUnknownEmails: resendsEmails,
    judge: judge(gateway, instanceId)
  })
  const ended = yield* Stream.runForEach(events, onEvent).pipe(
    Effect.timeoutOption(Duration.millis(Math.max(0, maxCallTime - elapsed)))
  )
  const progressed = yield* Ref.get(state)
  if (Option.isSome(ended)) return progressed
  // The ledger has what was cut off as begun.
  return { ...progressed, recorded: yield* sets.status(id), isCut: true }
})

const nothingLeft = new Refusal(
  "notConfirmed",
  "Nothing was sent: every change of the set was left out. To drop the set, do nothing: it expires an hour after its plan."
)

const withoutLeftOut = (recorded: RecordedSet, leftOut: ReadonlyArray<number>): RecordedSet => ({
  ...recorded,
  entries: recorded.entries.filter(({ id }) => !leftOut.includes(id))
})

/** Records that the person left these writes out. The record is durable before anything is sent. */
const skip = ({ set: { id } }: RecordedSet, leftOut: ReadonlyArray<number>) =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    const session = yield* ledger.open(id)
    const { entries } = yield* session.current
    for (const entry of entries.filter((one) => leftOut.includes(one.id))) {
      yield* session.end(entry, { state: "skipped", detail: "The person left it out." })
    }
    return yield* session.current
  }).pipe(Effect.scoped)

/** Carries out the set of a call. It ends within 45 seconds. `startedAt` is in milliseconds. */
export const run = Effect.fnUntraced(function* (
  gateway: LosantGateway,
  instanceId: InstanceId,
  call: ApplyChangesCall,
  startedAt: number,
  watcher: ApplyWatcher
): Effect.fn.Return<JsonObject, LosantError | Refusal | ConfirmationRequest, Confirmation> {
  const { confirmation, instance, resendsEmails } = call
  const id = decodeId(call.changeSetId)
  if (Option.isNone(id)) return yield* Effect.fail(unknownSet(call.changeSetId))
  const losant = gatewayLosant(gateway, recorderOf(id.value, watcher))
  const engine = <A, E extends Parameters<typeof planFailure>[0]>(effect: Effect.Effect<A, E, ChangeSets | Ledger>) =>
    withEngine(instanceId, losant, effect).pipe(Effect.mapError(planFailure))
  const recorded = yield* engine(ChangeSets.use(({ status }) => status(id.value)))
  // A set of another instance is none of this call's.
  if (recorded.set.instanceId.toLowerCase() !== instanceId.toLowerCase()) {
    return yield* Effect.fail(unknownSet(call.changeSetId))
  }
  const isConfirmed = recorded.confirmedAt !== undefined
  if (isConfirmed && isOver(recorded) && !resendsEmails) return presentSet({ recorded }, instance)
  // Nobody is asked about a set that can no longer be carried out.
  if (!isConfirmed && (yield* Clock.currentTimeMillis) > recorded.set.expiresAt) {
    return yield* Effect.fail(expiredSet(recorded))
  }
  const { viewAnswer } = yield* ClientRequest
  const leftOut = isConfirmed ? [] : (viewAnswer?.leftOut ?? [])
  if (!isConfirmed || resendsEmails) {
    const part = withoutLeftOut(recorded, leftOut)
    if (part.entries.every(({ state }) => state !== "planned") && leftOut.length > 0) {
      return yield* Effect.fail(nothingLeft)
    }
    const { confirm } = yield* Confirmation
    const { danger } = yield* askAbout(recorded, resendsEmails)
    const asked = leftOut.length === 0 ? danger : (yield* askAbout(part, resendsEmails)).danger
    yield* confirm(danger, confirmation, Effect.succeed([]), asked)
  }
  yield* watcher.onBegin
  const rest = leftOut.length === 0 ? recorded : yield* engine(skip(recorded, leftOut))
  return presentSet(yield* engine(carryOut(gateway, rest, resendsEmails, startedAt)), instance)
})
