/** Nothing is meant by leaving something out: whatever is empty, in a target or in a filter, is refused. */
import { assert, describe, it } from "@effect/vitest"
import { Emulator } from "@effect-losant/emulator"
import { ChangeSets, PlanRequest } from "@effect-losant/fleet"
import * as Arbitrary from "effect/Arbitrary"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { onPlants, plan } from "../support/fleet.ts"

const decode = Schema.decodeUnknownResult(PlanRequest, { onExcessProperty: "error" })

/** A request of each operation without its targets. */
const requests = {
  update_org: { changes: { description: "x" } },
  add_member: { member: { email: "jo@example.com", role: "view" } },
  update_member: { members: { role: "edit" }, change: { role: "view" } },
  remove_member: { members: { role: "edit" } },
  invite: { invite: { email: "jo@example.com", role: "view" } },
  resend_invite: { invites: { expired: true } },
  revoke_invite: { invites: { expired: true } }
} as const

type Operation = keyof typeof requests

const operations = Object.keys(requests) as ReadonlyArray<Operation> // Sound: these are its keys.

/** Values that name nothing, also deep inside. */
const emptyIn = (inner: ReadonlyArray<unknown>): ReadonlyArray<unknown> => [
  ...inner,
  ...inner.map((value) => [value]),
  ...inner.flatMap((value) =>
    ["orgs", "query", "person", "all", "role", "email", "name", "$and", "$or", "tags"].map((key) => ({ [key]: value }))
  )
]
const empties = emptyIn(emptyIn([null, "", [], {}, undefined]))

const Empty = Arbitrary.schema(Schema.Literals(empties.map((_, index) => index)))
const Any = Arbitrary.schema(Schema.Literals(operations))

/** Fields that do not have the value undefined: to leave one out is another test. */
const isRefused = (request: object) => Result.isFailure(decode(request))

describe("a request for a plan", () => {
  it("is right with its targets", () => {
    for (const operation of operations) {
      assert.isFalse(isRefused({ operation, ...requests[operation], targets: { all: true } }), operation)
    }
    assert.isAbove(empties.length, 500)
  })

  it("is refused with each target that names nothing, for every operation", () => {
    for (const operation of operations) {
      for (const targets of empties) {
        const request = { operation, ...requests[operation], targets }
        assert.isTrue(isRefused(request), `${operation} ${JSON.stringify(targets)}`)
      }
      assert.isTrue(isRefused({ operation, ...requests[operation] }), operation)
    }
  })

  it.prop("is refused with an empty part beside full ones", [Any, Empty, Empty], ([operation, one, other]) => {
    const [first, second] = [empties[one], empties[other]]
    for (const targets of [
      { orgs: ["Plant 1", first] },
      { orgs: ["Plant 1"], query: first },
      { query: { $and: [{ name: "Plant 1" }, first] } },
      { query: { name: "Plant 1", $or: [first, second] } },
      { person: first, all: second }
    ]) {
      assert.isTrue(isRefused({ operation, ...requests[operation], targets }), JSON.stringify(targets))
    }
  })

  it.prop("is refused with an empty filter", [Empty], ([index]) => {
    const filter = empties[index]
    const targets = { orgs: ["Plant 1"] }
    // To leave a filter out is refused too, by the plan.
    if (filter === undefined) return
    for (const [operation, name] of [
      ["update_member", "members"],
      ["remove_member", "members"],
      ["resend_invite", "invites"],
      ["revoke_invite", "invites"]
    ] as const) {
      const request = { operation, ...requests[operation], targets, [name]: filter }
      assert.isTrue(isRefused(request), JSON.stringify(request))
    }
  })

  it("is refused if it is to do nothing", () => {
    const targets = { all: true }
    for (const value of empties) {
      for (const request of [
        { operation: "update_org", changes: value },
        { operation: "update_org", changes: { tags: value } },
        { operation: "update_org", changes: { clear: value } },
        { operation: "add_member", member: value },
        { operation: "update_member", members: { role: "edit" }, change: value },
        { operation: "invite", invite: value },
        { operation: "create_org", orgs: value }
      ]) {
        // `undefined` and a name alone are what a new organization may be.
        const all = request.operation === "create_org" ? request : { ...request, targets }
        assert.isTrue(isRefused(all), JSON.stringify(all))
      }
    }
  })

  it.effect("means all organizations by all: true alone, and no members or invitations by it", () =>
    onPlants(
      Effect.gen(function* () {
        const { instanceId } = yield* Emulator
        const sets = yield* ChangeSets
        const targets = { all: true } as const
        const changed = yield* plan({ operation: "update_org", ...requests.update_org, targets })
        assert.strictEqual(changed.set.organizations, 8)
        for (const request of [
          { operation: "update_member", change: { role: "view" }, targets },
          { operation: "remove_member", targets },
          { operation: "resend_invite", targets },
          { operation: "revoke_invite", targets }
        ] as const) {
          const error = yield* Effect.flip(sets.plan(instanceId, request))
          assert.strictEqual(error._tag, "ChangeSetPlanRefused", request.operation)
        }
      })
    )
  )
})
