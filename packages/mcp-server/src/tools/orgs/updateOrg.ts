/** losant_update_org: changes settings of an organization. */
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import type { InstanceOrgPatch } from "@effect-losant/core/schemas/Org"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { summaryFieldsOf } from "../../answers/limitUsage.ts"
import { getClearedFields } from "../../arguments/clearArgument.ts"
import { checkNotEmpty } from "../../arguments/crossChecks.ts"
import { clearOption, ifLastUpdatedOption } from "../../arguments/options.ts"
import type { TagChanges } from "../../arguments/tags.ts"
import { InvalidArguments } from "../../model/ToolFailure.ts"
import { changedFields, differences, truncateChanges } from "../../safety/changes/diff.ts"
import { inQuotes } from "../../text/escapes.ts"
import { toJsonObject } from "../../text/json.ts"
import { defineWrite } from "../define/defineWrite.ts"
import { ownForm } from "../request/Arguments.ts"
import { describeOrg, describeOrgDanger, pickSameFields, planWrite, readOrg } from "../writes/planWrite.ts"
import { readOrgAnswer, verifyOrg } from "./answers.ts"
import { findContradictions, mergeOrg, type OrgChanges } from "./mergeOrg.ts"
import { dropRepeatedDisable, findLosses, updateDangers } from "./updateDanger.ts"

const maxNameLength = 300

/** The limits that the call sets or clears. */
const limitNames = ({ limits = {} }: OrgChanges, clear: ReadonlyArray<string>): ReadonlyArray<string> => [
  ...Object.keys(limits),
  ...getClearedFields(clear).limits
]

const pickFields = (fields: InstanceOrgPatch, names: ReadonlyArray<string>): InstanceOrgPatch =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name)))

export const updateOrg = defineWrite(InstanceOrg.patch, {
  name: "losant_update_org",
  title: "Update organization",
  description:
    "Changes settings of an organization; what is left out stays. disabledAt and isReadOnly take it out of use, and " +
    "back. What takes something away has to be confirmed by the person.",
  done: "The organization was changed.",
  sign: "it shows the new values if the change was made",
  verify: verifyOrg,
  options: { ...clearOption, ...ifLastUpdatedOption },
  dangers: updateDangers,
  forms: { tags: ownForm<TagChanges>() },
  check: ({ body, options }) => checkNotEmpty(Object.keys(body).length === 0 && options.clear === undefined),
  checkForms: ({ body, options: { clear = [] } }) => findContradictions(body, clear),
  plan: Effect.fnUntraced(function* (request) {
    const { body, options } = request
    const clear = options.clear ?? []
    const org = yield* readOrg(request, summaryFieldsOf(limitNames(body, clear)))
    const mergeResult = mergeOrg(org, body, clear)
    if (Result.isFailure(mergeResult)) return yield* Effect.fail(new InvalidArguments(mergeResult.failure))
    const newValues = dropRepeatedDisable(org, mergeResult.success, yield* Clock.currentTimeMillis)
    // An unchanged field is not sent: it could undo a change that somebody else makes at the same time.
    const changes = differences(toJsonObject(org), toJsonObject(newValues))
    const after = pickFields(newValues, changedFields(changes))
    const plan = yield* planWrite(request, {
      ...describeOrg(org),
      before: pickSameFields(org, after),
      after,
      changes: truncateChanges(changes),
      readAnswer: readOrgAnswer
    })
    if (Object.keys(after).length === 0) {
      return { ...plan, nothingToDo: `The organization ${inQuotes(org.name, maxNameLength)} has these values already.` }
    }
    const { dangers, facts, warnings } = findLosses(org, after)
    return {
      ...plan,
      ...(warnings.length === 0 ? {} : { warnings }),
      ...describeOrgDanger(request, org, { dangers, facts })
    }
  })
})
