/** A call of a tool that writes: planned, confirmed where it destroys, saved before a deletion, and then sent. */
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import { quote } from "./answers/Escapes.ts"
import type { Ask } from "./confirmation/Ask.ts"
import { blastRadius } from "./confirmation/BlastRadius.ts"
import { Confirmation } from "./confirmation/Confirmation.ts"
import { type Journal, prepare } from "./journal/Journal.ts"
import type { Guarded } from "./policy/Guard.ts"
import type { Reach } from "./Reach.ts"
import type { Refusal } from "./Refusal.ts"
import type { ActionTool } from "./Tool.ts"
import { type Call, InvalidArguments, invalidInput, Noted, unreadable } from "./ToolError.ts"
import type { Values } from "./ToolSpec.ts"
import { changed, preview, sent, unchanged } from "./writes/answers.ts"
import type { Plan } from "./writes/Plan.ts"
import { plan as planOf } from "./writes/plans.ts"

/** Where an organization is saved before it is deleted; nothing where that is switched off. */
export const JournalFolder = Context.Reference<Journal | undefined>("@effect-losant/mcp-server/JournalFolder", {
  defaultValue: () => undefined
})

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined)

/** The plan with what its organization holds and does now, where somebody is to decide with it. */
const forPerson = Effect.fnUntraced(function* (reach: Reach, plan: Plan): Effect.fn.Return<Plan, never, Confirmation> {
  const { asks } = yield* Confirmation
  const { danger } = plan
  if (danger === undefined || !asks) return plan
  const { instanceId, orgId } = danger
  const held = yield* blastRadius(reach, { instanceId, orgId })
  return { ...plan, danger: { ...danger, facts: [...danger.facts, ...held] } }
})

const confirm = Effect.fnUntraced(function* (
  reach: Reach,
  plan: Plan,
  values: Values
): Effect.fn.Return<void, Refusal | Ask, Confirmation> {
  const { danger } = yield* forPerson(reach, plan)
  if (danger === undefined) return
  const { confirm } = yield* Confirmation
  const confirmToken = textOf(values["confirmToken"])
  const confirmName = textOf(values["confirmName"])
  yield* confirm(danger, {
    ...(confirmToken === undefined ? {} : { confirmToken }),
    ...(confirmName === undefined ? {} : { confirmName })
  })
})

const noJournal = Effect.succeed(undefined)

/** What saves the organization and answers the file, where the call deletes one and the journal is not off. */
const prepared = Effect.fnUntraced(function* (
  reach: Reach,
  instanceId: InstanceId,
  { action, org }: Plan,
  time: number
): Effect.fn.Return<Effect.Effect<string | undefined, Refusal>, LosantError | Refusal> {
  const journal = yield* JournalFolder
  if (journal === undefined || action.action !== InstanceOrg.delete.action || org.id === undefined) return noJournal
  // Sound: a plan to delete is made of an organization that Losant answered with this id.
  const orgId = org.id as (typeof InstanceOrg.delete)["input"]["Type"]["orgId"]
  return yield* prepare(reach, journal, { instanceId, orgId }, time)
})

const longestPath = 1_000

const savedIn = (path: string): string =>
  `The organization as it was before the call is saved in ${quote(path, longestPath)}.`

/** What the arguments alone show to be wrong is known by now: what is found here is wrong beside what was read. */
const planned = (tool: ActionTool, reach: Reach, instanceId: InstanceId, values: Values) =>
  planOf(tool.action, reach, instanceId, values).pipe(
    Effect.catchTags({
      InvalidArguments: ({ problems }) => Effect.fail(new InvalidArguments(problems, true)),
      LosantInvalidInput: (error) => Effect.fail(new InvalidArguments(invalidInput(error), true))
    })
  )

export interface Written {
  readonly outcome: "done" | "dryRun"
  readonly content: Values
}

/**
 * Carries a write out. `begin` runs when all else is ready, right before the request is sent, and keeps it from being
 * sent where it fails.
 */
export const write = Effect.fnUntraced(function* (
  call: Call & { readonly tool: ActionTool },
  reach: Guarded,
  instanceId: InstanceId,
  begin: Effect.Effect<void, Refusal>
): Effect.fn.Return<Written, LosantError | Refusal | Noted | InvalidArguments | Ask, Confirmation> {
  const { tool, values, time } = call
  const plan = yield* planned(tool, reach, instanceId, values)
  // Before the person is asked for what would then be refused.
  yield* reach.check(tool.action, plan.input)
  if (values["dryRun"] === true) {
    const { asks } = yield* Confirmation
    return { outcome: "dryRun", content: preview(yield* forPerson(reach, plan), asks) }
  }
  if (plan.nothingToDo !== undefined) return { outcome: "done", content: unchanged(plan) }
  const save = yield* prepared(reach, instanceId, plan, time)
  yield* confirm(reach, plan, values)
  const journal = yield* save
  yield* begin
  const content = yield* reach.execute(tool.action, plan.input).pipe(
    Effect.map((answer) => changed(plan, answer)),
    Effect.catchIf(
      (error): error is LosantError => error._tag !== "Refused" && error.outcome === "applied",
      (error) => Effect.succeed({ ...unreadable(call, error), ...sent(plan) })
    ),
    Effect.mapError((error) => (journal === undefined ? error : new Noted(error, savedIn(journal))))
  )
  return { outcome: "done", content: { ...content, ...(journal === undefined ? {} : { journal }) } }
})
