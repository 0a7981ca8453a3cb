import { assert, describe, it } from "@effect/vitest"
import * as Action from "@effect-losant/core/Action"
import { InstanceId } from "@effect-losant/core/schemas/Ids"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { beacon } from "../../../test/support/beacon.ts"
import { gatewayOf } from "../../../test/support/gateway.ts"
import { Refusal } from "../../model/Refusal.ts"
import type { JsonObject } from "../../text/json.ts"
import { defineUpdate } from "./defineUpdate.ts"

const instanceId = InstanceId.make("5f0000000000000000000001")
const id = "5f00000000000000000000d1"
const held = { id, name: "Pier", color: "amber", range: 5 }

const tool = defineUpdate(beacon.patch, {
  name: "losant_update_harbor_beacon",
  title: "Update harbor beacon",
  description: "Changes a harbor beacon; what is left out stays.",
  read: beacon.get,
  verify: "losant_get_harbor_beacon"
}).make(true)

const gateway = (item: object) =>
  gatewayOf({
    // Sound: the plan takes the answer for that of the action which reads.
    execute: () => Effect.succeed(item as never),
    encode: Action.encode
  })

const parse = (values: JsonObject) => tool.parse({ harborBeaconId: id, ...values }, 0)

const planOf = Effect.fnUntraced(function* (values: JsonObject, item: object = held) {
  const call = Result.getOrThrow(parse(values))
  return yield* call.kind === "write"
    ? call.plan(gateway(item), { instanceId, ids: call.target })
    : Effect.die(new Error("the tool does not write"))
})

describe("defineUpdate", () => {
  it.effect("sends what changes and what the body requires, and nothing else", () =>
    Effect.gen(function* () {
      const plan = yield* planOf({ name: "Quay", color: "amber", range: 5 })
      assert.deepStrictEqual(plan.after, { name: "Quay", color: "amber" })
      assert.deepStrictEqual(plan.before, { name: "Pier", color: "amber" })
      assert.deepStrictEqual(plan.changes, { name: { before: "Pier", after: "Quay" } })
      assert.deepStrictEqual(plan.subject, { kind: "harbor beacon", id, name: "Pier" })
      assert.deepStrictEqual(Action.requestOfCall(plan.call).body, { name: "Quay", color: "amber" })
      assert.isUndefined(plan.danger)
    })
  )

  it.effect("has nothing to do if the item has the values already", () =>
    Effect.gen(function* () {
      const plan = yield* planOf({ color: "amber" })
      assert.strictEqual(plan.nothingToDo, "The harbor beacon has these values already.")
    })
  )

  it.effect("refuses if Losant answers another item", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(planOf({ color: "green" }, { ...held, id: "5f00000000000000000000d2" }))
      assert.strictEqual(error instanceof Refusal ? error.reason : error._tag, "answer")
    })
  )

  it("names the tool that verifies the write, and refuses a call without changes", () => {
    const call = Result.getOrThrow(parse({ color: "green" }))
    assert(call.kind === "write")
    assert.deepStrictEqual(call.verification(call.target), {
      tool: "losant_get_harbor_beacon",
      arguments: { harborBeaconId: id }
    })
    assert.isTrue(Result.isFailure(parse({})))
  })

  it("takes an id, and leaves null out of the types of an argument", () => {
    assert.deepStrictEqual(tool.inputSchema.properties["harborBeaconId"], { type: "string" })
    assert.deepStrictEqual(tool.inputSchema.properties["range"], { type: "integer" })
  })
})
