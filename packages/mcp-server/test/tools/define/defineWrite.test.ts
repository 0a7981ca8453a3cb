// Every write: a plan reads, validates as the call would, writes nothing, and is what the call then sends.

import { assert, describe, it } from "@effect/vitest"
import { type ActionName, actions } from "@effect-losant/core/Actions"
import { LosantInvalidInput, LosantNotFound } from "@effect-losant/core/LosantError"
import { Emulator } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { Refusal } from "../../../src/model/Refusal.ts"
import type { Values } from "../../../src/model/Values.ts"
import { planners } from "../../../src/tools/writes/planners.ts"
import { changed, preview } from "../../../src/tools/writes/writeResult.ts"
import { emulated, ids, lastUpdated, methods, planOf, send } from "../../writes/fixture.ts"

const orgId = ids.plant

const calls: { readonly [Name in ActionName]?: Values } = {
  "instanceOrgs.post": { name: "Alder Works", limits: { device: 5 }, tags: { set: ["region=eu"] } },
  "instanceOrg.patch": { orgId, name: "Southwind Plant", limits: { device: 400 } },
  "instanceOrg.delete": { orgId },
  "instanceOrgMembers.post": { orgId, email: "edsger@northwind.example", role: "view" },
  "instanceOrgMember.patch": { orgId, userId: ids.grace, role: "edit" },
  "instanceOrgMember.delete": { orgId, userId: ids.grace },
  "instanceOrgInvites.post": { orgId, email: "new@example.com", role: "view" },
  "instanceOrgInvite.delete": { orgId, inviteId: ids.invite },
  "instanceOrgInvite.resendInvite": { orgId, inviteId: ids.invite, role: "view" }
}

// Sound: these are the keys of the table.
const names = Object.keys(calls) as ReadonlyArray<ActionName>

const callOf = (name: ActionName): Values => calls[name] ?? {}

