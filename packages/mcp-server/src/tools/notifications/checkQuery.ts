/** Checks the query of a rule, which is a text that core does not look into. */
import { OrgQuery } from "@effect-losant/core/schemas/OrgQuery"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Problem } from "../../model/ArgumentSpec.ts"

const decode = Schema.decodeUnknownResult(Schema.fromJsonString(OrgQuery), { onExcessProperty: "error" })

/** The problem with the query of a body, if it has one that is not a query on organizations. */
export const checkTargetQuery = ({
  targetQueryJson = ""
}: {
  readonly targetQueryJson?: unknown
}): ReadonlyArray<Problem> =>
  targetQueryJson === "" || Result.isSuccess(decode(targetQueryJson))
    ? []
    : [
        {
          argument: "targetQueryJson",
          message: "is not a query on organizations: see losant://schemas/org-query, or give {} for all"
        }
      ]
