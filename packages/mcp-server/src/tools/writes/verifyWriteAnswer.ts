/** What the answer to a write says of what became of it. */
import * as Predicate from "effect/Predicate"
import { describeLookUp } from "../../answers/verificationCall.ts"
import { Refusal } from "../../model/Refusal.ts"
import type { Call } from "../../model/ToolCall.ts"
import type { Plan } from "../../model/WritePlan.ts"
import { isSameId } from "./assertSameId.ts"

/** Losant documents only `true`, but a deletion that it answers with `false` is none. */
export const isNotDone = (answer: unknown): boolean =>
  Predicate.hasProperty(answer, "success") && answer.success === false

/** The failure of a call that Losant says it did not carry out. */
export const notDone = ({ tool: { spec }, values }: Call): Refusal =>
  new Refusal(
    "answer",
    `Losant says that it did not carry ${spec.name} out: it answered that success is false, and not why. Do not report ` +
      "it as done. " +
      (spec.write === undefined
        ? ""
        : `To be sure call ${describeLookUp(spec.write.lookUp(values), values)}: ${spec.write.sign}.`)
  )

/** What an answer has to be about, where it is about something that was there before. */
const meant = ({ action, org, member }: Plan, answer: object): ReadonlyArray<readonly [unknown, unknown]> => {
  const { id, userId }: { readonly id?: unknown; readonly userId?: unknown } = { ...answer }
  switch (action.action) {
    case "instanceOrg.patch":
      return [[org.id, id]]
    case "instanceOrgMember.patch":
    case "instanceOrgMembers.post":
      return [[member?.["userId"], userId]]
    default:
      return []
  }
}

/** Whether the answer is about another organization, or another member, than the plan. */
export const isAboutAnother = (plan: Plan, answer: unknown): boolean =>
  Predicate.isObject(answer) &&
  meant(plan, answer).some(([one, other]) => one !== undefined && other !== undefined && !isSameId(one, other))
