// Every declaration can be read: tools, the emulator and the contract check are made from it.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { isFunction, isObject } from "effect/Predicate"
import * as Schema from "effect/Schema"
import type { Any } from "../src/ActionDeclaration.ts"
import { type ActionName, actions } from "../src/Actions.ts"
import * as core from "../src/index.ts"
import { Losant } from "../src/Losant.ts"
import { LosantNotFound } from "../src/LosantError.ts"
import { names, samples } from "./support/samples.ts"

const statuses: { readonly [K in ActionName]?: 201 | 202 } = {
  "instanceOrgInvites.post": 201,
  "instanceOrgInvite.resendInvite": 201,
  "instanceApiTokens.post": 201,
  "instanceNotificationRules.post": 201,
  "instanceCustomNodes.post": 201,
  "instance.generateReport": 202,
  "instanceNotificationRule.evaluate": 202
}

describe("a declaration", () => {
  it.each(names)("%s states how its list comes in pages, and by what it can be sorted meanwhile", (name) => {
    const { paging, query, success }: Any = actions[name]
    const by = "page" in query ? "page" : "startingAfterId" in query ? "cursor" : undefined
    assert.strictEqual(paging?.by, by)
    if (paging === undefined) return
    // Sound: a parameter of a query needs no services.
    assert.isTrue(Schema.is(query["sortField"] as Schema.Codec<unknown>)(paging.sortField))
    const { items } = Object(success).fields
    for (const field of paging.key) assert.property(items.value.fields, field)
  })

  it.each(names)("%s states method, path, parameters, status and errors", (name) => {
    const action = actions[name]
    const { wire, input } = samples[name]
    assert.strictEqual(action.action, name)
    assert.strictEqual(action.method, wire.method)
    const ids = [...action.path.matchAll(/:(\w+)/g)].map(([, id]) => String(id))
    assert.deepStrictEqual(Object.keys(action.params), ids)
    assert.deepStrictEqual(
      Object.keys(action.query).sort(),
      Object.keys(wire.query ?? {})
        .filter((key) => !key.startsWith("_"))
        .map((key) => key.replace(/\[.*/, ""))
        .filter((key, index, keys) => keys.indexOf(key) === index)
        .sort()
    )
    assert.strictEqual(Object.keys(action.body).length, wire.body === undefined ? 0 : 1)
    assert.deepStrictEqual([...Object.keys(action.input.fields)].sort(), [...Object.keys(input), "losantdomain"].sort())
    assert.strictEqual(action.status, statuses[name] ?? 200)
    assert.deepStrictEqual(action.errors, ids.length === 0 ? [] : [LosantNotFound])
  })

  it("each stands once among all of them, under its own name, and none is missing", () => {
    const exported = Object.values<unknown>(core).flatMap((module) => (isObject(module) ? Object.values(module) : []))
    const declared = exported.filter((value) => isFunction(value) && "action" in value && "scopes" in value)
    assert.sameMembers(Object.values<unknown>(actions), [...new Set(declared)])
    assert.deepStrictEqual(
      Object.values(actions).map(({ action }) => action),
      names
    )
  })

  it("they stand in the order in which they are documented", () => {
    const resources = names.map((name) => name.slice(0, name.indexOf(".")))
    const groups = [...new Set(resources)]
    assert.deepStrictEqual(groups.slice(0, 3), ["instances", "instanceOrgs", "instanceOrg"])
    assert.deepStrictEqual(
      resources,
      groups.flatMap((group) => resources.filter((resource) => resource === group))
    )
    const ofOrg = names.filter((name) => name.startsWith("instanceOrg."))
    assert.deepStrictEqual(ofOrg.slice(0, 4), [
      "instanceOrg.get",
      "instanceOrg.patch",
      "instanceOrg.delete",
      "instanceOrg.deviceCounts"
    ])
    assert.deepStrictEqual(ofOrg.slice(3), ofOrg.slice(3).sort())
  })

  it.effect.each(names)("calling %s is letting Losant run it", (name) =>
    Effect.gen(function* () {
      const seen: Array<unknown> = []
      const losant: Losant["Service"] = {
        instanceId: Option.none(),
        execute: (action, input, options) => {
          seen.push([action.action, input, options])
          return Effect.die("not run")
        },
        send: () => Effect.die("not called")
      }
      const { input } = samples[name]
      const options = { timeout: 5 }
      // Sound: the sample's input is this action's; the union of all actions cannot say so.
      const call = actions[name] as (input: unknown, options: unknown) => Effect.Effect<unknown, unknown, Losant>
      yield* Effect.exit(Effect.provideService(call(input, options), Losant, losant))
      assert.deepStrictEqual(seen, [[name, input, options]])
    })
  )
})
