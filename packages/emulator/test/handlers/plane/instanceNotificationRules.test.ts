import { assert, describe, it } from "@effect/vitest"
import { InstanceNotificationRule, InstanceNotificationRules, InstanceOrg, type Schemas } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { Emulator } from "../../../src/emulator/Emulator.ts"
import { inOrg, instanceId } from "../../support/inputs.ts"
import { ids, now, seed } from "../../support/seed.ts"
import { at, call, server } from "../../support/wire.ts"

const layer = Emulator.layer({ seed, now })

const emailConfig = {
  subjectTemplate: "Usage",
  bodyTemplate: "Too much",
  sendToTarget: "admins",
  sendToAddresses: ["ops@example.com"]
} as const

const makeRule = Effect.fnUntraced(function* (settings: Partial<Schemas.NotificationRulePost> = {}) {
  const { id } = yield* InstanceNotificationRules.post({
    instanceId,
    notificationRule: {
      name: "Payloads",
      targetType: "organization",
      targetQueryJson: "{}",
      ruleConfig: { ruleType: "payloadUsage", thresholdType: "percentOfLimit", threshold: 80 },
      emailConfig,
      ...settings
    }
  })
  const named = { instanceId, notificationRuleId: id }
  const evaluate = (ignoreFrequencyCheck = false) =>
    InstanceNotificationRule.evaluate({ ...named, evaluationOptions: { ignoreFrequencyCheck } })
  const logs = (more: { readonly limit?: number; readonly since?: number } = { limit: 100 }) =>
    InstanceNotificationRule.logs({ ...named, ...more })
  return { named, evaluate, logs }
})

/** Gives the organization of the tests, which uses some thousand payloads a day, a limit of payloads. */
const limitPayloads = (payload: number) =>
  InstanceOrg.patch({ ...inOrg, organization: { limits: { payload, notebookMinutesPerMonth: 1 } } })

const counted = (maxFrequency: "daily" | "billingCycle") =>
  ({ ruleType: "payloadUsage", thresholdType: "percentOfLimit", threshold: 80, maxFrequency }) as const

