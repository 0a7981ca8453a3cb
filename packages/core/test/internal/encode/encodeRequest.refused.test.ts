// Inputs that never get on the wire: what is wrong is said, with its path, before anything is sent.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import * as AST from "effect/SchemaAST"
import { type ActionName, actions } from "../../../src/Actions.ts"
import { execute, expectError, run, valueOf } from "../../support/calls.ts"
import * as ScriptedFetch from "../../support/ScriptedFetch.ts"
import { inviteId, names, orgId, samples, userId, writes } from "../../support/samples.ts"

/** The issues that an input is refused with, as `path: message`; no request may leave. */
const refused = (name: ActionName, input: unknown) =>
  Effect.gen(function* () {
    const network = yield* ScriptedFetch.make()
    const error = expectError(yield* run(network, execute(name, input)), "LosantInvalidInput")
    assert.strictEqual(network.requests.length, 0, "nothing may be sent")
    return error
  })

const accepted = (name: ActionName, input: unknown) =>
  Effect.gen(function* () {
    const network = yield* ScriptedFetch.make(ScriptedFetch.json(200, samples[name].answer))
    valueOf(yield* run(network, execute(name, input)))
    assert.strictEqual(network.requests.length, 1)
  })

const paths = (error: { readonly issues: ReadonlyArray<{ readonly path: ReadonlyArray<string | number> }> }) =>
  error.issues.map(({ path }) => path.join("."))

