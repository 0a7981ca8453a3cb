import { assert, describe, it } from "@effect/vitest"
import * as Action from "@effect-losant/core/Action"
import { type ActionName, actions } from "@effect-losant/core/Actions"
import { InstanceId } from "@effect-losant/core/schemas/Ids"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { seed } from "../../../test/support/emulated.ts"
import { instanceId, samples } from "../../../test/support/samples.ts"
import { toolOf } from "../../../test/support/serving.ts"
import { TestGateway, testGatewayLayer } from "../../../test/support/testGateway.ts"
import type { LosantGateway } from "../../model/LosantGateway.ts"
import type { ParsedCall } from "../../model/tool/Tool.ts"

/** The requests that a call makes, encoded: a write is only planned. */
const requestsOf = Effect.fnUntraced(function* (parsed: ParsedCall) {
  const emulated = yield* TestGateway
  const encoded: Array<Action.EncodedCall> = []
  const gateway: LosantGateway = {
    ...emulated,
    execute: (action, input) =>
      Effect.andThen(
        Effect.map(Action.encode(action, input), (call) => void encoded.push(call)),
        emulated.execute(action, input)
      )
  }
  const target = { instanceId: InstanceId.make(instanceId), ids: parsed.target }
  switch (parsed.kind) {
    case "write":
      encoded.push((yield* parsed.plan(gateway, target)).call)
      break
    case "read":
      yield* parsed.run(gateway, target)
      break
    case "globalRead":
      yield* parsed.run(gateway)
      break
    case "job":
      yield* parsed.run(gateway, target.instanceId, 0)
  }
  return encoded
})

describe("a tool", () => {
  for (const [name, { good }] of Object.entries(samples)) {
    // Sound: these are the keys of `samples`.
    const action = actions[name as ActionName]
    it.effect(`of ${name} makes an input that the action takes`, () =>
      Effect.gen(function* () {
        const given = "instanceId" in action.params ? { instanceId, ...good } : good
        const parsed = toolOf(action.action, false).parse(given, 0)
        assert(Result.isSuccess(parsed), JSON.stringify(parsed))
        assert.strictEqual(parsed.success.instance, "instanceId" in action.params ? instanceId : undefined)
        const requests = yield* requestsOf(parsed.success)
        assert.include(
          requests.map((request) => request.action.action),
          name
        )
      }).pipe(Effect.provide(testGatewayLayer({ seed })))
    )
  }
  it("applies the rules between its arguments", () => {
    const parsed = toolOf("instanceOrg.patch").parse({ orgId: samples["instanceOrg.get"].good["orgId"] }, 0)
    assert.isTrue(Result.isFailure(parsed))
  })
})
