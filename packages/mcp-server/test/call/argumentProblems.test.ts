import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import type { JsonObject } from "../../src/text/json.ts"
import { answer, network } from "../support/network.ts"
import { orgId } from "../support/samples.ts"
import { callTool, losantOn } from "../support/serving.ts"

const told = Effect.fnUntraced(function* (tool: string, given: JsonObject) {
  const calls = network(answer({}))
  const { result, text } = yield* callTool(tool, given, losantOn(calls))
  assert.isTrue(result.isError)
  assert.isEmpty(calls.sent)
  return text
})

describe("all that is wrong with arguments", () => {
  it.effect("is told at once, whatever finds it", () =>
    Effect.gen(function* () {
      const given = { orgId, limits: { device: "many" }, tags: ["vip"], name: "", ifLastUpdated: "soon" }
      const text = yield* told("losant_update_org", given)
      for (const argument of ["limits.device: ", "tags: ", "name: ", "ifLastUpdated: "]) {
        assert.lengthOf(text.split(argument), 2, text)
      }
    })
  )
  it.effect("is told once of each argument, and nothing of what is not given", () =>
    Effect.gen(function* () {
      const text = yield* told("losant_create_org", { name: "n".repeat(256), tags: ["vip"], limit: 1 })
      assert.match(text, /not right: limit: [^:]+; the arguments are [^;]+; tags: [^;]+; name: [^;]+\. Nothing/)
    })
  )
  it.effect("is told in few words, though fifty limits are unknown", () =>
    Effect.gen(function* () {
      const limits = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`zz${index}`, 1]))
      for (const tool of ["losant_update_org", "losant_create_org"]) {
        const text = yield* told(tool, { limits, ...(tool === "losant_create_org" ? { name: "A" } : { orgId }) })
        assert.isBelow(text.length, 4_000)
        assert.lengthOf(text.split("known are"), 2, text)
      }
    })
  )
  it.effect("is told of what is missing, too", () =>
    Effect.gen(function* () {
      const text = yield* told("losant_invite_to_org", { email: "grace", orgId: null })
      for (const part of [
        "orgId: must not be null: is required (losant_list_orgs finds it)",
        "role: is required: one of",
        "email: "
      ]) {
        assert.include(text, part)
      }
    })
  )
})

describe("null", () => {
  it.effect("is told how a field, and a limit, is emptied", () =>
    Effect.gen(function* () {
      const text = yield* told("losant_update_org", { orgId, description: null, limits: { device: null }, name: null })
      assert.include(text, 'description: must not be null: to empty it give clear ["description"]')
      assert.include(text, 'limits: a limit must not be null: to remove it give clear ["limits.device"]')
      assert.include(text, "name: must not be null: leave the argument out instead")
    })
  )
})
