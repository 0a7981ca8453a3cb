/** losant_plan_changes: plans one change of many organizations. */
import * as Result from "effect/Result"
import { maxTextLength } from "../../answers/sanitize.ts"
import { parseCall } from "../../arguments/parseCall.ts"
import { instanceOfWrite, optionArguments } from "../../arguments/toolArguments.ts"
import type { ObjectSchema } from "../../model/ToolSchema.ts"
import type { PlanChangesCall } from "../../model/tool/Tool.ts"
import { planTool } from "../../model/views/names.ts"
import { canonicalJson, toJsonObject } from "../../text/json.ts"
import { makeTool, type ToolDeclaration } from "../define/makeTool.ts"
import { makePlanRequest, type PlanArguments, planOptions } from "./planRequest.ts"

const answers: ObjectSchema = {
  type: "object",
  properties: {
    changeSetId: { type: "string" },
    summary: { type: "string" },
    risks: { type: "array", items: { type: "object" } },
    changes: { type: "array", items: { type: "object" } },
    skipped: { type: "array", items: { type: "object" } },
    continue: { type: "string" },
    confirmToken: { type: "string" }
  }
}

export const planChanges: ToolDeclaration<never> = {
  name: planTool,
  make: (hasInstance) =>
    makeTool(
      {
        name: planTool,
        title: "Plan changes to many",
        description:
          "Plans one change of many organizations, members or invitations as one set, and changes nothing: " +
          "losant_apply_changes carries it out. Say whom by orgs, filters of organizations or invitations, person " +
          "(everywhere, invitations too), or all.",
        hints: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: true }
      },
      // An empty value is refused, as in a write: it could mean all.
      [instanceOfWrite, ...optionArguments(planOptions, "PATCH")],
      hasInstance,
      () => answers,
      (known) => (input, now) =>
        Result.flatMap(
          parseCall({ arguments: known, hasInstance }, input, now),
          ({ instance, target, options }): ReturnType<ReturnType<ToolDeclaration["make"]>["parse"]> => {
            // Sound: the option of the same name read each value.
            const { continue: id, ...values } = options as unknown as PlanArguments
            return Result.map(
              makePlanRequest(values, now),
              (request): PlanChangesCall => ({
                kind: "planChanges",
                instance,
                target,
                fitting: {
                  maxTextLength,
                  otherwise: "losant_plan_changes for fewer organizations shows all of theirs."
                },
                request,
                key: canonicalJson(toJsonObject(values)),
                ...(id === undefined ? {} : { continue: id })
              })
            )
          }
        )
    )
}
