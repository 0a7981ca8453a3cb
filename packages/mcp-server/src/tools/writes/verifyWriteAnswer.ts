/** The failure of a write that Losant says it did not carry out. */
import { describeVerification } from "../../answers/verificationCall.ts"
import { Refusal } from "../../model/Refusal.ts"
import type { ToolCall } from "../../model/tool/ToolCall.ts"

export const notDoneRefusal = ({ tool: { spec }, instance, verification }: ToolCall): Refusal =>
  new Refusal(
    "answer",
    `Losant says that it did not carry ${spec.name} out: it answered that success is false, and not why. Do not report ` +
      "it as done. " +
      (spec.write === undefined || verification === undefined
        ? ""
        : `To be sure call ${describeVerification(verification, instance)}: ${spec.write.sign}.`)
  )
