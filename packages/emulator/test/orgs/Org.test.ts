import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { findOrg, resolveDisabledAt, setOrg, showInstanceOrg, toOrg } from "../../src/orgs/Org.ts"
import { toState } from "../../src/seed/Seed.ts"
import { toLiveState } from "../../src/state/LiveState.ts"
import { now as date, ids, seed } from "../support/seed.ts"

const now = date.getTime()
const state = toLiveState(toState(seed, now))
const plant = { instanceId: ids.instance, orgId: ids.plant }

describe("findOrg", () => {
  it.effect("finds an organization in its own instance only", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* findOrg(state, plant)).name, "Northwind Plant")
      const messageOf = (where: typeof plant) =>
        Effect.map(Effect.flip(findOrg(state, where)), ({ message }) => message)
      assert.strictEqual(yield* messageOf({ ...plant, orgId: ids.unknown }), "Organization was not found")
      assert.strictEqual(yield* messageOf({ ...plant, instanceId: ids.otherInstance }), "Organization was not found")
      assert.strictEqual(yield* messageOf({ ...plant, instanceId: ids.unknown }), "Instance was not found")
    })
  )
})

describe("setOrg", () => {
  it.effect("changes one organization, in a new state", () =>
    Effect.gen(function* () {
      const org = yield* findOrg(state, plant)
      const next = setOrg(state, { ...org, name: "Other" })
      assert.deepStrictEqual(
        next.orgs.all().map(({ name }) => name),
        ["Other", "Harbor Terminals", "alpine mill", "Elsewhere"]
      )
      assert.strictEqual((yield* findOrg(state, plant)).name, "Northwind Plant")
    })
  )
})

describe("resolveDisabledAt", () => {
  it("is a time in UTC, or false", () => {
    assert.strictEqual(resolveDisabledAt(true, now), "2026-03-15T12:00:00.000Z")
    assert.strictEqual(resolveDisabledAt(false, now), false)
    assert.strictEqual(resolveDisabledAt("2030-01-01T02:00:00+02:00", now), "2030-01-01T00:00:00.000Z")
  })
})

describe("the two shapes", () => {
  it.effect("differ in what Losant says they do", () =>
    Effect.gen(function* () {
      const org = yield* findOrg(state, plant)
      const elsewhere = Object.keys(showInstanceOrg(now, [])(org))
      const created = Object.keys(toOrg(state, org, now, []))
      assert.deepStrictEqual(
        created.filter((name) => !elsewhere.includes(name)),
        ["members", "isEnterprise"]
      )
      assert.deepStrictEqual(
        elsewhere.filter((name) => !created.includes(name)),
        ["instanceId", "auditLogEnabled", "tags", "referralId"]
      )
    })
  )
})
