import { PlanRequest } from "@effect-losant/fleet"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { assert, describe, it } from "vitest"
import { toolNamed } from "../../../test/support/serving.ts"
import type { JsonObject } from "../../text/json.ts"
import { operations } from "./changeArgument.ts"

const tool = toolNamed("losant_plan_changes")
const now = Date.UTC(2026, 10, 30)

const requestOf = (input: JsonObject): unknown => {
  const call = Result.getOrThrowWith(tool.parse(input, now), (problems) => new Error(JSON.stringify(problems)))
  return call.kind === "planChanges" ? call.request : assert.fail(call.kind)
}

const problemsOf = (input: JsonObject): ReadonlyArray<string> =>
  Result.match(tool.parse(input, now), {
    onFailure: (problems) => problems.map(({ argument }) => argument),
    onSuccess: () => []
  })

const isRequest = Schema.is(PlanRequest)

const changes: Readonly<Record<string, JsonObject>> = {
  update_org: { change: { description: "new" } },
  add_member: { change: { email: "jo@example.com", role: "view" } },
  update_member: { change: { role: "view" }, person: "jo@example.com" },
  remove_member: { person: "jo@example.com" },
  invite: { change: { email: "jo@example.com", role: "view" } },
  resend_invite: { expired: true },
  revoke_invite: { expired: true }
}

describe("a request for a plan", () => {
  it.each(operations)("of %s is one of the engine, with each way to say whom", (operation) => {
    for (const whom of [{ orgs: ["Plant 1"] }, { tag: "region=eu" }, { all: true }]) {
      const request = requestOf({ operation, ...changes[operation], ...whom })
      assert.isTrue(isRequest(request), JSON.stringify(request))
    }
  })

  it("takes the arguments of the operation's own tool", () => {
    const change = { limits: { device: 200 }, tags: { add: ["tier=gold"], remove: ["trial"] }, clear: ["banner"] }
    for (const given of [change, JSON.stringify(change)]) {
      assert.deepInclude(requestOf({ operation: "update_org", change: given, all: true }), {
        changes: {
          limits: { device: 200 },
          tags: { add: [{ key: "tier", value: "gold" }], remove: [{ key: "trial" }] },
          clear: ["banner"]
        }
      })
    }
    assert.deepEqual(problemsOf({ operation: "update_org", change: { limit: 3 }, all: true }), ["change.limit"])
    assert.deepEqual(problemsOf({ operation: "remove_member", change: { role: "view" }, all: true, role: "edit" }), [
      "change"
    ])
  })

  it("means everywhere by a person, or by a filter of invitations", () => {
    assert.deepInclude(requestOf({ operation: "remove_member", person: "jo@example.com" }), {
      targets: { person: "jo@example.com" }
    })
    assert.deepInclude(requestOf({ operation: "revoke_invite", olderThanDays: 30, role: "admin" }), {
      targets: { all: true },
      invites: { olderThanDays: 30, role: "admin" }
    })
    assert.deepInclude(
      requestOf({ operation: "add_member", person: "jo@example.com", change: { role: "view" }, all: true }),
      {
        member: { email: "jo@example.com", role: "view" }
      }
    )
  })

  it("is refused if it leaves out whom it is about", () => {
    for (const operation of operations) {
      const { expired: _, person: __, ...rest } = changes[operation] ?? {}
      assert.isNotEmpty(problemsOf({ operation, ...rest }), operation)
      assert.isNotEmpty(problemsOf({ operation, ...rest, all: false }), operation)
    }
    for (const operation of ["update_member", "remove_member"]) {
      // A role alone could be that of anybody.
      assert.isNotEmpty(
        problemsOf({ operation, ...(operation === "update_member" ? { change: { role: "view" } } : {}), role: "edit" })
      )
      assert.isNotEmpty(problemsOf({ operation, all: true }))
    }
  })

  it("is refused if it names organizations in two ways", () => {
    assert.isNotEmpty(problemsOf({ operation: "update_org", ...changes["update_org"], all: true, orgs: ["Plant 1"] }))
    assert.isNotEmpty(problemsOf({ operation: "update_org", ...changes["update_org"], all: true, tag: "region" }))
  })
})
