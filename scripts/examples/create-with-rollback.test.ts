// The example makes several things, and either all of them or none may remain in Losant.
import { assert, describe, it } from "@effect/vitest"
import { InstanceOrgInvites, InstanceOrgMembers, InstanceOrgs } from "@effect-losant/core"
import { Emulator } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import { emulator, execute, run, variables } from "./run.ts"

const name = "Rollback Works"
const admin = "ada@rollback.example"
const guest = "guest@rollback.example"

const found = Effect.gen(function* () {
  const { instanceId } = yield* Emulator
  const { items } = yield* InstanceOrgs.get({ instanceId, filterField: "name", filter: name })
  return items.map(({ id: orgId }) => ({ instanceId, orgId }))
})

/** The actions of the requests that arrived, without those that only read. */
const writes = Effect.gen(function* () {
  const { requests } = yield* Emulator
  return (yield* requests.all).flatMap(({ action = "" }) => (action.endsWith(".get") ? [] : [action]))
})

describe("create-with-rollback.ts", () => {
  it.live("leaves the organization with its member and its invitation, if all goes well", () =>
    Effect.gen(function* () {
      const { code, stderr } = yield* run("create-with-rollback.ts", name, admin, guest)
      assert.deepStrictEqual([code, stderr], [0, ""])
      const [made, ...others] = yield* found
      assert(made !== undefined)
      assert.isEmpty(others)
      // The user who made the organization is a member too.
      const members = yield* InstanceOrgMembers.get(made)
      assert.lengthOf(members.items, 2)
      assert.strictEqual(members.items.find(({ email }) => email === admin)?.role, "admin")
      const invites = yield* InstanceOrgInvites.get(made)
      assert.deepStrictEqual(
        invites.items.map(({ email }) => email),
        [guest]
      )
    }).pipe(Effect.provide(emulator))
  )

  it.live("removes the member and the organization, in this order, if the invitation fails", () =>
    Effect.gen(function* () {
      const { code } = yield* run("create-with-rollback.ts", name, admin, admin)
      assert.strictEqual(code, 1)
      assert.deepStrictEqual(yield* found, [])
      assert.deepStrictEqual(yield* writes, [
        "instanceOrgs.post",
        "instanceOrgMembers.post",
        "instanceOrgInvites.post",
        "instanceOrgMember.delete",
        "instanceOrg.delete"
      ])
    }).pipe(Effect.provide(emulator))
  )

  it.live("removes the organization alone if the member fails", () =>
    Effect.gen(function* () {
      const { code, stdout } = yield* run("create-with-rollback.ts", name, "no-email", guest)
      assert.strictEqual(code, 1)
      assert.strictEqual(stdout, `made the organization ${name}\nremoved the organization ${name}\n`)
      assert.deepStrictEqual(yield* found, [])
    }).pipe(Effect.provide(emulator))
  )

  it.live("removes what was made if Ctrl-C ends it", () =>
    Effect.gen(function* () {
      const { faults } = yield* Emulator
      yield* faults.next("hang-before-headers", { action: "instanceOrgInvites.post" })
      const args = ["--import", "tsx", "create-with-rollback.ts", name, admin, guest]
      const { stdout } = yield* execute(args, yield* variables, (text, kill) => {
        if (text.includes("made the member")) kill("SIGINT")
      })
      assert.include(stdout, "removed the organization")
      assert.deepStrictEqual(yield* found, [])
    }).pipe(Effect.provide(emulator))
  )

  it.live("says what is still there where it cannot be removed, and where to look after a lost answer", () =>
    Effect.gen(function* () {
      const { faults } = yield* Emulator
      yield* faults.next("status-500", { action: "instanceOrg.delete" })
      yield* faults.next("reset-before-headers-applied", { action: "instanceOrgInvites.post" })
      const { code, stderr } = yield* run("create-with-rollback.ts", name, admin, guest)
      assert.strictEqual(code, 1)
      assert.include(stderr, `the organization ${name} is still there: instanceOrg.delete: Losant answered 500`)
      assert.include(stderr, `Look whether ${name} is there`)
      assert.lengthOf(yield* found, 1)
    }).pipe(Effect.provide(emulator))
  )
})
