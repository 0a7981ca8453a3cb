/** Finds organizations by a query. Only the first page is read: a lookup needs one match, or a few candidates. */
import * as InstanceOrgs from "@effect-losant/core/InstanceOrgs"
import type { LosantError } from "@effect-losant/core/LosantError"
import { type InstanceId, OrgId } from "@effect-losant/core/schemas/Ids"
import type { InstanceOrg as Org } from "@effect-losant/core/schemas/Org"
import type { OrgQuery } from "@effect-losant/core/schemas/OrgQuery"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { LosantGateway } from "../../model/LosantGateway.ts"
import type { Refusal } from "../../model/Refusal.ts"
import { minimalSummary } from "../smallAnswers.ts"
import { type CandidateKind, severalMatches } from "./candidates.ts"

/** The organization that an argument identifies. */
export interface FoundOrg {
  readonly orgId: OrgId
  /** The name in Losant, if it was looked up. */
  readonly name?: string
}

/** The text has the form of an organization's id. */
export const isOrgId = Schema.is(OrgId)

export const orgKind: CandidateKind<Org> = {
  argument: "orgId",
  singular: "organization",
  plural: "organizations",
  textLabel: "name",
  textOf: ({ name }) => name,
  idOf: ({ id }) => id,
  detailLabel: "created",
  detailOf: ({ creationDate }) => creationDate,
  tool: "losant_list_orgs"
}

export interface FirstPage {
  readonly items: ReadonlyArray<Org>
  readonly total: number | "unknown"
  /** The page holds all matches of the query. */
  readonly isWhole: boolean
}

/** The first page of the matches, or of all organizations, by name. Organizations with an invalid id are left out. */
export const findOrgs = (
  gateway: LosantGateway,
  instanceId: InstanceId,
  query: OrgQuery | undefined,
  perPage: number
): Effect.Effect<FirstPage, LosantError | Refusal> =>
  gateway
    .execute(InstanceOrgs.get, {
      instanceId,
      ...(query === undefined ? {} : { query }),
      sortField: "name",
      perPage,
      ...minimalSummary
    })
    .pipe(
      Effect.map(({ items, totalCount, perPage: pageSize = perPage }) => ({
        items: items.filter(({ id }) => isOrgId(id)),
        total: totalCount ?? "unknown",
        isWhole: totalCount === undefined ? items.length < pageSize : totalCount <= items.length
      }))
    )

const toFoundOrg = ({ id, name }: Org): FoundOrg => ({ orgId: id, name })

/** The only item, or the refusal that lists all of them. */
export const chooseOrg = (
  text: string,
  items: ReadonlyArray<Org>,
  total: number | "unknown",
  isWhole: boolean
): Effect.Effect<FoundOrg, Refusal> => {
  const [only, ...others] = items
  return only !== undefined && others.length === 0 && isWhole
    ? Effect.succeed(toFoundOrg(only))
    : Effect.fail(severalMatches(orgKind, text, items, total))
}
