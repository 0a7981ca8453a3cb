/** losant_delete_org: deletes an organization for good. */
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import { verifyingReads, WriteDangers } from "@effect-losant/fleet"
import * as Effect from "effect/Effect"
import { ifLastUpdatedOption } from "../../arguments/options.ts"
import { defineWrite } from "../define/defineWrite.ts"
import { verifyBy } from "../define/verifyBy.ts"
import { describeOrg, describeOrgDanger, planWrite, readOrg } from "../writes/planWrite.ts"
import { getOrg } from "./getOrg.ts"

export const deleteOrg = defineWrite(InstanceOrg.delete, {
  name: "losant_delete_org",
  title: "Delete organization",
  description:
    "Deletes an organization at once and for good, with its applications, devices and data. The person has to " +
    "confirm. The file journal keeps a copy of its settings and people. To take it out of use reversibly, call losant_update_org with disabledAt or isReadOnly.",
  done: "The organization was deleted.",
  sign: "it finds nothing if the organization was deleted",
  verify: verifyBy(verifyingReads.delete_org, getOrg),
  options: ifLastUpdatedOption,
  dangers: WriteDangers.possible.delete_org,
  plan: Effect.fnUntraced(function* (request) {
    const org = yield* readOrg(request)
    const plan = yield* planWrite(request, { ...describeOrg(org), before: {}, after: {}, readAnswer: () => ({}) })
    return {
      ...plan,
      changes: { organization: { before: org.name } },
      ...describeOrgDanger(request, org, {
        dangers: WriteDangers.possible.delete_org,
        facts: [],
        instead:
          'losant_update_org with disabledAt "true", or with isReadOnly true, takes the organization out of use, and back.'
      })
    }
  })
})
