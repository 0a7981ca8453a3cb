import { assert, describe, it } from "@effect/vitest"
import type { ActionName } from "@effect-losant/core/Actions"
import { Emulator } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import { decodeAnswer, emulated, ids, planOf, sendPlan } from "../../../test/support/plans.ts"
import type { JsonObject } from "../../text/json.ts"
import { describePlan, describeResult, describeSent, describeUnchanged } from "./writeResult.ts"

const orgId = ids.plant
const org = { id: orgId, name: "Northwind Plant" }

/** The answer of a call that was carried out. */
const carriedOut = (name: ActionName, values: JsonObject) =>
  Effect.gen(function* () {
    const plan = yield* planOf(name, values)
    return describeResult(plan, yield* sendPlan(plan))
  }).pipe(Effect.provide(emulated()))

/** The answer of an update if Losant answers so. */
const answered = (values: JsonObject, answer: (sent: JsonObject) => unknown) =>
  Effect.gen(function* () {
    const plan = yield* planOf("instanceOrg.patch", { orgId, ...values })
    return describeResult(plan, yield* decodeAnswer(plan, answer(plan.after)))
  }).pipe(Effect.provide(emulated()))

describe("describeResult", () => {
  it.effect("of an update is the difference according to Losant's answer, and nothing else", () =>
    Effect.gen(function* () {
      const values = { orgId, name: "B", limits: { device: 400 }, tags: { add: ["a=b"] }, clear: ["description"] }
      assert.deepStrictEqual(yield* carriedOut("instanceOrg.patch", values), {
        done: true,
        org: { id: orgId, name: "B" },
        changed: {
          name: { before: "Northwind Plant", after: "B" },
          description: { before: "Makes gears", after: "" },
          "tags.a": { after: "b" },
          "limits.device": { before: 300, after: 400 }
        }
      })
    })
  )

  it.effect("of an update that disables says since when", () =>
    Effect.gen(function* () {
      const { changed, ...others } = yield* carriedOut("instanceOrg.patch", { orgId, disabledAt: true })
      assert.match(
        JSON.stringify(changed),
        /^\{"disabledAt":\{"before":false,"after":"2026-03-15T12:00:0\d\.\d{3}Z"\}\}$/
      )
      assert.deepStrictEqual(others, { done: true, org })
    })
  )

  it.effect("of a new organization has its id and what was set", () =>
    Effect.gen(function* () {
      const answer = yield* carriedOut("instanceOrgs.post", {
        name: "Alder Works",
        limits: { device: 5 },
        tags: { set: ["a=b"] },
        members: [
          { email: "Ada@northwind.example", role: "admin" },
          { userId: ids.grace, role: "view" }
        ]
      })
      const { id, ...named } = { id: "", ...Object(answer["org"]) }
      assert.match(id, /^[0-9a-f]{24}$/)
      assert.deepStrictEqual(
        { ...answer, org: named },
        {
          done: true,
          org: { name: "Alder Works" },
          changed: {
            name: { after: "Alder Works" },
            "limits.device": { after: 5 },
            "members.ada@northwind.example": { after: "admin" },
            [`members.${ids.grace}`]: { after: "view" },
            // The answer of the creation has no tags. They come from the read after it.
            "tags.a": { after: "b" }
          }
        }
      )
    })
  )

  it.effect("of a new member says who", () =>
    Effect.gen(function* () {
      const email = "edsger@northwind.example"
      const { member, ...others } = yield* carriedOut("instanceOrgMembers.post", { orgId, email, role: "view" })
      assert.deepInclude(member, { email, role: "view" })
      assert.property(member, "userId")
      assert.deepStrictEqual(others, { done: true, org, changed: { email: { after: email }, role: { after: "view" } } })
    })
  )

  it.effect("of another role says from which to which", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* carriedOut("instanceOrgMember.patch", { orgId, userId: ids.ada, role: "edit" }), {
        done: true,
        org,
        member: { userId: ids.ada, email: "ada@northwind.example", role: "edit" },
        changed: { role: { before: "admin", after: "edit" } },
        warnings: ["It is the last admin: nobody in the organization could manage it after."]
      })
    })
  )

  it.effect("of an invitation is the new one", () =>
    Effect.gen(function* () {
      const values = { orgId, email: "late@example.com", role: "admin" }
      const { invite, changed } = yield* carriedOut("instanceOrgInvites.post", values)
      assert.deepInclude(invite, { email: "late@example.com", role: "admin" })
      assert.notDeepInclude(invite, { id: ids.expired })
      assert.deepStrictEqual(changed, { email: { after: "late@example.com" }, role: { after: "admin" } })
    })
  )

  it.effect("of an invitation that is sent again has its new date", () =>
    Effect.gen(function* () {
      const values = { orgId, inviteId: ids.expired, role: "edit" }
      const { invite, changed } = yield* carriedOut("instanceOrgInvite.resendInvite", values)
      assert.deepInclude(invite, { id: ids.expired, role: "edit" })
      assert.match(JSON.stringify(invite), /"inviteDate":"2026-03-15/)
      assert.deepInclude(invite, { expired: false })
      assert.deepStrictEqual(changed, { role: { before: "view", after: "edit" } })
    })
  )

  const removals = [
    { name: "instanceOrg.delete", values: { orgId }, about: {} },
    {
      name: "instanceOrgMember.delete",
      values: { orgId, userId: ids.grace },
      about: { member: { userId: ids.grace, email: "grace@northwind.example", role: "view" } }
    },
    {
      name: "instanceOrgInvite.delete",
      values: { orgId, inviteId: ids.invite },
      about: {
        invite: {
          id: ids.invite,
          email: "guest@example.com",
          role: "edit",
          inviteDate: "2026-03-14T00:00:00.000Z",
          expired: false
        }
      }
    }
  ] as const
  it.effect.each(removals)("of $name says what is gone", ({ name, values, about }) =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* carriedOut(name, values), { done: true, org, ...about })
    })
  )

  it.effect("names the fields that Losant stored in another way than sent", () =>
    Effect.gen(function* () {
      const values = { name: "B", limits: { device: 400 }, clear: ["limits.application"] }
      const answer = yield* answered(values, (after) => ({
        id: orgId,
        name: " B ",
        limits: { ...Object(after["limits"]), device: 350, application: 10 }
      }))
      assert.deepStrictEqual(answer["notApplied"], {
        name: { sent: "B", is: " B " },
        "limits.device": { sent: 400, is: 350 },
        "limits.application": { is: 10 }
      })
      assert.deepStrictEqual(answer["changed"], {
        name: { before: "Northwind Plant", after: " B " },
        "limits.device": { before: 300, after: 350 }
      })
      assert.deepStrictEqual(answer["org"], { id: orgId, name: " B " })
    })
  )

  it.effect("shows a limit that was lost though it was sent", () =>
    Effect.gen(function* () {
      const answer = yield* answered({ limits: { device: 400 } }, () => ({ id: orgId, limits: { device: 400 } }))
      assert.deepInclude(answer["changed"], { "limits.application": { before: 10 } })
    })
  )

  it.effect("names the fields that the answer does not show, but for those that were emptied", () =>
    Effect.gen(function* () {
      const values = { name: "B", referralId: "C", clear: ["description"] }
      const answer = yield* answered(values, () => ({ id: orgId, name: "B" }))
      assert.deepStrictEqual(answer["notAnswered"], ["referralId"])
      assert.notProperty(answer, "notApplied")
    })
  )

  it.effect.each([{}, { items: "none" }])("stays useful with an empty or unusable answer, such as %j", (state) =>
    Effect.gen(function* () {
      const plan = yield* planOf("instanceOrg.patch", { orgId, name: "B" })
      const { note, ...rest } = describeResult(plan, { state, about: {}, isOfAnother: false })
      assert.deepStrictEqual(rest, { done: true, org, notAnswered: ["name"] })
      assert.isString(note)
    }).pipe(Effect.provide(emulated()))
  )

  it.effect.each(["null", '"text"', "[]", '{"items":"none"}'])(
    "is not told of an answer such as %s, which cannot be read: only that the write was carried out",
    (body) =>
      Effect.gen(function* () {
        const plan = yield* planOf("instanceOrg.patch", { orgId, name: "B" })
        const { faults } = yield* Emulator
        yield* faults.next({ kind: "answer", status: 200, body }, { action: "instanceOrg.patch" })
        const error = yield* Effect.flip(sendPlan(plan))
        assert.strictEqual("outcome" in error ? error.outcome : error._tag, "applied")
      }).pipe(Effect.provide(emulated()))
  )
})

