import { Schemas } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import { notFound, validation } from "../../errors/ApiError.ts"
import { findInstance, orgsOfInstance } from "../../orgs/Org.ts"
import { evaluateRule, parseTargetQuery, sentTime } from "../../plane/ruleEvaluation.ts"
import type { AnyCollection, Json } from "../../resources/Collection.ts"
import { addItems, type StoredCollection, storedItems } from "../../resources/StoredCollection.ts"
import { nextId } from "../../state/Ids.ts"
import type { LiveState } from "../../state/LiveState.ts"
import type { StoredItem } from "../../state/State.ts"
import { Store } from "../../state/Store.ts"
import type { Handler } from "../Handler.ts"

/** An empty URL takes the URL away, as null does. */
const withoutEmptyUrl = (body: unknown): Json => {
  // Sound: the body was decoded as that of a rule.
  const rule = body as Json
  return rule["callbackUrl"] === "" ? { ...rule, callbackUrl: null } : rule
}

/**
 * The notification rules of an instance. A query that is no JSON of a query on organizations is a 400.
 *
 * @since 0.2.0
 */
export const instanceNotificationRules = (stored: StoredCollection): AnyCollection => ({
  ...stored,
  check: (body) => {
    const query = Predicate.hasProperty(body, "targetQueryJson") ? body.targetQueryJson : undefined
    return typeof query === "string" && Option.isNone(parseTargetQuery(query))
      ? Effect.fail(validation("targetQueryJson", "is not the JSON of a query on organizations"))
      : Effect.void
  },
  create: (state, params, body, now, actor) =>
    stored.create(state, params, { enabled: true, ...withoutEmptyUrl(body) }, now, actor),
  update: (state, params, item, body, now, actor) =>
    stored.update(state, params, item, withoutEmptyUrl(body), now, actor)
})

interface RuleParams {
  readonly instanceId: string
  readonly notificationRuleId: string
}

const findRule = Effect.fnUntraced(function* (state: LiveState, { instanceId, notificationRuleId }: RuleParams) {
  const instance = yield* findInstance(state, instanceId)
  const path = `/instances/${instance.id}/notification-rules`
  const item = storedItems(state, path).find(({ id }) => id === notificationRuleId)
  if (item === undefined) return yield* notFound("Notification rule")
  return { instance, item, logsPath: `${path}/${notificationRuleId}/logs` }
})

// Sound: seeds and bodies were decoded by the same schema.
const readRule = (item: StoredItem) => Effect.orDie(Schema.decodeUnknownEffect(Schemas.NotificationRule)(item))

const membersOf = (state: LiveState, instanceId: string) =>
  storedItems(state, `/instances/${instanceId}/members`).map(({ email, role }) => ({ email: String(email), role }))

/** Evaluates a rule, and keeps what it would send. @since 0.2.0 */
export const evaluate: Handler<"instanceNotificationRule.evaluate"> = (input, now, { actor }) =>
  Effect.gen(function* () {
    const store = yield* Store
    return yield* store.modify(
      Effect.fnUntraced(function* (before) {
        const { instance, item, logsPath } = yield* findRule(before, input)
        const messages = evaluateRule(before, {
          rule: yield* readRule(item),
          orgs: orgsOfInstance(before, instance.id),
          owners: membersOf(before, instance.id),
          logs: storedItems(before, logsPath),
          ignoreFrequencyCheck: input.evaluationOptions.ignoreFrequencyCheck ?? false,
          actor,
          now
        })
        const [jobId, started] = nextId(before, now)
        const state = messages.reduce((state: LiveState, message) => {
          const [id, next] = nextId(state, now)
          // Sound: messages hold texts and numbers alone.
          return addItems(next, logsPath, [{ id, ...message } as StoredItem])
        }, started)
        return [{ success: true, jobQueued: true, jobId: jobId.slice(-21) }, state] as const
      })
    )
  })

/** The messages of a rule, the newest first. @since 0.2.0 */
export const deliveryLogs: Handler<"instanceNotificationRule.logs"> = (input, _now) =>
  Effect.gen(function* () {
    const state = yield* (yield* Store).get
    const { instance, logsPath } = yield* findRule(state, input)
    // Sound: decoded from a URL, an instant is a number.
    const { limit = 1, since = Number.NEGATIVE_INFINITY } = input as {
      readonly limit?: number
      readonly since?: number
    }
    const { notificationRuleId } = input
    const derived = { notificationRuleId, ownerId: instance.id, ownerType: "instance" }
    const logs = storedItems(state, logsPath).filter((log) => sentTime(log) >= since)
    return logs
      .toReversed()
      .slice(0, limit)
      .map((log) => ({ notificationRuleDeliveryId: String(log["id"]), ...derived, ...log, id: String(log["id"]) }))
  })
