import { assert, describe, it } from "@effect/vitest"
import { post as addMember } from "@effect-losant/core/InstanceOrgMembers"
import { Emulator } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import { findMembers } from "../../src/fleet/FindMembers.ts"
import type { Values } from "../../src/ToolSpec.ts"
import { fleetOf, idOf, succeed, toldWhile, toTheEnd, watched } from "../support/fleet.ts"
import { counted, reachLayer, TestReach } from "../support/reach.ts"

const userId = "c".repeat(24)
const otherId = "d".repeat(24)
const ada = (role: string) => ({ userId, email: "Ada@Example.com", firstName: "Ada", lastName: "L.", role })
const bob = { userId: otherId, email: "bob@example.com", role: "admin" }

// Ada is in every 300th of 2,000 organizations; every 400th has invited her, and somebody else.
const seed = fleetOf(2_000, (index) => ({
  members: index % 300 === 0 ? [bob, ada(index === 300 ? "admin" : "view")] : index % 50 === 0 ? [bob] : [],
  invites:
    index % 400 === 0
      ? [
          { email: "ada@EXAMPLE.com", role: "edit", inviteDate: "2026-11-20T00:00:00.000Z" },
          { email: "carl@example.com", role: "edit", inviteDate: "2026-11-20T00:00:00.000Z" }
        ]
      : []
}))
const now = new Date("2026-11-22T00:00:00.000Z")
const onFleet = Effect.provide(reachLayer({ seed, now }))

const orgsIn = (items: unknown): ReadonlyArray<string> => {
  assert(Array.isArray(items))
  return items.map(({ orgId }) => orgId)
}
const every = (step: number, last = 2_000) =>
  Array.from({ length: Math.floor(last / step) }, (_, index) => idOf(step * (index + 1)))