describe("describePlan", () => {
  it.effect("shows what has to be confirmed, and the warnings", () =>
    Effect.gen(function* () {
      const plan = yield* planOf("instanceOrgMember.delete", { orgId, userId: ids.grace })
      const shown = describePlan(plan, "yes")
      assert.deepInclude(shown["toBeConfirmed"], {
        action: "remove a member of the organization",
        level: "yes",
        undo: "losant_add_org_member with the same roles makes the person a member again."
      })
      assert.include(JSON.stringify(shown["toBeConfirmed"]), 'role: \\"view\\"')
      assert.deepInclude(shown["member"], { userId: ids.grace })
      const last = yield* planOf("instanceOrgMember.delete", { orgId, userId: ids.ada })
      assert.isNotEmpty(last.warnings)
      assert.deepStrictEqual(describePlan(last, "type")["warnings"], last.warnings)
      assert.include(shown["note"], "Nothing was sent")
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("says that nobody would be asked if confirmation is off", () =>
    Effect.gen(function* () {
      const shown = describePlan(yield* planOf("instanceOrgMember.delete", { orgId, userId: ids.ada }), "none")
      assert.notProperty(shown, "toBeConfirmed")
      assert.include(shown["note"], "Nobody would be asked to confirm it")
      // A change that is never confirmed needs no such note.
      const harmless = describePlan(yield* planOf("instanceOrg.patch", { orgId, name: "B" }), "none")
      assert.notInclude(harmless["note"], "confirm")
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("shows the request without what all requests have", () =>
    Effect.gen(function* () {
      const path = `/instances/${ids.instance}/orgs/${orgId}`
      const plan = yield* planOf("instanceOrg.patch", { orgId, name: "B" })
      assert.deepStrictEqual(describePlan(plan, "yes")["request"], { method: "PATCH", path, body: { name: "B" } })
      const query = [...plan.call.query, ["summaryInclude", "deviceCount"] as const]
      assert.deepStrictEqual(describePlan({ ...plan, call: { ...plan.call, query } }, "yes")["request"], {
        method: "PATCH",
        path,
        query: { summaryInclude: "deviceCount" },
        body: { name: "B" }
      })
    }).pipe(Effect.provide(emulated()))
  )

  it.effect("says that nothing would be sent", () =>
    Effect.gen(function* () {
      const shown = describePlan(yield* planOf("instanceOrg.patch", { orgId, name: "Northwind Plant" }), "yes")
      assert.strictEqual(shown["dryRun"], true)
      assert.include(shown["note"], "nothing would change")
      assert.notProperty(shown, "request")
    }).pipe(Effect.provide(emulated()))
  )
})

describe("describeUnchanged", () => {
  it.effect("says why nothing was sent", () =>
    Effect.gen(function* () {
      const plan = yield* planOf("instanceOrgMember.patch", { orgId, userId: ids.grace, role: "view" })
      const answer = describeUnchanged(plan)
      assert.strictEqual(answer["done"], true)
      assert.include(answer["note"], "has these roles already")
      assert.deepInclude(answer["member"], { userId: ids.grace })
    }).pipe(Effect.provide(emulated()))
  )
})

describe("describeSent", () => {
  it.effect("is limited to the request if the answer could not be read", () =>
    Effect.gen(function* () {
      const plan = yield* planOf("instanceOrg.patch", { orgId, name: "B" })
      assert.deepStrictEqual(describeSent(plan), { org, changes: { name: { before: "Northwind Plant", after: "B" } } })
    }).pipe(Effect.provide(emulated()))
  )
})
