/** Advises the assistant after a failure by what became of the call: repeat it, look first, or leave it. */
import type { LosantError } from "@effect-losant/core/LosantError"
import * as DateTime from "effect/DateTime"
import { describeVerification } from "../answers/verificationCall.ts"
import type { ToolCall } from "../model/tool/ToolCall.ts"

/** Advice on how to find out whether a write was carried out. Empty for a read, or if the arguments were not parsed. */
export const verificationAdvice = ({ tool: { spec }, instance, verification, time }: ToolCall): string =>
  spec.write === undefined || verification === undefined
    ? ""
    : `first call ${describeVerification(verification, instance)}: ${spec.write.sign}. ` +
      // An assistant has no clock. It needs the time to tell the result of this call from earlier ones.
      `This call was made at ${DateTime.formatIso(DateTime.makeUnsafe(time))}`

/** True if the error comes from a request with which a tool reads before it carries out its own action. */
export const isFromReading = ({ tool }: ToolCall, error: LosantError): boolean =>
  tool.action !== undefined && error.action !== tool.action.action

/** Advice for an error after which it may be unclear whether Losant carried out the call. */
export const outcomeAdvice = (call: ToolCall, error: LosantError): string => {
  const { tool } = call
  const { write } = tool.spec
  const { outcome } = error
  if (write === undefined) return `Nothing was changed, since ${tool.spec.name} only reads: call it again later.`
  if (isFromReading(call, error))
    return `Nothing was changed: ${tool.spec.name} first reads what is there, and got no further. Call it again later.`
  if (outcome === "notSent")
    return `Losant never got the request, so nothing was changed: call ${tool.spec.name} again.`
  if (outcome === "rejected") return "Nothing was changed."
  return (
    "It is not known whether Losant carried it out. Do not repeat it blindly: " +
    `${verificationAdvice(call)}. Only if it was not carried out, call ${tool.spec.name} again.`
  )
}