describe("a notification rule", () => {
  it.effect("tells of the organizations that use too much, and of no others", () =>
    Effect.gen(function* () {
      yield* limitPayloads(100)
      const { evaluate, logs, named } = yield* makeRule()
      assert.deepInclude(yield* evaluate(), { success: true, jobQueued: true })
      const [message, ...others] = yield* logs()
      assert.deepStrictEqual(others, [])
      assert.deepInclude(message ?? {}, {
        notificationRuleId: named.notificationRuleId,
        targetType: "organization",
        targetId: inOrg.orgId,
        targetName: "Northwind Plant",
        requestedByType: "user",
        email: { subject: "Usage", body: "Too much", addresses: ["ada@northwind.example", "ops@example.com"] }
      })
      const { value = 0, limit, maxFrequency } = message?.evaluation ?? {}
      assert.isAbove(value, 80)
      assert.deepStrictEqual([limit, maxFrequency], [100, "unlimited"])
    }).pipe(Effect.provide(layer))
  )

  it.effect("tells nothing below its threshold", () =>
    Effect.gen(function* () {
      yield* limitPayloads(10_000_000)
      const { evaluate, logs } = yield* makeRule()
      yield* evaluate()
      assert.deepStrictEqual(yield* logs(), [])
    }).pipe(Effect.provide(layer))
  )

  it.effect("tells of notebook minutes too", () =>
    Effect.gen(function* () {
      yield* limitPayloads(10_000_000)
      const ruleConfig = { ruleType: "notebookMinuteUsage", thresholdType: "percentOfLimit", threshold: 100 } as const
      const { evaluate, logs } = yield* makeRule({ ruleConfig, callbackUrl: "https://example.com/hook" })
      yield* evaluate()
      const [message] = yield* logs()
      assert.strictEqual(message?.callbackUrl, "https://example.com/hook")
      assert.deepInclude(message?.evaluation ?? {}, { ruleType: "notebookMinuteUsage", limit: 1 })
    }).pipe(Effect.provide(layer))
  )

  it.effect("tells only of what its query chooses", () =>
    Effect.gen(function* () {
      yield* limitPayloads(100)
      const { evaluate, logs } = yield* makeRule({ targetQueryJson: JSON.stringify({ id: ids.harbor }) })
      yield* evaluate()
      assert.deepStrictEqual(yield* logs(), [])
    }).pipe(Effect.provide(layer))
  )

  it.effect.each([
    ["daily", "12 hours", 2],
    ["daily", "11 hours", 1],
    ["billingCycle", "11 hours", 1],
    ["billingCycle", "17 days", 2]
  ] as const)("of frequency %s has told after %s %i times", ([maxFrequency, later, times]) =>
    Effect.gen(function* () {
      yield* limitPayloads(1)
      const { evaluate, logs } = yield* makeRule({ ruleConfig: counted(maxFrequency) })
      yield* evaluate()
      yield* TestClock.adjust(later)
      yield* evaluate()
      assert.lengthOf(yield* logs(), times)
      yield* evaluate(true)
      assert.lengthOf(yield* logs(), times + 1)
    }).pipe(Effect.provide(layer))
  )

  it.effect("that is not enabled, or has nobody to tell, sends nothing", () =>
    Effect.gen(function* () {
      yield* limitPayloads(100)
      const disabled = yield* makeRule({ enabled: false })
      yield* disabled.evaluate(true)
      assert.deepStrictEqual(yield* disabled.logs(), [])
      const silent = yield* makeRule({ emailConfig: null })
      yield* silent.evaluate(true)
      assert.deepStrictEqual(yield* silent.logs(), [])
    }).pipe(Effect.provide(layer))
  )

  it.effect("answers its newest message first, and one unless more are asked for", () =>
    Effect.gen(function* () {
      yield* limitPayloads(100)
      const { evaluate, logs } = yield* makeRule()
      yield* evaluate()
      yield* TestClock.adjust("1 hour")
      yield* evaluate()
      const later = now.getTime() + 3_600_000
      const dates = (messages: Schemas.NotificationRuleDeliveryLogs) => messages.map(({ sentAt }) => sentAt)
      assert.deepStrictEqual(dates(yield* logs({})), [new Date(later).toISOString()])
      assert.lengthOf(yield* logs({ limit: 10 }), 2)
      assert.lengthOf(yield* logs({ limit: 10, since: later }), 1)
    }).pipe(Effect.provide(layer))
  )

  it.effect("loses its URL and its emails with null, and its URL with an empty text", () =>
    Effect.gen(function* () {
      const { named } = yield* makeRule({ callbackUrl: "https://example.com/hook" })
      const patch = (notificationRule: Schemas.NotificationRulePatch) =>
        InstanceNotificationRule.patch({ ...named, notificationRule })
      assert.notProperty(yield* patch({ callbackUrl: "" }), "callbackUrl")
      const rule = yield* patch({ emailConfig: null })
      assert.notProperty(rule, "emailConfig")
      assert.deepInclude(rule, { name: "Payloads", enabled: true, lastUpdatedByType: "user" })
    }).pipe(Effect.provide(layer))
  )

  it.effect("is refused with a query that is none", () =>
    Effect.gen(function* () {
      const rules = `/instances/${ids.instance}/notification-rules`
      const body = {
        name: "Payloads",
        targetType: "organization",
        targetQueryJson: '{"size":3}',
        ruleConfig: { ruleType: "payloadUsage", thresholdType: "percentOfLimit", threshold: 80 }
      }
      const { status, json } = yield* call("POST", rules, { body })
      assert.deepStrictEqual([status, at(json, "type")], [400, "Validation"])
      assert.match(String(at(json, "message")), /^targetQueryJson /)
      const made = yield* call("POST", rules, { body: { ...body, targetQueryJson: "" } })
      assert.strictEqual(made.status, 201)
      const path = `${rules}/${String(at(made.json, "id"))}`
      assert.strictEqual((yield* call("PATCH", path, { body: { targetQueryJson: "no" } })).status, 400)
      assert.strictEqual((yield* call("POST", `${path}/evaluate`, { body: {} })).status, 202)
      assert.strictEqual((yield* call("POST", `${path}/evaluate`)).status, 400)
      assert.deepStrictEqual((yield* call("GET", `${path}/logs`)).json, [])
    }).pipe(Effect.provide(server()))
  )
})
