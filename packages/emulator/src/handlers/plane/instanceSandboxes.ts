import { Schemas } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import { type ApiError, notFound, validation } from "../../errors/ApiError.ts"
import { findInstance } from "../../orgs/Org.ts"
import { makeSummary } from "../../orgs/Summary.ts"
import { bringBack, isMarked, markForDeletion, sandboxesOf, usageOf } from "../../plane/sandboxes.ts"
import { type AnyCollection, anyCollection, type Collection, type Json } from "../../resources/Collection.ts"
import type { LiveState } from "../../state/LiveState.ts"
import type { StoredItem } from "../../state/State.ts"
import { Store } from "../../state/Store.ts"
import { billingPeriod } from "../../usage/BillingPeriod.ts"
import { sumPayloads } from "../../usage/Usage.ts"
import { formatIso } from "../../util/Time.ts"
import type { AnswerOf, Handler, InputOf } from "../Handler.ts"
import { answerBreakdown, answerDevices, answerNotebookRuns } from "../ownerUsage.ts"
import { readRange } from "../usageRange.ts"

type SummaryInput = Pick<InputOf<"instanceSandboxes.get">, "summaryInclude" | "summaryExclude">
type Input = SummaryInput & Pick<InputOf<"instanceSandboxes.get">, "includeDeleted">

const notOfSandboxes: ReadonlyArray<string> = ["memberCount", "pendingInviteCount"]
const counts = Schemas.summaryFields.filter((name) => !notOfSandboxes.includes(name))
const fieldNames: ReadonlyArray<string> = [...counts, "orgCount", "instanceCount"]

const chooseFields = ({ summaryInclude = fieldNames, summaryExclude = [] }: SummaryInput) => {
  const unknown = [...summaryInclude, ...summaryExclude].filter((name) => !fieldNames.includes(name))
  return unknown.length === 0
    ? Effect.succeed(fieldNames.filter((name) => summaryInclude.includes(name) && !summaryExclude.includes(name)))
    : Effect.fail(
        validation(
          "summary",
          `is not valid: no field is named ${unknown.join(", ")}; there are ${fieldNames.join(", ")}`
        )
      )
}

const summaryOf = (sandbox: Json, now: number, names: ReadonlyArray<string>): Json => {
  const { orgs } = sandbox
  const owner = { ...usageOf(sandbox), resources: {}, members: [], invites: [] }
  const others: Json = { orgCount: Array.isArray(orgs) ? orgs.length : 0, instanceCount: 0 }
  const chosen = counts.filter((name) => names.includes(name))
  return {
    ...makeSummary(owner, now, chosen),
    ...Object.fromEntries(Object.entries(others).filter(([name]) => names.includes(name)))
  }
}

const view = (input: SummaryInput, { instanceId, now }: { readonly instanceId: string; readonly now: number }) =>
  Effect.map(chooseFields(input), (names) => ({ usage, ...sandbox }: Json) => {
    const { start, end } = billingPeriod(now)
    return {
      ...sandbox,
      instanceSandboxId: sandbox["id"],
      instanceId,
      summary: summaryOf({ ...sandbox, usage }, now, names),
      currentPeriodStart: formatIso(start),
      currentPeriodEnd: formatIso(end - 1)
    }
  })

const collection: Collection<StoredItem, Input, never, never> = {
  title: "Instance sandbox",
  items: (state, { instanceId, instanceSandboxId }, { input, now }) =>
    Effect.map(findInstance(state, instanceId), ({ id }) => {
      const sandboxes = sandboxesOf(state, id, now)
      const isList = instanceSandboxId === undefined
      return isList && input.includeDeleted !== true ? sandboxes.filter((sandbox) => !isMarked(sandbox)) : sandboxes
    }),
  view: (input, { params, now }) => view(input, { instanceId: params["instanceId"] ?? "", now }),
  remove: (state, { instanceId = "" }, sandbox, now) => markForDeletion(state, instanceId, sandbox, now)
}

/** The sandboxes of an instance. A deletion marks one, and for a time it can be brought back. @since 0.2.0 */
export const instanceSandboxes: AnyCollection = anyCollection(collection)

const findSandbox = Effect.fnUntraced(function* (
  state: LiveState,
  { instanceId, instanceSandboxId }: { readonly instanceId: string; readonly instanceSandboxId: string },
  now: number
): Effect.fn.Return<StoredItem, ApiError> {
  const instance = yield* findInstance(state, instanceId)
  const sandbox = sandboxesOf(state, instance.id, now).find(({ id }) => id === instanceSandboxId)
  return sandbox === undefined ? yield* notFound("Instance sandbox") : sandbox
})

/** Brings a sandbox back. One that is not marked for deletion stays as it is. @since 0.2.0 */
export const undelete: Handler<"instanceSandbox.undelete"> = (input, now) =>
  Effect.gen(function* () {
    const store = yield* Store
    return yield* store.modify(
      Effect.fnUntraced(function* (state) {
        const { instanceId } = input
        const show = yield* view(input, { instanceId, now })
        const [sandbox, next] = bringBack(state, instanceId, yield* findSandbox(state, input, now), now)
        // Sound: a sandbox is shown in the shape of its schema, as in every other answer.
        return [show(sandbox) as AnswerOf<"instanceSandbox.undelete">, next] as const
      })
    )
  })

type Ranged = Pick<InputOf<"instanceSandbox.deviceCounts">, "instanceId" | "instanceSandboxId" | "start" | "end">

const findUsage = Effect.fnUntraced(function* (input: Ranged, now: number) {
  const state = yield* (yield* Store).get
  const owner = usageOf(yield* findSandbox(state, input, now))
  return { owner, range: yield* readRange(input, now) }
})

export const sandboxDeviceCounts: Handler<"instanceSandbox.deviceCounts"> = (input, now) =>
  Effect.map(findUsage(input, now), (usage) => answerDevices(usage, now))

export const sandboxNotebookMinuteCounts: Handler<"instanceSandbox.notebookMinuteCounts"> = (input, now) =>
  Effect.map(findUsage(input, now), (usage) => answerNotebookRuns(usage, now))

export const sandboxPayloadCounts: Handler<"instanceSandbox.payloadCounts"> = (input, now) =>
  Effect.map(findUsage(input, now), ({ owner, range }) => sumPayloads(owner, range, now, input.asBytes ?? false))

export const sandboxPayloadBreakdown: Handler<"instanceSandbox.payloadCountsBreakdown"> = (input, now) =>
  Effect.map(findUsage(input, now), (usage) => answerBreakdown(usage, input, now))
