// Whatever the organizations are called and tagged, and whatever the rules: nothing of a denied one ever shows.
import { assert, describe, it } from "@effect/vitest"
import { type ActionName, actions } from "@effect-losant/core/Actions"
import * as Instance from "@effect-losant/core/Instance"
import * as InstanceAuditLogs from "@effect-losant/core/InstanceAuditLogs"
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import * as InstanceOrgs from "@effect-losant/core/InstanceOrgs"
import { Losant } from "@effect-losant/core/Losant"
import { OrgId } from "@effect-losant/core/schemas/Ids"
import * as Arbitrary from "effect/Arbitrary"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as TestClock from "effect/testing/TestClock"
import { guard } from "../../src/losant/policyGuard.ts"
import type { OrgRule } from "../../src/policy/OrgRule.ts"
import type { Policy } from "../../src/policy/Policy.ts"
import { callOf, executeOn, instanceId, plain, requested, world } from "../policy/world.ts"

const kinds = ["Alpha", "ALPHA", "alpha ", "Bravo", "Brávo", "Bra\u0301vo", "tag:env=a", "5f00000000000000000000e0"]
const values = ["a", "A", "b", "B "]

const shapes = Arbitrary.schema(
  Schema.Array(
    Schema.Struct({
      kind: Schema.Literals(kinds),
      tags: Schema.Array(Schema.Struct({ key: Schema.Literals(["env", "ENV"]), value: Schema.Literals(values) })).check(
        Schema.isMaxLength(2)
      )
    })
  ).check(Schema.isBetweenLength(1, 8))
)

// Names and tags may repeat. Each description is unique.
const orgs = Arbitrary.map(shapes, (input) =>
  input.map(({ kind, tags }, index) => ({ id: idOf(index), name: kind, description: `mark-${index}`, tags }))
)

const rule = Schema.Union([
  Schema.Struct({ kind: Schema.Literal("id"), id: Schema.Literals([idOf(0), idOf(1), idOf(5)]) }),
  Schema.Struct({ kind: Schema.Literal("name"), name: Schema.Literals(kinds) }),
  Schema.Struct({ kind: Schema.Literal("tag"), key: Schema.Literal("env"), value: Schema.Literals(values) })
])
const someRules = Schema.Array(rule).check(Schema.isBetweenLength(1, 3))
const rules = Arbitrary.schema(
  Schema.Union([
    Schema.Struct({ deny: someRules, allow: Schema.Tuple([]) }),
    Schema.Struct({ deny: Schema.Tuple([]), allow: Schema.Tuple([someRules]) }),
    Schema.Struct({ deny: someRules, allow: Schema.Tuple([someRules, someRules]) })
  ])
)

function idOf(index: number) {
  return OrgId.make(`5f00000000000000000000d${index}`)
}

interface Org {
  readonly id: string
  readonly name: string
  readonly tags: ReadonlyArray<{ readonly key: string; readonly value: string }>
}

const same = (left: string, right: string) =>
  left.normalize("NFC").trim().toLowerCase() === right.normalize("NFC").trim().toLowerCase()

// A second implementation of the documented rules.
const fits = (rule: OrgRule, { id, name, tags }: Org, equal: (left: string, right: string) => boolean) =>
  rule.kind === "id"
    ? rule.id === id
    : rule.kind === "name"
      ? equal(rule.name, name)
      : tags.some(({ key, value }) => equal(key, rule.key) && equal(value, rule.value))

const isHidden = ({ deny, allow }: Pick<Policy, "deny" | "allow">, org: Org) =>
  deny.some((one) => fits(one, org, same)) ||
  !allow.every((list) => list.some((one) => fits(one, org, (left, right) => left === right)))

/** The actions on the instance of which no row belongs to an organization. */
const ofInstance = (Object.keys(actions) as ReadonlyArray<ActionName>).filter(
  (name) =>
    !["instances.get", "instanceOrgs.get", "instanceOrgs.post"].includes(name) &&
    !["instanceAuditLogs.get", "instance.historicalSummaries"].includes(name) &&
    !("orgId" in actions[name].params)
)

const seed = 20_261_122

