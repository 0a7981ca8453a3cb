import { assert, describe, it } from "@effect/vitest"
import { post as addMember } from "@effect-losant/core/InstanceOrgMembers"
import { InstanceId, OrgId, UserId } from "@effect-losant/core/schemas/Ids"
import { Emulator } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import {
  callToTheEnd,
  collectProgress,
  fleetOf,
  idOf,
  observeGateway,
  succeed
} from "../../../../test/support/fleet.ts"
import { countRequests, TestGateway, testGatewayLayer } from "../../../../test/support/testGateway.ts"
import { maxTokens } from "../../../answers/responseBudget/fitResponse.ts"
import { costOf } from "../../../answers/responseBudget/shrink.ts"
import type { JsonObject } from "../../../text/json.ts"
import { findMembers } from "./findMembers.ts"

const userId = "c".repeat(24)
const otherId = "d".repeat(24)
const ada = (role: string) => ({ userId, email: "Ada@Example.com", firstName: "Ada", lastName: "L.", role })
const bob = { userId: otherId, email: "bob@example.com", role: "admin" }

// Ada is in every 60th of 400 organizations; every 80th has invited her, and somebody else.
const seed = fleetOf(400, (index) => ({
  members: index % 60 === 0 ? [bob, ada(index === 60 ? "admin" : "view")] : index % 10 === 0 ? [bob] : [],
  invites:
    index % 80 === 0
      ? [
          { email: "ada@EXAMPLE.com", role: "edit", inviteDate: "2026-11-20T00:00:00.000Z" },
          { email: "carl@example.com", role: "edit", inviteDate: "2026-11-20T00:00:00.000Z" }
        ]
      : []
}))
const now = new Date("2026-11-22T00:00:00.000Z")
const onFleet = Effect.provide(testGatewayLayer({ seed, now }))

const orgsIn = (items: unknown): ReadonlyArray<string> => {
  assert(Array.isArray(items))
  return items.map(({ orgId }) => orgId)
}
const every = (step: number, last = 400) =>
  Array.from({ length: Math.floor(last / step) }, (_, index) => idOf(step * (index + 1)))

