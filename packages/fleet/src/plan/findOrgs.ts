/** Finds the organizations of the targets, and reads each once. */
import {
  type InstanceId,
  InstanceOrgs,
  type Losant,
  type LosantError,
  LosantId,
  type LosantPageRepeated,
  type OrgQuery,
  Pagination,
  type Schemas
} from "@effect-losant/core"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { PlanRefused } from "../model/errors.ts"
import type { Targets } from "./PlanRequest.ts"

type Org = Schemas.InstanceOrg

const perPage = 1_000
/** Losant takes so many values in a list of a query. */
const valuesPerQuery = 100

const isId = Schema.is(LosantId)

export const refuse = (problems: ReadonlyArray<string>) =>
  Effect.fail(new PlanRefused({ problems, message: problems.join(" ") }))

type ReadError = LosantError | LosantPageRepeated

/** The organizations are read with these fields of their summary. */
type Summary = ReadonlyArray<Schemas.SummaryField>

/** All organizations, page by page, so that a reader need not keep them. */
export const stream = (
  instanceId: InstanceId,
  summaryInclude: Summary,
  query?: OrgQuery
): Stream.Stream<Org, ReadError, Losant> =>
  Pagination.items(InstanceOrgs.get, {
    instanceId,
    perPage,
    summaryInclude,
    ...(query === undefined ? {} : { query })
  })

export const list = (
  instanceId: InstanceId,
  summaryInclude: Summary,
  query?: OrgQuery
): Effect.Effect<ReadonlyArray<Org>, ReadError, Losant> => Stream.runCollect(stream(instanceId, summaryInclude, query))

/** The values in lists as long as a query takes them. */
export const batchesOf = <A>(values: ReadonlyArray<A>): ReadonlyArray<ReadonlyArray<A>> =>
  Array.from({ length: Math.ceil(values.length / valuesPerQuery) }, (_, index) =>
    values.slice(index * valuesPerQuery, (index + 1) * valuesPerQuery)
  )

const describe = (text: string, found: ReadonlyArray<Org>): ReadonlyArray<string> => {
  const quoted = JSON.stringify(text)
  if (found.length === 0) return [`There is no organization ${quoted}.`]
  if (found.length === 1) return []
  return [
    `${found.length} organizations are named ${quoted}: name one by its id (${found.map(({ id }) => id).join(", ")}).`
  ]
}

const findNamed = Effect.fnUntraced(function* (instanceId: InstanceId, summary: Summary, texts: ReadonlyArray<string>) {
  const wanted = [...new Set(texts)]
  const queries = [
    ...batchesOf(wanted.filter((text) => isId(text))).map((ids): OrgQuery => ({ id: { $in: ids } })),
    ...batchesOf(wanted.filter((text) => !isId(text))).map((names): OrgQuery => ({ name: { $in: names } }))
  ]
  const orgs = (yield* Effect.forEach(queries, (query) => list(instanceId, summary, query))).flat()
  const matches = wanted.map(
    (text) => [text, orgs.filter(({ id, name }) => name === text || id.toLowerCase() === text.toLowerCase())] as const
  )
  const problems = matches.flatMap(([text, found]) => describe(text, found))
  if (problems.length > 0) return yield* refuse(problems)
  return matches.flatMap(([, found]) => found)
})

/** The organizations of the targets, without doubles. Those of a person are all: the person is looked for in each. */
export const findOrgs = Effect.fnUntraced(function* (instanceId: InstanceId, summary: Summary, targets: Targets) {
  if ("orgs" in targets) {
    const orgs = yield* findNamed(instanceId, summary, targets.orgs)
    return [...new Map(orgs.map((org) => [org.id, org])).values()]
  }
  return yield* list(instanceId, summary, "query" in targets ? targets.query : undefined)
})
