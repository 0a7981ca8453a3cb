/**
 * The evaluation of a notification rule: whom it tells about which organization. The emulator sends nothing.
 *
 * @since 0.2.0
 */
import { OrgQuery, type Schemas } from "@effect-losant/core"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { findUserById } from "../orgs/Member.ts"
import { matchesQuery } from "../query/OrgQuery.ts"
import type { Actor } from "../resources/Collection.ts"
import type { LiveState } from "../state/LiveState.ts"
import type { OrgRecord, StoredItem } from "../state/State.ts"
import { billingPeriod } from "../usage/BillingPeriod.ts"
import { breakDownPayloads, countNotebookRuns } from "../usage/Usage.ts"
import { day, floorTo, formatIso, parseMillis } from "../util/Time.ts"

/** The query of a text; none if the text is no JSON of a query. An empty text chooses all organizations. @since 0.2.0 */
export const parseTargetQuery = (text: string): Option.Option<OrgQuery> =>
  text.trim() === ""
    ? Option.some({})
    : Schema.decodeUnknownOption(Schema.fromJsonString(OrgQuery), { onExcessProperty: "error" })(text)

interface RuleUse {
  readonly value: number
  readonly limit: number | undefined
}

type RuleConfig = NonNullable<Schemas.NotificationRule["ruleConfig"]>

/** The use of the current billing period, and the limit that it is held against. */
const useOf = (org: OrgRecord, ruleType: RuleConfig["ruleType"], now: number): RuleUse => {
  const period = billingPeriod(now)
  if (ruleType === "notebookMinuteUsage") {
    const value = countNotebookRuns(org, period, now).reduce((sum, { minutes = 0 }) => sum + minutes, 0)
    return { value, limit: org.limits.notebookMinutesPerMonth }
  }
  const billed = { asBytes: false, includeNonBillable: false }
  const value = breakDownPayloads(org, period, now, day, billed).reduce((sum, each) => sum + (each.value ?? 0), 0)
  return { value, limit: org.limits.payload }
}

const exceeds = ({ value, limit }: RuleUse, { threshold }: RuleConfig): boolean =>
  limit !== undefined && value > 0 && value * 100 >= threshold * limit

/** The time of a message in milliseconds since the epoch. A seed need not give one. @since 0.2.0 */
export const sentTime = ({ sentAt }: StoredItem): number => (typeof sentAt === "string" ? parseMillis(sentAt) : 0)

/** True when a rule has told of an organization in the time in which it tells only once. */
const hasTold = (
  logs: ReadonlyArray<StoredItem>,
  org: OrgRecord,
  maxFrequency: RuleConfig["maxFrequency"],
  now: number
): boolean => {
  if (maxFrequency === undefined) return false
  const since = maxFrequency === "daily" ? floorTo(now, day) : billingPeriod(now).start
  return logs.some((log) => log["targetId"] === org.id && sentTime(log) >= since)
}

interface Person {
  readonly email: string
  readonly role: unknown
}

const emailsOf = (people: ReadonlyArray<Person>, group: string | undefined): ReadonlyArray<string> =>
  group === undefined || group === "none"
    ? []
    : people.filter(({ role }) => group === "members" || role === "admin").map(({ email }) => email)

/** The people that a rule may tell of its own accord: those of the organization, and those of the instance. */
interface People {
  readonly target: ReadonlyArray<Person>
  readonly owner: ReadonlyArray<Person>
}

const addressesOf = (
  { sendToTarget, sendToOwner, sendToAddresses = [] }: NonNullable<Schemas.NotificationRule["emailConfig"]>,
  { target, owner }: People
): ReadonlyArray<string> => [
  ...new Set([...emailsOf(target, sendToTarget), ...emailsOf(owner, sendToOwner), ...sendToAddresses])
]

/** The message about one organization; undefined when there is nobody to tell. */
const messageOf = ({ callbackUrl, emailConfig }: Schemas.NotificationRule, people: People): object | undefined => {
  const addresses = emailConfig === undefined ? [] : addressesOf(emailConfig, people)
  const email =
    emailConfig === undefined || addresses.length === 0
      ? {}
      : { email: { subject: emailConfig.subjectTemplate, body: emailConfig.bodyTemplate, addresses } }
  const call = callbackUrl === undefined ? {} : { callbackUrl }
  const message = { ...call, ...email }
  return Object.keys(message).length === 0 ? undefined : message
}

/** The evaluation of a rule. @since 0.2.0 */
export interface Evaluation {
  readonly rule: Schemas.NotificationRule
  readonly orgs: ReadonlyArray<OrgRecord>
  /** The members of the instance. */
  readonly owners: ReadonlyArray<Person>
  /** The messages that the rule has sent so far. */
  readonly logs: ReadonlyArray<StoredItem>
  readonly ignoreFrequencyCheck: boolean
  readonly actor: Actor
  readonly now: number
}

/** The messages that a rule sends now, without their ids. A rule that is not enabled sends none. @since 0.2.0 */
export const evaluateRule = (
  state: LiveState,
  { rule, orgs, owners, logs, ignoreFrequencyCheck, actor, now }: Evaluation
): ReadonlyArray<object> => {
  const { ruleConfig, targetQueryJson = "", enabled = true } = rule
  const query = parseTargetQuery(targetQueryJson)
  if (ruleConfig === undefined || !enabled || Option.isNone(query)) return []
  const { ruleType, thresholdType, threshold, maxFrequency } = ruleConfig
  return orgs.flatMap((org) => {
    if (!matchesQuery(query.value, org)) return []
    const use = useOf(org, ruleType, now)
    if (!exceeds(use, ruleConfig)) return []
    if (!ignoreFrequencyCheck && hasTold(logs, org, maxFrequency, now)) return []
    const members = org.members.flatMap(({ userId, role }) => {
      const user = findUserById(state, userId)
      return user === undefined ? [] : [{ email: user.email, role }]
    })
    const message = messageOf(rule, { target: members, owner: owners })
    if (message === undefined) return []
    const evaluation = { ...use, ruleType, thresholdType, threshold, maxFrequency: maxFrequency ?? "unlimited" }
    return [
      {
        sentAt: formatIso(now),
        targetType: "organization",
        targetId: org.id,
        targetName: org.name,
        ...(actor.id === undefined ? {} : { requestedById: actor.id }),
        requestedByType: actor.type,
        ...message,
        evaluation
      }
    ]
  })
}
