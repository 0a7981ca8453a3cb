/** losant_update_org: changes settings of an organization. */
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import { merge } from "@effect-losant/core/OrgChanges"
import { findUpdateLosses, fleetKeyTag, summaryFor, verifyingReads, WriteDangers } from "@effect-losant/fleet"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { checkNotEmpty } from "../../arguments/crossChecks.ts"
import { clearOption, flagOption, ifLastUpdatedOption } from "../../arguments/options.ts"
import type { TagChanges } from "../../arguments/tags.ts"
import { InvalidArguments } from "../../model/ToolFailure.ts"
import { truncateChanges } from "../../safety/changes/truncateChange.ts"
import { defineWrite } from "../define/defineWrite.ts"
import { verifyBy } from "../define/verifyBy.ts"
import { ownForm } from "../request/Arguments.ts"
import { describeOrg, describeOrgDanger, pickSameFields, planWrite, readOrg } from "../writes/planWrite.ts"
import { quoteValue } from "../writes/quoteValue.ts"
import { readOrgAnswer } from "./answers.ts"
import { getOrg } from "./getOrg.ts"
import { describeLosses } from "./updateDanger.ts"
import { describeMergeProblem, findContradictions, fleetKeyProblem } from "./updateProblems.ts"

export const updateOrg = defineWrite(InstanceOrg.patch, {
  name: "losant_update_org",
  title: "Update organization",
  description:
    "Changes settings of an organization; what is left out stays. disabledAt and isReadOnly take it out of use, and " +
    "back. What takes something away has to be confirmed by the person.",
  done: "The organization was changed.",
  sign: "it shows the new values if the change was made",
  verify: verifyBy(verifyingReads.update_org, getOrg),
  options: {
    ...clearOption,
    ...ifLastUpdatedOption,
    releaseFleetKey: flagOption(`Lets it lose ${fleetKeyTag}`)
  },
  dangers: WriteDangers.possible.update_org,
  forms: { tags: ownForm<TagChanges>() },
  check: ({ body, options }) => checkNotEmpty(Object.keys(body).length === 0 && options.clear === undefined),
  checkForms: ({ body, options: { clear = [] } }) => findContradictions(body, clear),
  plan: Effect.fnUntraced(function* (request) {
    const { body, options } = request
    const changes = { ...body, clear: options.clear ?? [] }
    const org = yield* readOrg(request, summaryFor(changes))
    const update = merge(org, changes, yield* Clock.currentTimeMillis)
    if (Result.isFailure(update)) {
      const problems = update.failure.map((problem) => describeMergeProblem(problem, body.limits))
      return yield* Effect.fail(new InvalidArguments(problems))
    }
    const after = update.success.patch
    const plan = yield* planWrite(request, {
      ...describeOrg(org),
      before: pickSameFields(org, after),
      after,
      changes: truncateChanges(update.success.changes),
      readAnswer: readOrgAnswer
    })
    if (Object.keys(after).length === 0) {
      return { ...plan, nothingToDo: `The organization ${quoteValue(org.name)} has these values already.` }
    }
    const losses = findUpdateLosses(org, after)
    if (losses.dangers.includes("releaseFleetKey") && options.releaseFleetKey !== true) {
      return yield* Effect.fail(new InvalidArguments([fleetKeyProblem(body.tags === undefined ? "clear" : "tags")]))
    }
    const { facts, warnings } = describeLosses(losses)
    return {
      ...plan,
      ...(warnings.length === 0 ? {} : { warnings }),
      ...describeOrgDanger(request, org, { dangers: losses.dangers, facts })
    }
  })
})
