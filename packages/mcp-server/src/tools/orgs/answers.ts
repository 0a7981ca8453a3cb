/** Reads Losant's answers to writes on organizations. */
import type { InstanceOrg, Org } from "@effect-losant/core/schemas/Org"
import type { WriteAnswer, WritePlan } from "../../model/WritePlan.ts"
import { toJsonObject } from "../../text/json.ts"
import { isSameId } from "../writes/assertSameId.ts"

/** Reads the organization from the answer of a write. */
export const readOrgAnswer = ({ subject }: WritePlan, answer: InstanceOrg | Org): Partial<WriteAnswer> => {
  const { id, name } = answer
  return {
    state: toJsonObject(answer),
    about: { org: { ...(subject.id === undefined ? {} : { id: subject.id }), id, name } },
    isOfAnother: subject.id !== undefined && !isSameId(subject.id, id)
  }
}
