/** losant_apply_changes: carries a change set out. */
import * as Result from "effect/Result"
import { maxTextLength } from "../../answers/sanitize.ts"
import { confirmOptions, flagOption, textOption } from "../../arguments/options.ts"
import { parseCall } from "../../arguments/parseCall.ts"
import { instanceOfWrite, optionArguments } from "../../arguments/toolArguments.ts"
import type { Option, OptionValues } from "../../model/ArgumentSpec.ts"
import type { ObjectSchema } from "../../model/ToolSchema.ts"
import type { ApplyChangesCall } from "../../model/tool/Tool.ts"
import { replaceHints } from "../../model/tool/ToolSpec.ts"
import { makeTool, type ToolDeclaration } from "../define/makeTool.ts"

const changeSetId: Option<string> & { readonly isRequired: true } = { ...textOption(), isRequired: true }

const confirmNames: Option<ReadonlyArray<string>> = {
  schema: { type: "array", items: { type: "string" } },
  description: "As the person types them",
  // Without them the person is asked, so an empty one lets nothing through.
  ifEmpty: "absent"
}

const applyOptions = {
  changeSetId,
  confirmToken: confirmOptions.confirmToken,
  confirmNames,
  resendEmails: { ...flagOption("Sends unknown emails again"), ifEmpty: "absent" as const }
}

const answers: ObjectSchema = {
  type: "object",
  properties: {
    state: { type: "string" },
    summary: { type: "string" },
    counts: { type: "object" },
    failed: { type: "array", items: { type: "object" } },
    unknown: { type: "array", items: { type: "object" } },
    skipped: { type: "array", items: { type: "object" } },
    continue: { type: "string" },
    askAgainAt: { type: "string" }
  }
}

export const applyChanges: ToolDeclaration<never> = {
  name: "losant_apply_changes",
  make: (hasInstance) =>
    makeTool(
      {
        name: "losant_apply_changes",
        title: "Apply planned changes",
        description:
          "Carries out a set of losant_plan_changes once the person confirmed it, and tells each failure. Called again, " +
          "it goes on and says where the set stands.",
        hints: replaceHints,
        write: {
          done: "The changes were made.",
          sign: "it tells what was done",
          dangers: [
            "applyChanges",
            "removeMany",
            "removeLimit",
            "shortenDataTime",
            "takeLastAdmin",
            "takePossiblyLastAdmin"
          ]
        }
      },
      [instanceOfWrite, ...optionArguments(applyOptions, "PATCH")],
      hasInstance,
      () => answers,
      (known) => (input, now) =>
        Result.map(
          parseCall({ arguments: known, hasInstance }, input, now),
          ({ instance, target, options }): ApplyChangesCall => {
            // Sound: the option of the same name read each value.
            const values = options as unknown as OptionValues<typeof applyOptions>
            const { confirmToken, confirmNames } = values
            return {
              kind: "applyChanges",
              instance,
              target,
              fitting: { maxTextLength, otherwise: "losant_get_org and the lists show what is there now." },
              changeSetId: values.changeSetId.trim(),
              confirmation: {
                ...(confirmToken === undefined ? {} : { confirmToken }),
                ...(confirmNames === undefined ? {} : { confirmNames })
              },
              resendsEmails: values.resendEmails === true
            }
          }
        )
    )
}
