import { assert, describe, it } from "@effect/vitest"
import { type ActionName, actions } from "@effect-losant/core/Actions"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { tools } from "../../src/tools/actionTools.ts"
import { inputOf, makeTool, valuesOf } from "../../src/tools/Tool.ts"
import { instanceId, samples } from "../support/samples.ts"

describe("a tool", () => {
  for (const [name, { good }] of Object.entries(samples)) {
    // Sound: these are the keys of `samples`.
    const action = actions[name as ActionName]
    it.effect(`of ${name} makes an input that the action takes`, () =>
      Effect.gen(function* () {
        const tool = makeTool(action, tools[name as ActionName], false)
        const given = "instanceId" in action.params ? { instanceId, ...good } : good
        const values = valuesOf(tool, given, 0)
        assert(Result.isSuccess(values), JSON.stringify(values))
        // Sound: an action's input needs no services.
        const input = action.input as unknown as Schema.Codec<unknown>
        const encoded = yield* Schema.encodeUnknownEffect(input, { onExcessProperty: "error" })(
          inputOf(tool, values.success)
        )
        assert.isObject(encoded)
      })
    )
  }
  it("applies the rules between its arguments", () => {
    const tool = makeTool(actions["instanceOrg.patch"], tools["instanceOrg.patch"], true)
    const values = valuesOf(tool, { orgId: samples["instanceOrg.get"].good["orgId"] }, 0)
    assert.isTrue(Result.isFailure(values))
  })
})