describe("plan", () => {
  it("is there for every action that writes, and for no other", () => {
    const writing = Object.values(actions).filter(({ method }) => method !== "GET")
    assert.deepStrictEqual(
      Object.keys(planners),
      writing.map(({ action }) => action)
    )
    assert.deepStrictEqual([...names], Object.keys(planners))
  })

  it.effect("of an action that reads is a defect", () =>
    Effect.gen(function* () {
      const exit = yield* Effect.exit(planOf("instanceOrg.get", { orgId }))
      assert.isTrue(Exit.hasDies(exit))
    }).pipe(Effect.provide(emulated()))
  )

  it.effect.each(names)("of %s reads only", (name) =>
    Effect.gen(function* () {
      const plan = yield* planOf(name, callOf(name))
      const sent = yield* methods
      assert.isNotEmpty(sent)
      assert.isTrue(
        sent.every((method) => method === "GET"),
        sent.join(" ")
      )
      assert.strictEqual(plan.nothingToDo, undefined)
      const shown = preview(plan, true)
      assert.strictEqual(shown["dryRun"], true)
      const { query: _, ...request } = plan.request
      assert.deepStrictEqual(shown["request"], request)
      assert.notProperty(shown["request"], "headers")
      assert.isNotEmpty(plan.changes)
      assert.deepStrictEqual(shown["changes"], plan.changes)
    }).pipe(Effect.provide(emulated()))
  )

  it.effect.each(names)("of %s shows the request that the call then sends", (name) =>
    Effect.gen(function* () {
      const plan = yield* planOf(name, callOf(name))
      const answer = yield* send(name, plan.input)
      const { requests } = yield* Emulator
      const last = (yield* requests.all).at(-1)
      assert.strictEqual(last?.method, plan.request.method)
      assert.strictEqual(last?.path, plan.request.path)
      assert.deepStrictEqual(last?.query, plan.request.query)
      const told = changed(plan, answer)
      assert.strictEqual(told["done"], true)
      assert.notProperty(told, "notApplied")
    }).pipe(Effect.provide(emulated()))
  )

  it.effect.each(names)("of %s takes what the call decides by, and sends none of it", (name) =>
    Effect.gen(function* () {
      // An organization that is yet to be created was never changed.
      const since = name === "instanceOrgs.post" ? {} : { ifLastUpdated: lastUpdated }
      const own = { dryRun: true, confirmToken: "x", confirmName: "Northwind Plant", ...since }
      const plain = yield* planOf(name, callOf(name))
      const plan = yield* planOf(name, { ...callOf(name), ...own, instanceId: ids.instance })
      assert.deepStrictEqual(plan.request, plain.request)
      assert.deepStrictEqual(plan.input, plain.input)
      if (plan.danger !== undefined) {
        assert.deepStrictEqual(plan.danger.arguments, { ...callOf(name), ...since })
        assert.strictEqual(plan.danger.instanceId, ids.instance)
      }
    }).pipe(Effect.provide(emulated()))
  )

  it.effect.each(names)("of %s finds the problems that the call would find, and reads nothing then", (name) =>
    Effect.gen(function* () {
      // Without a body there is nowhere for a field to go.
      const field = Object.keys(actions[name].body).length > 0 ? { pageSize: 3 } : {}
      const id = "orgId" in actions[name].params ? { orgId: "no id" } : {}
      const error = yield* Effect.flip(planOf(name, { ...callOf(name), ...field, ...id }))
      const paths = error instanceof LosantInvalidInput ? error.issues.map(({ path }) => path.at(-1)) : []
      assert.sameMembers(paths, [...Object.keys(id), ...Object.keys(field)])
      assert.deepStrictEqual(yield* methods, [])
    }).pipe(Effect.provide(emulated()))
  )

  it.effect.each(names.filter((name) => name !== "instanceOrgs.post"))("of %s needs the organization", (name) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(planOf(name, { ...callOf(name), orgId: ids.unknown }))
      assert.instanceOf(error, LosantNotFound)
      assert.isTrue((yield* methods).every((method) => method === "GET"))
    }).pipe(Effect.provide(emulated()))
  )

  const parts: ReadonlyArray<{ readonly name: ActionName; readonly id: Readonly<Record<string, string>> }> = [
    { name: "instanceOrgMember.patch", id: { userId: ids.unknown } },
    { name: "instanceOrgMember.delete", id: { userId: ids.unknown } },
    { name: "instanceOrgInvite.delete", id: { inviteId: ids.unknown } },
    { name: "instanceOrgInvite.resendInvite", id: { inviteId: ids.unknown } }
  ]
  it.effect.each(parts)("of $name needs what it is about", ({ name, id }) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(planOf(name, { ...callOf(name), ...id }))
      assert.deepInclude(error instanceof LosantNotFound ? error.ids : {}, id)
    }).pipe(Effect.provide(emulated()))
  )

  it.effect.each(names.filter((name) => name !== "instanceOrgs.post"))(
    "of %s is refused where the organization has changed since",
    (name) =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(planOf(name, { ...callOf(name), ifLastUpdated: "2026-01-01T00:00:00.000Z" }))
        assert.strictEqual(error instanceof Refusal ? error.reason : error._tag, "changedSince")
        assert.isTrue((yield* methods).every((method) => method === "GET"))
      }).pipe(Effect.provide(emulated()))
  )

  it.effect("is made with few requests", () =>
    Effect.gen(function* () {
      const { requests } = yield* Emulator
      const counts: Record<string, number> = {}
      for (const name of names) {
        const before = (yield* requests.all).length
        yield* planOf(name, callOf(name))
        counts[name] = (yield* requests.all).length - before
      }
      assert.deepStrictEqual(counts, {
        "instanceOrgs.post": 1,
        "instanceOrg.patch": 1,
        "instanceOrg.delete": 1,
        "instanceOrgMembers.post": 2,
        "instanceOrgMember.patch": 2,
        "instanceOrgMember.delete": 3,
        "instanceOrgInvites.post": 3,
        "instanceOrgInvite.delete": 2,
        "instanceOrgInvite.resendInvite": 2
      })
    }).pipe(Effect.provide(emulated()))
  )
})