describe("the memberships of a person", () => {
  it.effect("are found by userId with requests to the organizations of the person only", () =>
    Effect.gen(function* () {
      const { result, requests } = yield* countRequests(succeed(findMembers, { person: userId.toUpperCase() }))
      const { answer } = result
      assert.deepStrictEqual(orgsIn(answer["items"]), every(60))
      assert.deepStrictEqual(Object(answer["items"])[0], { orgId: idOf(60), name: "Plant 60", role: "admin" })
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

  it.effect("are found by email in any case, with one request an organization until the account is known", () =>
    Effect.gen(function* () {
      const { result, requests } = yield* countRequests(succeed(findMembers, { person: "ADA@example.COM" }))
      assert.deepStrictEqual(orgsIn(result.answer["items"]), every(60))
      // A page, the members of those that have any up to the 60th and a few beyond, then as by userId.
      assert.isBelow(requests, 30)
    }).pipe(onFleet)
  )

  it.effect("come with the invitations on request, for one request an organization", () =>
    Effect.gen(function* () {
      const { result, requests } = yield* countRequests(succeed(findMembers, { person: userId, includeInvites: true }))
      const { invites, summary } = result.answer
      assert.deepStrictEqual(orgsIn(invites), every(80))
      const [first] = Object(invites)
      assert.match(first.inviteId, /^[\da-f]{24}$/)
      assert.deepInclude(first, {
        name: "Plant 80",
        role: "edit",
        inviteDate: "2026-11-20T00:00:00.000Z",
        expired: false
      })
      assert.strictEqual(summary, "ada@example.com is a member of 6 organizations. 5 invitations found.")
      // Each of the two ways goes over organizations of its own: none is counted twice.
      assert.strictEqual(result.answer["checked"], 400)
      assert.strictEqual(requests, 7 + 4 + 400)
    }).pipe(onFleet)
  )

  it.effect("are empty for a person who is only invited", () =>
    Effect.gen(function* () {
      const { answer } = yield* succeed(findMembers, { person: "carl@example.com", includeInvites: true })
      assert.deepStrictEqual(answer["items"], [])
      assert.deepStrictEqual(orgsIn(answer["invites"]), every(80))
    }).pipe(onFleet)
  )

  it.effect("are empty for an unknown account, and its invitations are unknown", () =>
    Effect.gen(function* () {
      const nobody = "e".repeat(24)
      const { answer } = yield* succeed(findMembers, { person: nobody, includeInvites: true })
      assert.deepStrictEqual(answer["items"], [])
      assert.strictEqual(
        answer["summary"],
        `${nobody} is a member of no organizations. Invitations go to an email, and the email is not known here: call again with the email as person.`
      )
    }).pipe(onFleet)
  )

  for (const person of ["ada@example.com", userId]) {
    it.effect(`of ${person} are each answered once by calls of 45 seconds`, () =>
      Effect.gen(function* () {
        const slow = observeGateway(yield* TestGateway, () => Effect.sleep("3 seconds"))
        const values = { person, includeInvites: true }
        const { answer, took } = yield* succeed(findMembers, values, slow)
        assert.isAtMost(took, 45_000)
        assert.isString(answer["continue"])
        assert.include(String(answer["summary"]), "go on with continue")
        const answers = yield* callToTheEnd(findMembers, values, slow)
        assert.isAbove(answers.length, 1)
        assert.deepStrictEqual(
          answers.flatMap(({ items }) => orgsIn(items)),
          every(60)
        )
        assert.deepStrictEqual(
          answers.flatMap(({ invites }) => orgsIn(invites)),
          every(80)
        )
        assert.include(
          String(answers.at(-1)?.["summary"]),
          "ada@example.com is a member of 6 organizations. 5 invitations found. This answer lists"
        )
      }).pipe(onFleet)
    )
  }

  it.effect("that begin between two calls are found too", () =>
    Effect.gen(function* () {
      const gateway = yield* TestGateway
      const slow = observeGateway(gateway, () => Effect.sleep("9 seconds"))
      const values = { person: userId }
      const { answer: first } = yield* succeed(findMembers, values, slow)
      const member = { userId: UserId.make(userId), role: "edit" } as const
      yield* gateway.execute(addMember, {
        instanceId: InstanceId.make("a".repeat(24)),
        orgId: OrgId.make(idOf(199)),
        member
      })
      const answers = yield* callToTheEnd(findMembers, { ...values, continue: first["continue"] }, slow)
      const found = [first, ...answers].flatMap(({ items }) => orgsIn(items))
      assert.deepStrictEqual(found, [...every(3, 198), idOf(199)])
    }).pipe(
      Effect.provide(testGatewayLayer({ seed: fleetOf(200, (index) => ({ members: index % 3 ? [] : [ada("view")] })) }))
    )
  )

  const names = {
    plain: "Plant of somebody who gives it a rather long name, such as people like to do",
    Ethiopic: "ፋብሪካ ".repeat(13).slice(0, 77),
    Chinese: "工場".repeat(60),
    hidden: "\u200b\u{e0041}".repeat(60),
    emoji: "🏭👩‍👩‍👧".repeat(20)
  }
  for (const [kind, name] of Object.entries(names)) {
    it.effect(`that are more than an answer holds are each listed once, with names that are ${kind}`, () =>
      Effect.gen(function* () {
        const answers = yield* callToTheEnd(findMembers, { person: userId, includeInvites: true })
        assert.isAbove(answers.length, 2)
        let before = 0
        for (const answer of answers) {
          assert.isBelow(costOf(answer), maxTokens)
          assert.notProperty(answer, "leftOut")
          const { items, invites, summary } = answer
          const listed = orgsIn(items).length + orgsIn(invites).length
          assert.isAbove(listed, 0)
          if (before > 0) assert.include(String(summary), `This answer lists ${listed} of them;`)
          before += listed
          const text = /is a member of (\d+) organizations.*?(?:(\d+) invitations found|$)/.exec(String(summary))
          assert.strictEqual(Number(text?.[1]) + Number(text?.[2] ?? 0), before)
        }
        assert.deepStrictEqual(
          answers.flatMap(({ items }) => orgsIn(items)),
          every(1, 150)
        )
        assert.deepStrictEqual(
          answers.flatMap(({ invites }) => orgsIn(invites)),
          every(2, 150)
        )
        assert.deepInclude(answers.at(-1), { checked: 150, of: 150 })
      }).pipe(
        Effect.provide(
          testGatewayLayer({
            now,
            seed: fleetOf(150, (index) => ({
              name: `${index} ${name}`,
              members: [ada("view")],
              invites: index % 2 === 0 ? [{ email: "ada@example.com", role: "edit" }] : []
            }))
          })
        )
      )
    )
  }

  it.effect("are summarized over all calls if the last call finds no more, or nobody", () =>
    Effect.gen(function* () {
      const slow = observeGateway(yield* TestGateway, () => Effect.sleep("9 seconds"))
      const last = (person: string) =>
        Effect.map(callToTheEnd(findMembers, { person, includeInvites: true }, slow), (answers) => {
          assert.isAbove(answers.length, 1)
          return answers.at(-1)?.["summary"]
        })
      assert.strictEqual(
        yield* last("zoe@example.com"),
        "zoe@example.com is a member of no organizations. No invitations found."
      )
      assert.strictEqual(
        yield* last(userId),
        "ada@example.com is a member of 1 organization. No invitations found. " +
          "This answer lists none of them; those before it list them."
      )
    }).pipe(
      Effect.provide(
        testGatewayLayer({
          seed: fleetOf(60, (index) => ({
            members: [index === 1 ? ada("view") : bob],
            invites: [{ email: "carl@example.com", role: "view" }]
          }))
        })
      )
    )
  )

  it.effect("are kept if Losant refuses the token after some of them", () =>
    Effect.gen(function* () {
      const { faults } = yield* Emulator
      yield* faults.next({ kind: "answer", status: 401, body: "{}" }, { action: "instanceOrgMember.get", nth: 5 })
      const { answer } = yield* succeed(findMembers, { person: userId })
      assert.deepStrictEqual(orgsIn(answer["items"]), every(60).slice(0, 4))
      assert.include(String(answer["stopped"]), "(401)")
      const rest = yield* callToTheEnd(findMembers, { person: userId, continue: answer["continue"] })
      assert.deepStrictEqual(
        rest.flatMap(({ items }) => orgsIn(items)),
        every(60).slice(4)
      )
    }).pipe(onFleet)
  )

  it.effect("come with the organizations that could not be read, and the reasons", () =>
    Effect.gen(function* () {
      const { faults } = yield* Emulator
      yield* faults.next("body-truncated", { action: "instanceOrgMembers.get", nth: 2 })
      yield* faults.next("no-content", { action: "instanceOrgMembers.get", nth: 4 })
      const { answer } = yield* succeed(findMembers, { person: "zoe@example.com" })
      assert(Array.isArray(answer["failed"]))
      assert.deepStrictEqual(
        answer["failed"].map(({ why }: JsonObject) => why),
        ["what Losant answered cannot be used", "what Losant answered cannot be used"]
      )
      assert.strictEqual(
        answer["summary"],
        "zoe@example.com is a member of no organizations. 2 organizations could not be read: see failed."
      )
    }).pipe(onFleet)
  )

  it.effect("are searched with progress reports whose numbers only grow", () =>
    Effect.gen(function* () {
      const { told } = yield* collectProgress(succeed(findMembers, { person: "ada@example.com", includeInvites: true }))
      assert.isTrue(told.every(({ done }, index) => done > (told[index - 1]?.done ?? 0)))
      assert.deepStrictEqual(
        [...new Set(told.map(({ message }) => message.split(":")[0]))],
        ["Looking for the person", "Reading the memberships", "Looking for invitations"]
      )
      assert.strictEqual(told.at(-1)?.done, told.at(-1)?.total)
    }).pipe(onFleet)
  )
})
