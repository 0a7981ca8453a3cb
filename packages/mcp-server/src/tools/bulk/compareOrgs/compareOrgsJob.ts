/**
 * Compares organizations, each of which takes a request, or lists the tags of all, which takes the pages of the list. An
 * answer that is full ends with a text, and the next call lists what comes after it.
 */
import { get as getOrg } from "@effect-losant/core/InstanceOrg"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import type { InstanceOrg } from "@effect-losant/core/schemas/Org"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { withOrg } from "../../../losant/resolution/withOrg.ts"
import { minimalSummary } from "../../../losant/smallAnswers.ts"
import type { LosantGateway } from "../../../model/LosantGateway.ts"
import { Refusal } from "../../../model/Refusal.ts"
import type { JsonObject } from "../../../text/json.ts"
import { capitalize, formatCount } from "../../usage/amounts.ts"
import { collect, failIfNothing, organizations, progressFields } from "../collect.ts"
import * as Continuation from "../continuation.ts"
import { maxCallTime, type RunJob } from "../defineJob.ts"
import { answerCosts, maxItemTokens, shortenName, takeFitting } from "../fitResults.ts"
import { optionalText, positionText } from "../positionText.ts"
import { JobTimeout, toFailure } from "../requestFailures.ts"
import { type CompareOrgsArguments, job, minOrgs } from "./compareOrgsArguments.ts"
import { differenceRow, findDifferences } from "./orgDifferences.ts"
import { countTags } from "./tagsInUse.ts"

/** The position within what is listed, and within the organizations whose tags are counted. */
const comparePosition = positionText({
  listed: Schema.FiniteFromString,
  after: optionalText(Schema.String),
  checked: Schema.FiniteFromString,
  /** The last listed key of a tag. A key may hold any character. */
  lastKey: optionalText(Schema.StringFromBase64Url)
})

type Position = typeof comparePosition.Type

const firstPosition: Position = { listed: 0, after: undefined, checked: 0, lastKey: undefined }

const concurrency = 4
const differences = { one: "difference", many: "differences", isBytes: false }
const tagKeys = { one: "tag key", many: "tag keys", isBytes: false }

const readOrgs = Effect.fnUntraced(function* (
  gateway: LosantGateway,
  instanceId: InstanceId,
  names: ReadonlyArray<string>
): Effect.fn.Return<ReadonlyArray<InstanceOrg>, LosantError | Refusal> {
  const read = yield* Effect.forEach(
    [...new Set(names)],
    (name) =>
      withOrg(gateway, instanceId, name, ({ orgId }) =>
        gateway.execute(getOrg, { instanceId, orgId, ...minimalSummary })
      ),
    { concurrency }
  ).pipe(
    Effect.timeoutOrElse({
      duration: maxCallTime,
      orElse: () => Effect.fail(toFailure(new JobTimeout("the organizations", maxCallTime)))
    })
  )
  const orgs = [...new Map(read.map((org) => [org.id.toLowerCase(), org])).values()]
  return orgs.length >= minOrgs
    ? orgs
    : yield* Effect.fail(
        new Refusal("noMatch", `orgs names one organization only. Call again with at least ${minOrgs} of them.`)
      )
})

const nextFields = (values: CompareOrgsArguments, instanceId: InstanceId, next: Position | undefined): JsonObject =>
  next === undefined ? {} : { continue: Continuation.write(job, values, instanceId, comparePosition, next) }

const compare = Effect.fnUntraced(function* (
  gateway: LosantGateway,
  instanceId: InstanceId,
  values: CompareOrgsArguments,
  position: Position
): Effect.fn.Return<JsonObject, LosantError | Refusal> {
  const orgs = yield* readOrgs(gateway, instanceId, values.orgs ?? [])
  const { differences: all, same } = findDifferences(orgs)
  const items = orgs.map(({ id, name }) => ({ orgId: id, name: shortenName(name) }))
  const rows = all.slice(position.listed).map(differenceRow)
  const listedRows = takeFitting(rows, maxItemTokens - answerCosts(items))
  const listed = position.listed + listedRows.length
  const hasNext = listed < all.length
  const part = rows.length === all.length && !hasNext ? "" : ` This answer lists ${listedRows.length} of them.`
  return {
    summary:
      `${capitalize(formatCount(all.length, differences))} between ${formatCount(orgs.length, organizations)}; ` +
      `${same} settings, limits and tags are the same.${part}${hasNext ? " Go on with continue for the others." : ""}`,
    items,
    differences: listedRows,
    same,
    checked: orgs.length,
    of: orgs.length,
    ...nextFields(values, instanceId, hasNext ? { ...firstPosition, listed } : undefined)
  }
})

const listTags = Effect.fnUntraced(function* (
  gateway: LosantGateway,
  instanceId: InstanceId,
  values: CompareOrgsArguments,
  position: Position,
  startedAt: number
): Effect.fn.Return<JsonObject, LosantError | Refusal> {
  const collection = yield* collect(gateway, instanceId, {
    ...minimalSummary,
    after: position.after,
    visit: ({ tags }) => Effect.succeed(tags === undefined || tags.length === 0 ? undefined : tags),
    startedAt,
    checkedBefore: position.checked,
    activity: "Counting tags"
  })
  yield* failIfNothing(collection)
  const checked = position.checked + collection.checked
  const all = countTags(collection.results.map(({ value }) => value))
  const { lastKey } = position
  const rows = all.filter(({ key }) => lastKey === undefined || key > lastKey)
  const tags = takeFitting(rows)
  const isCut = tags.length < rows.length
  const next: Position | undefined = isCut
    ? { ...position, lastKey: tags.at(-1)?.key }
    : collection.isComplete
      ? undefined
      : { ...firstPosition, after: collection.after, checked }
  const which = position.checked === 0 ? "" : "the next "
  return {
    summary:
      `${capitalize(formatCount(all.length, tagKeys))} in ${which}${formatCount(collection.checked, organizations)}.` +
      (tags.length < all.length ? ` This answer lists ${tags.length} of them.` : "") +
      (next === undefined ? "" : " Go on with continue for the others."),
    items: [],
    tags,
    ...progressFields(collection, checked),
    ...nextFields(values, instanceId, next)
  }
})

export const run: RunJob<CompareOrgsArguments> = Effect.fnUntraced(function* (gateway, instanceId, values, startedAt) {
  const earlier = yield* Effect.fromResult(Continuation.read(job, values, instanceId, comparePosition))
  const position = Option.getOrElse(earlier, () => firstPosition)
  return values.tags === true
    ? yield* listTags(gateway, instanceId, values, position, startedAt)
    : yield* compare(gateway, instanceId, values, position)
})