describe("inputs that are refused before anything is sent", () => {
  it.effect.each(names)("%s: an unknown parameter", (name) =>
    Effect.gen(function* () {
      const error = yield* refused(name, { ...samples[name].input, pageSize: 3 })
      assert.deepStrictEqual(paths(error), ["pageSize"])
      assert.strictEqual(error.action, name)
      assert.strictEqual(error.method, samples[name].wire.method)
      assert.strictEqual(error.isRetryable, false)
      assert.strictEqual(error.outcome, samples[name].wire.method === "GET" ? undefined : "notSent")
      assert.include(error.message, "pageSize")
    })
  )

  const ids = { instanceId: "x", orgId: "575ed6e87ae143cd83dc4aa", userId: "../../../etc", inviteId: " ".repeat(24) }
  it.effect.each(names.filter((name) => name !== "instances.get"))("%s: ids of a wrong form, all named", (name) =>
    Effect.gen(function* () {
      const { least } = samples[name]
      const wrong = Object.fromEntries(Object.entries(ids).filter(([id]) => id in least))
      const error = yield* refused(name, { ...least, ...wrong })
      assert.deepStrictEqual(paths(error).sort(), Object.keys(wrong).sort())
      assert.include(error.message, "24 hexadecimal digits")
    })
  )

  it.effect.each(names.filter((name) => name !== "instances.get"))("%s: missing ids and a missing body", (name) =>
    Effect.gen(function* () {
      const error = yield* refused(name, {})
      const optional = Object.values<Schema.Constraint>(actions[name].body).some(({ ast }) => AST.isOptional(ast))
      const needed = Object.keys(samples[name].least).filter((key) => !optional || !(key in actions[name].body))
      assert.deepStrictEqual(paths(error).sort(), needed.sort())
    })
  )

  it.effect.each(writes.filter((name) => samples[name].wire.body !== undefined))(
    "%s: an unknown field of the body",
    (name) =>
      Effect.gen(function* () {
        const { least } = samples[name]
        const [bodyName, body] = Object.entries(least).find(([, value]) => typeof value === "object") ?? []
        const error = yield* refused(name, { ...least, [String(bodyName)]: { ...Object(body), colour: "red" } })
        assert.isTrue(
          paths(error).includes(`${bodyName}.colour`),
          `expected ${bodyName}.colour among ${paths(error).join(", ")}`
        )
      })
  )

  it.effect.each(["text", 3, null, [], true])("an input that is no object (%#)", (input) =>
    Effect.gen(function* () {
      yield* refused("instanceOrgs.get", input)
    })
  )

  const org = samples["instanceOrgs.get"].least
  it.effect.each([
    ["page", { page: -1 }],
    ["page", { page: 1.5 }],
    ["page", { page: "1" }],
    ["page", { page: Number.NaN }],
    ["perPage", { perPage: 0 }],
    ["perPage", { perPage: Number.POSITIVE_INFINITY }],
    ["sortField", { sortField: "colour" }],
    ["sortDirection", { sortDirection: "ASC" }],
    ["filterField", { filterField: "description" }],
    ["filter", { filter: 3 }],
    ["summaryInclude", { summaryInclude: "payloadCount" }],
    ["summaryInclude.1", { summaryInclude: ["payloadCount", "a,b"] }],
    ["_links", { _links: "true" }],
    ["losantdomain", { losantdomain: "a b" }],
    ["losantdomain", { losantdomain: "a\r\nx-evil: 1" }],
    ["query", { query: '{"name":"x"}' }],
    ["query.colour", { query: { colour: "red" } }],
    ["query.id", { query: { id: "xyz" } }],
    ["query.$and.1.$or.0.colour", { query: { $and: [{ name: "a" }, { $or: [{ colour: 1 }] }] } }],
    ["query.$and", { query: { $and: Array.from({ length: 101 }, () => ({})) } }],
    ["query.memberId", { query: { memberId: { $eq: userId, $ne: userId } } }],
    ["query.name.$startsWith", { query: { name: { $startsWith: "" } } }],
    ["page", { page: undefined }]
  ] as const)("instanceOrgs.get: %s (%#)", ([path, extra]) =>
    Effect.gen(function* () {
      const found = paths(yield* refused("instanceOrgs.get", { ...org, ...extra }))
      assert.isTrue(
        found.some((one) => one === path),
        `expected ${path} among ${found.join(", ")}`
      )
    })
  )

  const usage = samples["instanceOrg.payloadCountsBreakdown"].least
  it.effect.each([
    ["start", { start: "2023-11-14" }],
    ["start", { start: 1.5 }],
    ["end", { end: new Date(Number.NaN) }],
    ["resolution", { resolution: 60_000 }],
    ["resolution", { resolution: "3600000" }],
    ["asBytes", { asBytes: 1 }]
  ] as const)("instanceOrg.payloadCountsBreakdown: %s (%#)", ([path, extra]) =>
    Effect.gen(function* () {
      assert.deepStrictEqual(paths(yield* refused("instanceOrg.payloadCountsBreakdown", { ...usage, ...extra })), [
        path
      ])
    })
  )

  const least = samples["instanceOrgs.post"].least
  it.effect.each([
    ["orgConfig.name", { name: "" }],
    ["orgConfig.name", { name: "n".repeat(256) }],
    ["orgConfig.name", { name: null }],
    ["orgConfig.description", { description: "d".repeat(32_768) }],
    ["orgConfig.limits.device", { limits: { device: -1 } }],
    ["orgConfig.limits.device", { limits: { device: 1.5 } }],
    ["orgConfig.limits.dataTTL", { limits: { dataTTL: 86_399 } }],
    ["orgConfig.limits.systemInterval", { limits: { systemInterval: 4 } }],
    ["orgConfig.limits.systemInterval", { limits: { systemInterval: 3_601 } }],
    ["orgConfig.limits.devices", { limits: { devices: 1 } }],
    ["orgConfig.tags.0.key", { tags: [{ key: "a b", value: "x" }] }],
    ["orgConfig.tags.0.value", { tags: [{ key: "a", value: "" }] }],
    ["orgConfig.tags", { tags: Array.from({ length: 101 }, () => ({ key: "a", value: "b" })) }],
    ["orgConfig.whitelistedEmailDomains.0", { whitelistedEmailDomains: ["ab"] }],
    ["orgConfig.mfaMode", { mfaMode: "sometimes" }],
    ["orgConfig.banner.level", { banner: { level: "fatal" } }],
    ["orgConfig.members", { members: Array.from({ length: 11 }, () => ({ userId, role: "view" })) }]
  ] as const)("instanceOrgs.post: bounds, patterns and enums of %s (%#)", ([path, extra]) =>
    Effect.gen(function* () {
      const found = paths(
        yield* refused("instanceOrgs.post", { ...least, orgConfig: { ...least.orgConfig, ...extra } })
      )
      assert.isTrue(
        found.some((one) => one === path),
        `expected ${path} among ${found.join(", ")}`
      )
    })
  )

  it.effect("accepts values on the bounds", () =>
    Effect.gen(function* () {
      yield* accepted("instanceOrgs.post", {
        ...least,
        orgConfig: {
          name: "n".repeat(255),
          description: "d".repeat(32_767),
          limits: { device: 0, dataTTL: 86_400, systemInterval: 3_600 },
          tags: Array.from({ length: 100 }, (_, index) => ({ key: `k_${index}-A`, value: "v".repeat(255) })),
          members: Array.from({ length: 10 }, () => ({ userId, role: "none" })),
          disabledAt: true
        }
      })
    })
  )

  it.effect.each([
    { userId, email: "ada@example.com", role: "view" },
    { userId, role: "view", disallowTransfer: true },
    { role: "view" },
    { email: "no address", role: "view" },
    { userId },
    { userId, role: "owner" },
    { userId, role: "view", applicationRoles: [{ resourceId: orgId, role: "admin" }] },
    { userId, role: "view", dashboardRoles: [{ resourceId: "short", role: "view" }] },
    { userId, role: "view", dashboardRoles: Array.from({ length: 101 }, () => ({ resourceId: orgId, role: "view" })) }
  ])("instanceOrgMembers.post: a member that is not one user or one email with a role (%#)", (member) =>
    Effect.gen(function* () {
      const found = paths(
        yield* refused("instanceOrgMembers.post", { ...samples["instanceOrgMembers.post"].least, member })
      )
      assert.isTrue(
        found.every((path) => path.startsWith("member")),
        found.join(", ")
      )
    })
  )

  it.effect("a query that is nested too deeply, or holds itself", () =>
    Effect.gen(function* () {
      let deep: object = {}
      for (let depth = 0; depth < 100_000; depth++) deep = { $and: [deep] }
      const circular: Record<string, unknown> = {}
      circular["$or"] = [circular]
      for (const query of [deep, circular]) {
        assert.include((yield* refused("instanceOrgs.get", { ...org, query })).message, "nested too deeply")
      }
    })
  )

  it.effect("never repeats a value in the message", () =>
    Effect.gen(function* () {
      const error = yield* refused("instanceOrgInvite.get", {
        ...samples["instanceOrgInvite.get"].least,
        inviteId: `${inviteId}-private`
      })
      assert.notInclude(JSON.stringify(error), "private")
      assert.notInclude(error.message, "private")
    })
  )
})
