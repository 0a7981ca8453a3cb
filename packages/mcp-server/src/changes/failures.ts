/** Words the failures of the engine as refusals of a call. */
import type { LosantError } from "@effect-losant/core/LosantError"
import type { ApplyError, PlanError } from "@effect-losant/fleet"
import { Refusal } from "../model/Refusal.ts"

const planAgain = "Plan the changes again with losant_plan_changes."

/** The tool has other names for what the engine takes. */
const inToolWords = (text: string): string => text.replaceAll('maxLevel "yes"', "reversibleOnly true")

/** The failure of a plan. Nothing was changed. */
export const planFailure = (error: PlanError | ApplyError): LosantError | Refusal => {
  switch (error._tag) {
    case "ChangeSetPlanRefused":
      return new Refusal("changeSet", `Nothing was planned: ${inToolWords(error.problems.join(" "))}`)
    case "LosantPageRepeated":
      return new Refusal("answer", `Nothing was planned: ${error.message}`)
    case "ChangeSetNotFound":
    case "ChangeSetExpired":
      return new Refusal("changeSet", `${error.message} Nothing was sent. ${planAgain}`)
    case "ChangeSetBusy":
      return new Refusal(
        "changeSet",
        `${error.message} Another call or another server carries it out at this moment: wait for it, then call again to ` +
          "see where the set stands."
      )
    case "ChangeSetNotConfirmed":
      return new Refusal("changeSet", error.message)
    case "ChangeSetLedgerError":
      return new Refusal("changeSet", `${error.message} The ledger lies in the journal's folder (LOSANT_MCP_JOURNAL).`)
    default:
      return error
  }
}
