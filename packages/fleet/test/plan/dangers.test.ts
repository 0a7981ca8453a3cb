import { assert, describe, it } from "@effect/vitest"
import { InstanceOrg, InstanceOrgMember, InstanceOrgMembers, UserId } from "@effect-losant/core"
import { Emulator } from "@effect-losant/emulator"
import { ChangeSets, dangersOfSet, levelOf, levelOfSet, PlanRequest, type RecordedSet } from "@effect-losant/fleet"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { apply, finalOf, membersOf, onPlants, plan, plantId } from "../support/fleet.ts"

const dangersIn = ({ entries }: RecordedSet) => entries.map(({ write }) => [write.orgName, ...write.dangers])
const isTyped = ({ write }: RecordedSet["entries"][number]) => levelOf(write.dangers) === "type"

const patch = (number: number, organization: (typeof InstanceOrg.patch)["body"]["organization"]["Type"]) =>
  Effect.flatMap(Emulator, ({ instanceId }) => InstanceOrg.patch({ instanceId, orgId: plantId(number), organization }))

/** The id of a member of the plant of this number. */
const userIdOf = (number: number, email: string) =>
  Effect.map(membersOf(number), (members) => UserId.make(members.find((one) => one.email === email)?.userId ?? ""))

describe("the dangers of a set", () => {
  it.effect("are none for what adds, and the set still needs a yes", () =>
    onPlants(
      Effect.gen(function* () {
        const recorded = yield* plan({
          operation: "update_org",
          changes: { limits: { device: 50 }, description: "audited", tags: { add: [{ key: "a", value: "b" }] } },
          targets: { orgs: ["Plant 1", "Plant 2"] }
        })
        assert.deepEqual(dangersIn(recorded), [["Plant 1"], ["Plant 2"]])
        assert.strictEqual(levelOfSet(recorded.entries), "yes")
      })
    )
  )

  it.effect("are found by what each organization has and uses", () =>
    onPlants(
      Effect.gen(function* () {
        yield* patch(2, { limits: { device: 10, member: 20, dataTTL: 864_000 }, whitelistedEmailDomains: ["a.com"] })
        const of = (changes: Extract<PlanRequest, { operation: "update_org" }>["changes"]) =>
          Effect.map(plan({ operation: "update_org", changes, targets: { orgs: ["Plant 1", "Plant 2"] } }), dangersIn)
        // Plant 1 has two members, Plant 2 one and an invitation.
        assert.deepEqual(yield* of({ limits: { member: 1 } }), [
          ["Plant 1", "lowerLimitBelowUse"],
          ["Plant 2", "lowerLimitBelowUse"]
        ])
        assert.deepEqual(yield* of({ limits: { member: 2 } }), [["Plant 1"], ["Plant 2"]])
        assert.deepEqual(yield* of({ limits: { notebookInParallel: 0 } }), [
          ["Plant 1", "lowerLimitOfUnknownUse"],
          ["Plant 2", "lowerLimitOfUnknownUse"]
        ])
        assert.deepEqual(yield* of({ limits: { dataTTL: 8_640_000 } }), [["Plant 1", "shortenDataTime"], ["Plant 2"]])
        assert.deepEqual(yield* of({ clear: ["limits.device"] }), [
          ["Plant 1", "removeLimit"],
          ["Plant 2", "removeLimit"]
        ])
        assert.deepEqual(yield* of({ clear: ["tags", "whitelistedEmailDomains"], isReadOnly: true }), [
          ["Plant 1", "makeOrgReadOnly", "emptyTags"],
          ["Plant 2", "makeOrgReadOnly", "emptyTags", "emptyDomains"]
        ])
        assert.deepEqual(yield* of({ disabledAt: true }), [
          ["Plant 1", "disableOrg"],
          ["Plant 2", "disableOrg"]
        ])
      })
    )
  )

  it.effect("count the admins that the set itself leaves", () =>
    onPlants(
      Effect.gen(function* () {
        const { instanceId } = yield* Emulator
        const userId = yield* userIdOf(1, "jo@example.com")
        yield* InstanceOrgMember.patch({ instanceId, orgId: plantId(1), userId, member: { role: "admin" } })
        const orgs = { orgs: ["Plant 1"] } as const
        const removals = yield* plan({ operation: "remove_member", members: { role: "admin" }, targets: orgs })
        assert.deepEqual(dangersIn(removals), [
          ["Plant 1", "removeMember"],
          ["Plant 1", "removeMember", "takeLastAdmin"]
        ])
        assert.strictEqual(levelOfSet(removals.entries), "type")
        const changes = yield* plan({
          operation: "update_member",
          members: { role: "admin" },
          change: { role: "edit" },
          targets: orgs
        })
        assert.deepEqual(dangersIn(changes), [
          ["Plant 1", "lowerRole"],
          ["Plant 1", "lowerRole", "takeLastAdmin"]
        ])
      })
    )
  )

  it.effect("tell of admins, of invitations, and of emails to several addresses", () =>
    onPlants(
      Effect.gen(function* () {
        const targets = { orgs: ["Plant 2", "Plant 4"] } as const
        const email = "new@example.com"
        const invites = yield* plan({ operation: "invite", invite: { email, role: "admin" }, targets })
        assert.deepEqual(dangersIn(invites), [
          ["Plant 2", "inviteAdmin"],
          ["Plant 4", "inviteAdmin"]
        ])
        assert.deepEqual(dangersOfSet(invites.entries), ["inviteAdmin"], "it is one address")
        yield* apply((yield* plan({ operation: "invite", invite: { email, role: "view" }, targets })).set.id)
        const again = yield* plan({ operation: "resend_invite", invites: { role: "view" }, targets })
        assert.lengthOf(again.entries, 3)
        assert.deepEqual(dangersOfSet(again.entries), ["emailSeveral"])
        const members = yield* plan({ operation: "add_member", member: { email, role: "admin" }, targets })
        assert.deepEqual(dangersOfSet(members.entries), ["makeAdmin"])
        const revoked = yield* plan({ operation: "revoke_invite", invites: { email }, targets })
        assert.deepEqual(dangersOfSet(revoked.entries), ["revokeInvite"])
        const created = yield* plan({
          operation: "create_org",
          orgs: [
            {
              name: "New",
              members: [
                { email, role: "admin" },
                { email: "jo@example.com", role: "view" }
              ]
            }
          ]
        })
        assert.deepEqual(dangersIn(created), [["New", "makeAdmin", "emailSeveral"]])
      })
    )
  )

  it.effect("need at most five typed names, and such writes can be left out", () =>
    onPlants(
      Effect.gen(function* () {
        const ofAll = { operation: "remove_member", members: { person: "ada@example.com" } } as const
        const error = yield* Effect.flip(plan({ ...ofAll, targets: { all: true } }))
        assert.strictEqual(error._tag, "ChangeSetPlanRefused")
        assert.include(error.message, "8 writes of the plan cannot be undone, and a set may have 5")
        assert.include(
          error.message,
          '"Plant 3": remove_member (ada@example.com) would leave the organization without an admin.'
        )
        const few = yield* plan({
          ...ofAll,
          targets: { orgs: ["Plant 1", "Plant 2", "Plant 3", "Plant 4", "Plant 5"] }
        })
        assert.lengthOf(few.entries.filter(isTyped), 5)
        const { instanceId } = yield* Emulator
        const member = { email: "second@example.com", role: "admin" } as const
        yield* InstanceOrgMembers.post({ instanceId, orgId: plantId(7), member })
        const rest = yield* plan({ ...ofAll, targets: { all: true }, maxLevel: "yes" })
        assert.deepEqual(dangersIn(rest), [["Plant 7", "removeMember"]])
        assert.lengthOf(rest.set.excluded, 7)
        assert.deepInclude(rest.set.excluded[0], {
          orgName: "Plant 1",
          reason: "remove_member (ada@example.com) would leave the organization without an admin."
        })
      })
    )
  )

  it.effect("never hold the deletion of an organization", () => {
    const request = { operation: "delete_org", targets: { orgs: ["Plant 1"] } }
    return Effect.asVoid(Effect.flip(Schema.decodeUnknownEffect(PlanRequest)(request)))
  })
})

