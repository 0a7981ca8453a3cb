// Nothing is ever meant by leaving something out: every empty value is tried beside everything else that says whom.
import { PlanRequest } from "@effect-losant/fleet"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { assert, describe, it } from "vitest"
import { toolNamed } from "../../../test/support/serving.ts"
import type { Json, JsonObject } from "../../text/json.ts"
import { type Operation, operations } from "./changeArgument.ts"
import { whomOptions } from "./whom.ts"

const tool = toolNamed("losant_plan_changes")
const isRequest = Schema.is(PlanRequest)

const role = { role: "view" }
const changes: { readonly [O in Operation]?: JsonObject } = {
  update_org: { description: "new" },
  add_member: { email: "jo@example.com", ...role },
  update_member: role,
  invite: { email: "jo@example.com", ...role }
}

const emptyTexts: ReadonlyArray<Json> = [null, "", " ", [], {}]
const emptyValues: ReadonlyArray<Json> = [...emptyTexts, [""], "[]"]

const others = [
  ["orgs", ["Plant 1"]],
  ["tag", "region"],
  ["all", true],
  ["person", "jo@example.com"],
  ["expired", true]
] as const

/** Every choice of them, from none to all. */
const choices: ReadonlyArray<JsonObject> = Array.from({ length: 2 ** others.length }, (_, chosen) =>
  Object.fromEntries(others.filter((__, index) => (chosen >> index) % 2 === 1))
)

describe("an empty target or filter", () => {
  it.each(operations)("is refused in %s, whatever else is given", (operation) => {
    const change = changes[operation]
    const base: JsonObject = { operation, ...(change === undefined ? {} : { change }) }
    for (const [name, { schema }] of Object.entries(whomOptions)) {
      // A text may be a name of any characters.
      for (const value of schema.type === "string" ? emptyTexts : emptyValues) {
        for (const rest of choices) {
          const input = { ...base, ...rest, [name]: value }
          const parsed = tool.parse(input, 0)
          // The engine checks an advanced query, and names, part by part.
          const isRefused =
            Result.isFailure(parsed) || (parsed.success.kind === "planChanges" && !isRequest(parsed.success.request))
          assert.isTrue(isRefused, JSON.stringify(input))
        }
      }
    }
  })
})
