import { assert, describe, it } from "@effect/vitest"
import type * as InstanceAuditLogs from "@effect-losant/core/InstanceAuditLogs"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { gatewayOf } from "../../../test/support/gateway.ts"
import { ids, now } from "../../../test/support/plans.ts"
import { toolNamed } from "../../../test/support/serving.ts"
import type { JsonObject } from "../../text/json.ts"

/** The filter that a call sends to Losant, and the time that it is about. */
const sentBy = Effect.fnUntraced(function* (values: JsonObject) {
  const inputs: Array<object> = []
  const gateway = gatewayOf({
    execute: (_action, input) => {
      inputs.push(input)
      // Sound: an empty page is an answer of the action that lists.
      return Effect.succeed({ items: [] } as never)
    }
  })
  const call = Result.getOrThrow(toolNamed("losant_list_audit_logs").parse(values, now.getTime()))
  assert(call.kind === "read")
  yield* call.run(gateway, { instanceId: ids.instance, ids: {} })
  // Sound: the tool carries out this action alone.
  return inputs[0] as (typeof InstanceAuditLogs.get)["input"]["Type"]
})

describe("losant_list_audit_logs", () => {
  it.effect("asks for the last 28 days up to now of everything if nothing is named", () =>
    Effect.gen(function* () {
      const { auditLogFilter, start, end } = yield* sentBy({})
      assert.isUndefined(auditLogFilter)
      assert.deepStrictEqual([start, end], [now.getTime() - 28 * 86_400_000, now.getTime()])
    })
  )

  it.effect("puts what is said of a target into one item, so that all of it has to fit", () =>
    Effect.gen(function* () {
      const { auditLogFilter } = yield* sentBy({
        actorName: "ada@northwind.example",
        targetType: "Organization",
        targetName: "Northwind*",
        requestAction: "delete"
      })
      assert.deepStrictEqual(auditLogFilter, {
        actor: [{ name: "ada@northwind.example" }],
        primaryTarget: [{ type: "Organization", name: "Northwind*" }],
        request: [{ action: "delete" }]
      })
    })
  )

  it("takes no sort field and no nested filter", () => {
    const names = Object.keys(toolNamed("losant_list_audit_logs").inputSchema.properties)
    assert.notIncludeMembers(names, ["auditLogFilter", "sortField"])
  })
})