describe("a write that has become more dangerous since the plan", () => {
  it.effect("is skipped: nobody has confirmed it", () =>
    onPlants(
      Effect.gen(function* () {
        const { instanceId } = yield* Emulator
        const sets = yield* ChangeSets
        const targets = { orgs: ["Plant 1"] } as const
        const jo = yield* userIdOf(1, "jo@example.com")
        const ada = yield* userIdOf(1, "ada@example.com")
        yield* InstanceOrgMember.patch({ instanceId, orgId: plantId(1), userId: jo, member: { role: "admin" } })
        const removal = yield* plan({ operation: "remove_member", targets: { person: "jo@example.com" } })
        const demotion = yield* plan({
          operation: "update_member",
          members: { person: "jo@example.com" },
          change: { role: "view" },
          targets
        })
        const limit = yield* plan({ operation: "update_org", changes: { limits: { member: 2 } }, targets })
        assert.deepEqual(dangersIn(limit), [["Plant 1"]])
        const member = { email: "third@example.com", role: "view" } as const
        yield* InstanceOrgMembers.post({ instanceId, orgId: plantId(1), member })
        yield* InstanceOrgMember.delete({ instanceId, orgId: plantId(1), userId: ada })
        const last = "Skipped: it would now leave the organization without an admin, which nobody has confirmed."
        assert.strictEqual(finalOf(yield* apply(removal.set.id))[0]?.detail, last)
        assert.strictEqual(finalOf(yield* apply(demotion.set.id))[0]?.detail, last)
        yield* InstanceOrgMembers.post({ instanceId, orgId: plantId(1), member: { ...member, email: "d@example.com" } })
        assert.strictEqual(
          finalOf(yield* apply(limit.set.id))[0]?.detail,
          "Skipped: it would now lower limits of the organization below what it uses, which nobody has confirmed."
        )
        assert.deepInclude((yield* sets.status(removal.set.id)).entries[0], { state: "skipped", attempts: 0 })
      })
    )
  )
})
