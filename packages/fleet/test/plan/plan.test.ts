import { assert, describe, it } from "@effect/vitest"
import { InstanceOrg } from "@effect-losant/core"
import { Emulator } from "@effect-losant/emulator"
import { PlanRequest } from "@effect-losant/fleet"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { apply, finalOf, layerOf, membersOf, onPlants, orgOf, plan, plantId, tagAll } from "../support/fleet.ts"

const targetsOf = (entries: ReadonlyArray<{ readonly write: { readonly _tag: string; readonly orgName: string } }>) =>
  entries.map(({ write }) => `${write._tag} ${write.orgName}`)

describe("a plan", () => {
  it.effect("has a write for each organization of the targets, and says which need none", () =>
    onPlants(
      Effect.gen(function* () {
        const { set, entries } = yield* plan({
          operation: "update_org",
          changes: { tags: { add: [{ key: "region", value: "eu" }], remove: [{ key: "region" }] } },
          targets: { orgs: ["Plant 4", "Plant 5", plantId(6), "Plant 5"] }
        })
        assert.deepEqual(
          targetsOf(entries),
          ["update_org Plant 4", "update_org Plant 5", "update_org Plant 6"].slice(1)
        )
        assert.deepInclude(entries[0]?.write, { before: { "tags.region": "us" } })
        assert.deepEqual(
          set.excluded.map(({ orgName, reason }) => [orgName, reason]),
          [["Plant 4", "It has these values already."]]
        )
        assert.strictEqual(set.organizations, 3)
        assert.strictEqual(set.requests, 2)
        assert.strictEqual(set.expiresAt - set.createdAt, 3_600_000)
        const { writes } = yield* Emulator
        assert.strictEqual(yield* writes.count(), 0)
      })
    )
  )

  it.effect("leaves out an organization that would lose the key of a fleet, also if it gets one meanwhile", () =>
    onPlants(
      Effect.gen(function* () {
        const { instanceId } = yield* Emulator
        const mark = (number: number, value: string) =>
          InstanceOrg.patch({
            instanceId,
            orgId: plantId(number),
            organization: { tags: [{ key: "fleet-key", value }] }
          })
        yield* mark(1, "north")
        const orgs = { orgs: ["Plant 1", "Plant 2"] } as const
        for (const changes of [
          { clear: ["tags"] },
          { tags: { set: [{ key: "a", value: "b" }] } },
          { tags: { remove: [{ key: "fleet-key" }] } },
          { tags: { add: [{ key: "fleet-key", value: "south" }], remove: [{ key: "fleet-key", value: "north" }] } }
        ] as const) {
          const { set, entries } = yield* plan({ operation: "update_org", changes, targets: orgs })
          assert.deepEqual(
            entries.map(({ write }) => write.orgName).filter((name) => name !== "Plant 2"),
            []
          )
          assert.include(set.excluded.find(({ orgName }) => orgName === "Plant 1")?.reason, "lose the tag fleet-key")
        }
        const harmless = { tags: { add: [{ key: "a", value: "b" }] } } as const
        assert.lengthOf((yield* plan({ operation: "update_org", changes: harmless, targets: orgs })).entries, 2)

        const changes = { tags: { remove: [{ key: "fleet-key" }], add: [{ key: "a", value: "b" }] } } as const
        const { set } = yield* plan({ operation: "update_org", changes, targets: { orgs: ["Plant 3"] } })
        yield* mark(3, "west")
        const [entry] = finalOf(yield* apply(set.id))
        assert.strictEqual(entry?.state, "skipped")
        assert.deepInclude((yield* orgOf(3)).tags?.[0], { key: "fleet-key", value: "west" })
      })
    )
  )

  it.effect("takes a person out of all organizations, with open invitations", () =>
    onPlants(
      Effect.gen(function* () {
        const { entries } = yield* plan({ operation: "remove_member", targets: { person: "JO@example.com" } })
        assert.deepEqual(targetsOf(entries), [
          "remove_member Plant 1",
          "revoke_invite Plant 2",
          "remove_member Plant 3",
          "remove_member Plant 5",
          "remove_member Plant 7"
        ])
      })
    )
  )

  it.effect("reads no organization twice for a person who is named by id", () =>
    onPlants(
      Effect.gen(function* () {
        const { userId } = (yield* membersOf(1)).find(({ email }) => email === "jo@example.com") ?? {}
        const { set, entries } = yield* plan({ operation: "remove_member", targets: { person: userId ?? "" } })
        assert.lengthOf(entries, 5)
        const [lists, memberships, withOpenInvites] = [2, 4, 1]
        assert.strictEqual(set.requests, lists + memberships + withOpenInvites)
      })
    )
  )

  describe("about open invitations", () => {
    const jo = { email: "jo@example.com", role: "view" } as const
    const longAgo = { ...jo, inviteDate: "2020-01-01T00:00:00.000Z" }
    const invited = layerOf({
      now: new Date("2026-11-22T00:00:00.000Z"),
      seed: {
        instances: [
          {
            name: "Plants",
            orgs: [
              { name: "Open", invites: [jo] },
              { name: "Expired", invites: [longAgo] },
              { name: "Both", invites: [{ ...longAgo, email: "ada@example.com" }, longAgo, jo] },
              { name: "None" }
            ]
          }
        ]
      }
    })

    it.effect("searches organizations that have any, and revokes none that has expired", () =>
      Effect.gen(function* () {
        const { set, entries } = yield* plan({ operation: "remove_member", targets: { person: jo.email } })
        assert.deepEqual(targetsOf(entries), ["revoke_invite Open", "revoke_invite Both"])
        const [lists, searchedForPerson, withOpenInvites] = [1, 4, 2]
        assert.strictEqual(set.requests, lists + searchedForPerson + withOpenInvites)
      }).pipe(Effect.provide(invited))
    )

    it.effect.each(["revoke_invite", "resend_invite"] as const)("finds those that %s names by that", (operation) =>
      Effect.gen(function* () {
        const open = yield* plan({ operation, invites: { expired: false }, targets: { all: true } })
        assert.deepEqual(targetsOf(open.entries), [`${operation} Open`, `${operation} Both`])
        assert.strictEqual(open.set.requests, 1 + 2)
        // The number of the summary says nothing about the others.
        const expired = yield* plan({ operation, invites: { expired: true }, targets: { all: true } })
        assert.lengthOf(expired.entries, 3)
        assert.strictEqual(expired.set.requests, 1 + 4)
      }).pipe(Effect.provide(invited))
    )
  })

  it.effect("finds members by their role, and organizations by a query", () =>
    onPlants(
      Effect.gen(function* () {
        const { entries } = yield* plan({
          operation: "update_member",
          members: { role: "edit" },
          change: { role: "view" },
          targets: { query: { tags: { $tagKey: "region", $tagValue: "us" } } }
        })
        assert.deepEqual(targetsOf(entries), ["update_member Plant 5", "update_member Plant 7"])
      })
    )
  )

  it.effect("names each organization that it does not know", () =>
    onPlants(
      Effect.gen(function* () {
        const error = yield* Effect.flip(plan({ ...tagAll, targets: { orgs: ["Plant 1", "plant 2", plantId(77)] } }))
        assert.strictEqual(error._tag, "ChangeSetPlanRefused")
        assert.deepInclude(error, {
          problems: ['There is no organization "plant 2".', `There is no organization "${plantId(77)}".`]
        })
      })
    )
  )

  it.effect("has at most 1,000 writes", () =>
    onPlants(
      Effect.gen(function* () {
        const [first, ...others] = Array.from({ length: 1_001 }, (_, index) => ({ name: `New ${index}` }))
        const error = yield* Effect.flip(plan({ operation: "create_org", orgs: [first ?? { name: "New" }, ...others] }))
        assert.include(error.message, "1001 writes")
      })
    )
  )

  const decode = Schema.decodeUnknownEffect(PlanRequest, { onExcessProperty: "error" })
  const changes = { description: "x" }
  for (const [what, rest] of [
    ["no targets", {}],
    ["null", { targets: null }],
    ["nobody", { targets: {} }],
    ["an empty list", { targets: { orgs: [] } }],
    ["an empty name", { targets: { orgs: [""] } }],
    ["an empty query", { targets: { query: {} } }],
    ["a query of nothing", { targets: { query: { $and: [] } } }],
    ["a query with an empty part", { targets: { query: { $or: [{ name: "a" }, {}] } } }],
    ["an empty person", { targets: { person: "" } }],
    ["all: false", { targets: { all: false } }],
    ["two ways at once", { targets: { all: true, orgs: ["a"] } }],
    ["a misspelled way", { targets: { all: true, query_: {} } }]
  ] as const) {
    it.effect(`refuses ${what} as the target`, () =>
      Effect.asVoid(Effect.flip(decode({ operation: "update_org", changes, ...rest })))
    )
  }

  for (const [what, request] of [
    ["no change", { operation: "update_org", changes: {} }],
    ["no tags to add", { operation: "update_org", changes: { tags: { add: [] } } }],
    ["an empty filter of members", { operation: "remove_member", members: {} }],
    ["an empty filter of invitations", { operation: "revoke_invite", invites: {} }],
    ["a null filter", { operation: "revoke_invite", invites: null }],
    ["no role", { operation: "update_member", members: { role: "edit" }, change: {} }]
  ] as const) {
    it.effect(`refuses ${what}`, () =>
      Effect.asVoid(Effect.flip(decode({ ...request, targets: { orgs: ["Plant 1"] } })))
    )
  }

  it.effect("wants to know whom it is about", () =>
    onPlants(
      Effect.gen(function* () {
        for (const request of [
          { operation: "remove_member", targets: { all: true } },
          { operation: "remove_member", members: { role: "edit" }, targets: { person: "jo@example.com" } },
          { operation: "revoke_invite", targets: { all: true } },
          { ...tagAll, targets: { person: "jo@example.com" } }
        ] as const satisfies ReadonlyArray<PlanRequest>) {
          assert.strictEqual((yield* Effect.flip(plan(request)))._tag, "ChangeSetPlanRefused")
        }
      })
    )
  )
})
