/** Organizations as they are looked for by name. */
import * as InstanceOrgs from "@effect-losant/core/InstanceOrgs"
import type { LosantError } from "@effect-losant/core/LosantError"
import { type InstanceId, OrgId } from "@effect-losant/core/schemas/Ids"
import type { InstanceOrg as Org } from "@effect-losant/core/schemas/Org"
import type { OrgQuery } from "@effect-losant/core/schemas/OrgQuery"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { LosantGateway } from "../../model/LosantGateway.ts"
import type { Refusal } from "../../model/Refusal.ts"
import { type Kind, severalMatches } from "./candidates.ts"

/** An organization that an argument stands for. */
export interface FoundOrg {
  readonly orgId: OrgId
  /** As Losant holds it, where it was looked up. */
  readonly name?: string
}

/** Whether the text can be an organization's id. */
export const isOrgId = Schema.is(OrgId)

export const orgKind: Kind<Org> = {
  argument: "orgId",
  one: "organization",
  many: "organizations",
  by: "name",
  textOf: ({ name }) => name,
  idOf: ({ id }) => id,
  detail: "created",
  detailOf: ({ creationDate }) => creationDate,
  tool: "losant_list_orgs"
}

// The answer is larger than what is needed of it. No summary field is cheaper to count than the members.
export const lean = { summaryInclude: ["memberCount"] } as const

export interface Page {
  readonly items: ReadonlyArray<Org>
  readonly total: number | "unknown"
  /** Whether it holds all that fit the query. */
  readonly isWhole: boolean
}

const asked = (query: OrgQuery | undefined) => (query === undefined ? {} : { query })

/** A page of those that fit the query, or of all, by name. Those of whose ids no request can be made are left out. */
export const find = (
  reach: LosantGateway,
  instanceId: InstanceId,
  query: OrgQuery | undefined,
  most: number
): Effect.Effect<Page, LosantError | Refusal> =>
  reach.execute(InstanceOrgs.get, { instanceId, ...asked(query), sortField: "name", perPage: most, ...lean }).pipe(
    Effect.map(({ items, totalCount, perPage: held = most }) => ({
      items: items.filter(({ id }) => isOrgId(id)),
      total: totalCount ?? "unknown",
      isWhole: totalCount === undefined ? items.length < held : totalCount <= items.length
    }))
  )

const found = ({ id, name }: Org): FoundOrg => ({ orgId: id, name })

/** The only one, or the refusal that lists them. */
export const chosen = (
  given: string,
  items: ReadonlyArray<Org>,
  total: number | "unknown",
  isWhole: boolean
): Effect.Effect<FoundOrg, Refusal> => {
  const [only, ...others] = items
  return only !== undefined && others.length === 0 && isWhole
    ? Effect.succeed(found(only))
    : Effect.fail(severalMatches(orgKind, given, items, total))
}