describe("guard", () => {
  it.effect.each(ofInstance)("refuses %s where only some organizations are reached, before it is sent", (name) =>
    Effect.gen(function* () {
      const policy: Policy = { readOnly: false, excludeTools: [], deny: [{ kind: "id", id: idOf(0) }], allow: [] }
      const gateway = guard(yield* Losant, policy)
      const { action, input } = callOf(name, plain)
      const error = yield* Effect.flip(gateway.execute(action, input))
      assert.strictEqual(error._tag, "Refused")
      assert.include(error.message, `${name} cannot be limited to them`)
      assert.deepStrictEqual(yield* requested, [])
    }).pipe(Effect.provide(world()))
  )

  it.effect(
    "lets nothing of a denied organization show, in any answer or error, nor in a total",
    () =>
      Effect.gen(function* () {
        let hiddenOnes = 0
        const tried = yield* Arbitrary.checkEffect(
          Arbitrary.all([orgs, rules]),
          ([list, { deny, allow }]) =>
            Effect.gen(function* () {
              const policy: Policy = { readOnly: false, excludeTools: [], deny, allow }
              const hidden = list.filter((org) => isHidden(policy, org))
              const visible = list.length - hidden.length
              hiddenOnes += hidden.length
              const gateway = guard(yield* Losant, policy)
              const shows = (value: unknown) => {
                const text = JSON.stringify(value)
                return hidden.find(({ id, description }) => text.includes(id) || text.includes(description))
              }
              const whole = yield* gateway.execute(InstanceOrgs.get, { instanceId })
              assert.isUndefined(shows(whole))
              assert.strictEqual(whole.totalCount, visible)
              assert.lengthOf(whole.items, visible)
              for (const filter of ["*", "a*", "*A*", "b*o", "*a*l*a*"]) {
                const page = yield* gateway.execute(InstanceOrgs.get, { instanceId, filterField: "name", filter })
                assert.isUndefined(shows(page))
              }
              // Each organization gets an entry in the audit log, and a row in the summaries of the month.
              const losant = yield* Losant
              yield* TestClock.adjust("1 hour")
              for (const { id, description } of list) {
                const organization = { description, isReadOnly: true }
                yield* losant.execute(InstanceOrg.patch, { instanceId, orgId: id, organization }, {})
              }
              for (const perPage of [1, 3, 100]) {
                const rows: Array<string | undefined> = []
                let page = 0
                let totalCount = 0
                do {
                  const input = { instanceId, page: page++, perPage }
                  const logs = yield* gateway.execute(InstanceAuditLogs.get, input)
                  const months = yield* gateway.execute(Instance.historicalSummaries, {
                    ...input,
                    filterField: "resourceType",
                    filter: "organization"
                  })
                  assert.isUndefined(shows([logs, months]))
                  for (const entry of logs.items) assert.notProperty(entry, "requestBody")
                  rows.push(...logs.items.map((entry) => entry.primaryTargetId))
                  rows.push(...months.items.map((row) => row.resourceId))
                  totalCount = Math.max(logs.totalCount ?? 0, months.totalCount ?? 0)
                } while (totalCount > page * perPage)
                const expected = list.filter((org) => !hidden.includes(org)).map(({ id }) => id)
                assert.sameMembers(rows, [...expected, ...expected])
                // The total of a last page counts no hidden row.
                assert.isAtMost(totalCount, Math.max(0, page - 1) * perPage + visible)
              }
              for (const { id } of hidden) {
                for (const name of ["instanceOrg.get", "instanceOrg.delete", "instanceOrgInvites.get"] as const) {
                  const error = yield* Effect.flip(executeOn(gateway, name, id))
                  assert.strictEqual(error._tag, "LosantNotFound")
                  assert.isUndefined(shows(JSON.parse(JSON.stringify(error).replaceAll(id, ""))))
                }
              }
              for (const { id } of list.filter((org) => !hidden.includes(org))) {
                const org = yield* gateway.execute(InstanceOrg.get, {
                  instanceId,
                  orgId: id
                })
                assert.strictEqual(org.id, id)
              }
              return true
            }).pipe(Effect.provide(world(list))),
          { runs: 40, seed, size: 8 }
        )
        assert.strictEqual(Arbitrary.formatCheckFailure(tried), undefined)
        assert.isAbove(hiddenOnes, 40)
      }),
    60_000
  )
})