describe("the memberships of a person", () => {
  it.effect("are found by userId in no other organizations than those that have the person", () =>
    Effect.gen(function* () {
      const { result, requests } = yield* counted(succeed(findMembers, { person: userId.toUpperCase() }))
      const { answer } = result
      assert.deepStrictEqual(orgsIn(answer["items"]), every(300))
      assert.deepStrictEqual(Object(answer["items"])[0], { orgId: idOf(300), name: "Plant 300", role: "admin" })
      assert.deepStrictEqual(answer["person"], {
        userId,
        email: "Ada@Example.com",
        firstName: "Ada",
        lastName: "L.",
        twoFactorAuthEnabled: false
      })
      assert.strictEqual(answer["summary"], "ada@example.com is a member of 6 organizations.")
      assert.notProperty(answer, "invites")
      assert.notProperty(answer, "continue")
      assert.strictEqual(requests, 7)
    }).pipe(onFleet)
  )

  it.effect("are found by email in whatever case, with a look at each organization only until the first", () =>
    Effect.gen(function* () {
      const { result, requests } = yield* counted(succeed(findMembers, { person: "ADA@example.COM" }))
      assert.deepStrictEqual(orgsIn(result.answer["items"]), every(300))
      // Three or four pages, the members of those that have any up to the 300th and a few beyond, then as by userId.
      assert.isBelow(requests, 30)
    }).pipe(onFleet)
  )

  it.effect("come with the invitations, if they are asked for, for a request an organization that waits", () =>
    Effect.gen(function* () {
      const { result, requests } = yield* counted(succeed(findMembers, { person: userId, includeInvites: true }))
      const { invites, summary } = result.answer
      assert.deepStrictEqual(orgsIn(invites), every(400))
      const [first] = Object(invites)
      assert.match(first.inviteId, /^[\da-f]{24}$/)
      assert.deepInclude(first, { name: "Plant 400", role: "edit", inviteDate: "2026-11-20T00:00:00.000Z" })
      assert.strictEqual(summary, "ada@example.com is a member of 6 organizations. 5 invitations found.")
      // Each of the two ways goes over organizations of its own: none is counted twice.
      assert.strictEqual(result.answer["checked"], 2_000)
      assert.strictEqual(requests, 7 + 20 + 5)
    }).pipe(onFleet)
  )

  it.effect("are none of somebody who is only invited", () =>
    Effect.gen(function* () {
      const { answer } = yield* succeed(findMembers, { person: "carl@example.com", includeInvites: true })
      assert.deepStrictEqual(answer["items"], [])
      assert.deepStrictEqual(orgsIn(answer["invites"]), every(400))
    }).pipe(onFleet)
  )

  it.effect("are none of a stranger, of whose account no invitation can be told", () =>
    Effect.gen(function* () {
      const nobody = "e".repeat(24)
      const { answer } = yield* succeed(findMembers, { person: nobody, includeInvites: true })
      assert.deepStrictEqual(answer["items"], [])
      assert.strictEqual(
        answer["summary"],
        `${nobody} is a member of no organizations. Invitations go to an email, which is not known here: call again with it as person.`
      )
    }).pipe(onFleet)
  )

  for (const person of ["ada@example.com", userId]) {
    it.effect(`of ${person} are each answered once by calls of 45 seconds`, () =>
      Effect.gen(function* () {
        const slow = watched(yield* TestReach, () => Effect.sleep("3 seconds"))
        const values = { person, includeInvites: true }
        const { answer, took } = yield* succeed(findMembers, values, slow)
        assert.isAtMost(took, 45_000)
        assert.isString(answer["continue"])
        assert.include(String(answer["summary"]), "go on with continue")
        const answers = yield* toTheEnd(findMembers, values, slow)
        assert.isAbove(answers.length, 1)
        assert.deepStrictEqual(
          answers.flatMap(({ items }) => orgsIn(items)),
          every(300)
        )
        assert.deepStrictEqual(
          answers.flatMap(({ invites }) => orgsIn(invites)),
          every(400)
        )
        assert.include(
          String(answers.at(-1)?.["summary"]),
          "ada@example.com is a member of 6 organizations. 5 invitations found. This answer lists"
        )
      }).pipe(onFleet)
    )
  }

  it.effect("that are gained between two calls are found too", () =>
    Effect.gen(function* () {
      const reach = yield* TestReach
      const slow = watched(reach, () => Effect.sleep("9 seconds"))
      const values = { person: userId }
      const { answer: first } = yield* succeed(findMembers, values, slow)
      const member = { userId, role: "edit" }
      yield* reach.execute(addMember, { instanceId: "a".repeat(24), orgId: idOf(199), member })
      const answers = yield* toTheEnd(findMembers, { ...values, continue: first["continue"] }, slow)
      const found = [first, ...answers].flatMap(({ items }) => orgsIn(items))
      assert.deepStrictEqual(found, [...every(3, 198), idOf(199)])
    }).pipe(
      Effect.provide(reachLayer({ seed: fleetOf(200, (index) => ({ members: index % 3 ? [] : [ada("view")] })) }))
    )
  )

  it.effect("that are more than an answer holds are answered in parts", () =>
    Effect.gen(function* () {
      const answers = yield* toTheEnd(findMembers, { person: userId })
      assert.isAbove(answers.length, 1)
      for (const answer of answers) assert.isBelow(JSON.stringify(answer).length, 14_000)
      assert.deepStrictEqual(
        answers.flatMap(({ items }) => orgsIn(items)),
        every(1, 400)
      )
    }).pipe(Effect.provide(reachLayer({ seed: fleetOf(400, () => ({ members: [ada("view")] })) })))
  )

  it.effect("tell of the organizations that could not be read, and why", () =>
    Effect.gen(function* () {
      const { faults } = yield* Emulator
      yield* faults.next("body-truncated", { action: "instanceOrgMembers.get", nth: 2 })
      yield* faults.next("no-content", { action: "instanceOrgMembers.get", nth: 4 })
      const { answer } = yield* succeed(findMembers, { person: "zoe@example.com" })
      assert(Array.isArray(answer["failed"]))
      assert.deepStrictEqual(
        answer["failed"].map(({ why }: Values) => why),
        ["what Losant answered cannot be used", "what Losant answered cannot be used"]
      )
      assert.strictEqual(
        answer["summary"],
        "zoe@example.com is a member of no organizations. 2 organizations could not be read: see failed."
      )
    }).pipe(onFleet)
  )

  it.effect("are reported on while they are looked for, in numbers that only grow", () =>
    Effect.gen(function* () {
      const { told } = yield* toldWhile(succeed(findMembers, { person: "ada@example.com", includeInvites: true }))
      assert.isTrue(told.every(({ done }, index) => done > (told[index - 1]?.done ?? 0)))
      assert.deepStrictEqual(
        [...new Set(told.map(({ message }) => message.split(":")[0]))],
        ["Looking for the person", "Reading the memberships", "Looking for invitations"]
      )
      assert.strictEqual(told.at(-1)?.done, told.at(-1)?.total)
    }).pipe(onFleet)
  )
})
