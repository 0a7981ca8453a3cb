/** Checks which instances and organizations the token reaches. */
import * as InstanceOrgs from "@effect-losant/core/InstanceOrgs"
import * as Instances from "@effect-losant/core/Instances"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import type { Instance } from "@effect-losant/core/schemas/Instance"
import type { InstanceOrg } from "@effect-losant/core/schemas/Org"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { LosantGateway } from "../../model/LosantGateway.ts"
import { quote } from "../../text/escapes.ts"
import { type Check, failed, notChecked, ok } from "./Check.ts"
import type { Answer } from "./connectivityChecks.ts"

export interface Page<A> {
  readonly items: ReadonlyArray<A>
  readonly totalCount?: number
}

const maxNames = 5
const maxNameLength = 80
const perPage = 100

interface Named {
  readonly name?: string
  readonly id: string
}

/** The name, if it is known, and the id. */
export const titleOf = ({ name, id }: Named): string =>
  name === undefined ? id : `${quote(name, maxNameLength)} (${id})`

const listNames = (items: ReadonlyArray<Named>, total: number): string => {
  const titles = items.slice(0, maxNames).map(titleOf)
  return `${titles.join(", ")}${total > titles.length ? `, and ${total - titles.length} more` : ""}`
}

export const totalOf = ({ items, totalCount }: Page<unknown>): number => totalCount ?? items.length

export const listInstances = (gateway: LosantGateway): Effect.Effect<Answer<Page<Instance>>> =>
  Effect.result(gateway.execute(Instances.get, { sortField: "name", perPage }))

export const listOrgs = (gateway: LosantGateway, instanceId: InstanceId): Effect.Effect<Answer<Page<InstanceOrg>>> =>
  Effect.result(gateway.execute(InstanceOrgs.get, { instanceId, sortField: "name", perPage: maxNames }))

/** Losant accepts ids in upper and lower case. */
export const isSameId = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

const setInstance = "Set LOSANT_INSTANCE_ID to the id of the instance. Losant shows it in the settings of the instance."

/** Lists the instances, and checks that the configured one is among them. */
export const checkInstances = (answer: Answer<Page<Instance>>, configured: InstanceId | undefined): Check => {
  if (Result.isFailure(answer)) {
    const isRefused = answer.failure._tag === "LosantUnauthorized" || answer.failure._tag === "LosantForbidden"
    if (!isRefused) return failed("instances", answer.failure.message, "Try again later.")
    return configured === undefined
      ? failed("instances", "the token may not list instances, so the server does not know the instance", setInstance)
      : notChecked("instances", "only a user token can list them; the server uses the one of LOSANT_INSTANCE_ID")
  }
  const page = answer.success
  const total = totalOf(page)
  if (total === 0) {
    return failed("instances", "the token reaches no instance", "Make a token of a user of the instance.")
  }
  const isListed = configured === undefined || page.items.some(({ id }) => isSameId(id, configured))
  return isListed || total > page.items.length
    ? ok("instances", listNames(page.items, total))
    : failed(
        "instances",
        `${listNames(page.items, total)}; not the one of LOSANT_INSTANCE_ID`,
        "Correct LOSANT_INSTANCE_ID."
      )
}

/** Lists the organizations of an instance that the policy allows. */
export const checkOrgs = (instance: string, answer: Answer<Page<InstanceOrg>>, hasRules: boolean): Check => {
  if (Result.isSuccess(answer)) {
    const total = totalOf(answer.success)
    const allowed = hasRules ? " that the policy allows" : ""
    const count = `${total} ${total === 1 ? "organization" : "organizations"}${allowed} in ${instance}`
    return ok("organizations", total === 0 ? count : `${count}: ${listNames(answer.success.items, total)}`)
  }
  const error = answer.failure
  switch (error._tag) {
    case "LosantForbidden":
      // The check of scopes reports this if a tool needs the list.
      return notChecked("organizations", "the token may not list them")
    case "LosantNotFound":
      return failed(
        "organizations",
        "there is no such instance, or the token does not reach it",
        "Correct LOSANT_INSTANCE_ID."
      )
    default:
      return failed("organizations", error.message, "Correct that, or try again later.")
  }
}
