import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { InstanceOrgInvites, InstanceOrgMembers, InstanceOrgs, Pagination, UserId } from "@effect-losant/core"
import { Emulator } from "@effect-losant/emulator"
import { ChangeSets, type Entry, FileLedger, type PlanRequest } from "@effect-losant/fleet"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { apply, finalOf, layerOf, onPlants, plan } from "../support/fleet.ts"

const request = {
  operation: "create_org",
  orgs: [{ name: "New 1" }, { name: "New 2" }],
  members: [
    { email: "ada@example.com", role: "admin" },
    { email: "jo@example.com", role: "view" }
  ],
  invites: [{ email: "new@example.com", role: "edit" }]
} as const satisfies PlanRequest

const only: PlanRequest = { ...request, orgs: [request.orgs[0]] }

/** Whoever creates an organization without members is its admin. */
const creator = "admin@emulator.example"

/** The people of each organization with this name, members first. */
const peopleOf = Effect.fnUntraced(function* (name: string) {
  const { instanceId } = yield* Emulator
  const orgs = yield* Stream.runCollect(Pagination.items(InstanceOrgs.get, { instanceId, query: { name } }))
  return yield* Effect.forEach(
    orgs,
    Effect.fnUntraced(function* ({ id: orgId }) {
      const members = yield* InstanceOrgMembers.get({ instanceId, orgId })
      const invites = yield* InstanceOrgInvites.get({ instanceId, orgId })
      return [...members.items, ...invites.items]
        .filter(({ email }) => email !== creator)
        .map(({ email = "", role = "" }) => `${email} ${role}`)
    })
  )
})

const people = ["ada@example.com admin", "jo@example.com view", "new@example.com edit"]

const statesOf = (entries: ReadonlyArray<Entry>) => entries.map(({ state }) => state)

describe("a new organization", () => {
  it.effect("gets its members and invitations once it is there, each as a write of its own", () =>
    onPlants(
      Effect.gen(function* () {
        const { set, entries } = yield* plan(request)
        assert.deepEqual(
          entries.map(({ write }) => `${write._tag} ${write.orgName}`),
          ["New 1", "New 2"].flatMap((name) => [
            `create_org ${name}`,
            `add_to_new_org ${name}`,
            `add_to_new_org ${name}`,
            `invite_to_new_org ${name}`
          ])
        )
        assert.deepEqual(entries[1]?.write.dangers, ["makeAdmin"])
        const after = finalOf(yield* apply(set.id))
        assert.deepEqual(new Set(statesOf(after)), new Set(["done"]))
        const [created, member] = after
        assert.isDefined(created?.created)
        // From then on the writes name their organization.
        assert.deepInclude(member?.write, { _tag: "add_member", orgId: created?.created })
        assert.deepEqual(yield* peopleOf("New 1"), [people])
        assert.deepEqual(yield* peopleOf("New 2"), [people])
      })
    )
  )

  for (const fault of ["reset-before-headers-applied", "body-cut", "reset-before-headers-late"] as const) {
    it.effect(`is found, with its people put into it, after ${fault}`, () =>
      onPlants(
        Effect.gen(function* () {
          const { faults, writes } = yield* Emulator
          const { set } = yield* plan(only)
          yield* faults.next(fault, { action: "instanceOrgs.post" })
          assert.deepEqual(new Set(statesOf(finalOf(yield* apply(set.id)))), new Set(["done"]))
          assert.deepEqual(yield* peopleOf("New 1"), [people])
          assert.strictEqual(yield* writes.count(), 4)
        })
      )
    )
  }

  it.effect("lets its people wait while nobody knows whether it was created", () =>
    onPlants(
      Effect.gen(function* () {
        const { faults } = yield* Emulator
        const { set } = yield* plan(only)
        yield* faults.next("close-before-headers", { action: "instanceOrgs.post" })
        const first = finalOf(yield* apply(set.id, { waitForSettle: false }))
        assert.deepEqual(statesOf(first), ["unknown", "planned", "planned", "planned"])
        assert.deepEqual(yield* peopleOf("New 1"), [])
        assert.deepEqual(statesOf(finalOf(yield* apply(set.id))), ["done", "done", "done", "done"])
        assert.deepEqual(yield* peopleOf("New 1"), [people])
      })
    )
  )

  it.effect("gets nobody if Losant refuses it, or if it cannot be told from another of its name", () =>
    onPlants(
      Effect.gen(function* () {
        const { faults, instanceId } = yield* Emulator
        const refused = yield* plan(only)
        yield* faults.next(
          { kind: "answer", status: 400, body: '{"type":"Validation","message":"no"}' },
          { action: "instanceOrgs.post" }
        )
        const after = finalOf(yield* apply(refused.set.id))
        assert.deepEqual(statesOf(after), ["failed", "skipped", "skipped", "skipped"])
        assert.strictEqual(after[1]?.detail, "Skipped: the organization was not created.")

        const twice = yield* plan(only)
        yield* faults.next("close-before-headers", { action: "instanceOrgs.post" })
        yield* apply(twice.set.id, { waitForSettle: false })
        for (const _ of [1, 2]) yield* InstanceOrgs.post({ instanceId, orgConfig: { name: "New 1" } })
        const unclear = finalOf(yield* apply(twice.set.id))
        assert.deepEqual(statesOf(unclear), ["done", "skipped", "skipped", "skipped"])
        assert.strictEqual(unclear[1]?.detail, "Skipped: Losant does not show which organization is the new one.")
      })
    )
  )

  it.effect("keeps the others when one member is refused", () =>
    onPlants(
      Effect.gen(function* () {
        const { set } = yield* plan({
          ...only,
          members: [{ userId: UserId.make("0".repeat(24)), role: "view" }, ...request.members]
        })
        assert.deepEqual(statesOf(finalOf(yield* apply(set.id))), ["done", "failed", "done", "done", "done"])
        assert.deepEqual(yield* peopleOf("New 1"), [people])
      })
    )
  )

  it.effect("is the same in a ledger that was read again", () => {
    const folder = mkdtempSync(join(tmpdir(), "effect-losant-new-orgs-"))
    return Effect.gen(function* () {
      const { set } = yield* plan(only)
      const entries = finalOf(yield* apply(set.id))
      const { status } = yield* ChangeSets
      assert.deepEqual((yield* status(set.id)).entries, entries)
    }).pipe(
      Effect.provide(layerOf({}, FileLedger.layer({ folder }))),
      Effect.ensuring(Effect.sync(() => rmSync(folder, { recursive: true })))
    )
  })
})
