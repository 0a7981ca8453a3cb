import { assert, describe, it } from "@effect/vitest"
import { Emulator } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { callToTheEnd, fleetOf, idOf, observeGateway, problemsOf, succeed } from "../../../../test/support/fleet.ts"
import { countRequests, TestGateway, testGatewayLayer } from "../../../../test/support/testGateway.ts"
import type { JsonObject } from "../../../text/json.ts"
import { findInvites } from "./findInvites.ts"

const now = new Date("2026-11-22T00:00:00.000Z")
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString()

// Invitations last seven days: the second of each fifth organization has expired.
const seed = fleetOf(30, (index) => ({
  invites:
    index % 5 === 0
      ? [
          { email: "ada@EXAMPLE.com", role: "edit", inviteDate: daysAgo(2) },
          { email: `old${index}@example.com`, role: index === 10 ? "admin" : "view", inviteDate: daysAgo(40) }
        ]
      : []
}))
const onFleet = Effect.provide(testGatewayLayer({ seed, now }))

const itemsIn = ({ items }: JsonObject): ReadonlyArray<Readonly<Record<string, unknown>>> => {
  assert(Array.isArray(items))
  return items.map((item) => Object(item))
}
const emailsFor = (values: JsonObject) =>
  Effect.map(succeed(findInvites, values), ({ answer }) => itemsIn(answer).map(({ email }) => email))

describe("the invitations of all organizations", () => {
  it.effect("are found with a request an organization, those too that Losant's number leaves out", () =>
    Effect.gen(function* () {
      const { result, requests } = yield* countRequests(succeed(findInvites, { expired: true }))
      const { answer } = result
      assert.deepStrictEqual(
        itemsIn(answer).map(({ orgId }) => orgId),
        [5, 10, 15, 20, 25, 30].map(idOf)
      )
      const [first] = itemsIn(answer)
      assert.match(String(first?.["inviteId"]), /^[\da-f]{24}$/)
      assert.deepInclude(first, {
        name: "Plant 5",
        email: "old5@example.com",
        role: "view",
        inviteDate: daysAgo(40),
        expired: true,
        expires: daysAgo(33)
      })
      assert.strictEqual(answer["summary"], "6 invitations, all expired, in 6 of 30 organizations.")
      assert.deepInclude(answer, { checked: 30, of: 30 })
      assert.notProperty(answer, "continue")
      assert.strictEqual(requests, 31)
    }).pipe(onFleet)
  )

  it.effect("that are valid take requests only to the organizations that have some", () =>
    Effect.gen(function* () {
      const { result, requests } = yield* countRequests(succeed(findInvites, { expired: false }))
      assert.lengthOf(itemsIn(result.answer), 6)
      assert.isTrue(itemsIn(result.answer).every(({ expired }) => expired === false))
      assert.strictEqual(result.answer["summary"], "6 invitations in 6 of 30 organizations.")
      assert.strictEqual(requests, 7)
    }).pipe(onFleet)
  )

  it.effect("fit all arguments", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(now.getTime())
      assert.lengthOf(yield* emailsFor({}), 12)
      assert.lengthOf(yield* emailsFor({ expired: null, role: "", email: "" }), 12)
      assert.deepStrictEqual(yield* emailsFor({ role: "admin" }), ["old10@example.com"])
      assert.lengthOf(yield* emailsFor({ email: "ADA@example.com" }), 6)
      assert.lengthOf(yield* emailsFor({ olderThanDays: 1 }), 12)
      assert.lengthOf(yield* emailsFor({ olderThanDays: 2 }), 6)
      assert.deepStrictEqual(yield* emailsFor({ olderThanDays: 30, role: "admin", expired: false }), [])
      const { answer } = yield* succeed(findInvites, { email: "nobody@example.com" })
      assert.strictEqual(answer["summary"], "No invitations in 30 organizations.")
    }).pipe(onFleet)
  )

  it.effect("are each answered once by calls of 45 seconds", () =>
    Effect.gen(function* () {
      const slow = observeGateway(yield* TestGateway, () => Effect.sleep("9 seconds"))
      const { answer, took } = yield* succeed(findInvites, {}, slow)
      assert.isAtMost(took, 45_000)
      assert.include(String(answer["summary"]), "organizations so far. Not all is listed: go on with continue.")
      assert.strictEqual(answer["of"], 30)
      const answers = yield* callToTheEnd(findInvites, {}, slow)
      assert.isAbove(answers.length, 1)
      const ids = answers.flatMap(itemsIn).map(({ inviteId }) => inviteId)
      assert.lengthOf(ids, 12)
      assert.strictEqual(new Set(ids).size, 12)
      assert.strictEqual(answers.at(-1)?.["summary"], "12 invitations, 6 expired, in 6 of 30 organizations.")
    }).pipe(onFleet)
  )

  it.effect("are each answered once if those of one organization need several answers", () =>
    Effect.gen(function* () {
      const answers = yield* callToTheEnd(findInvites, { role: "view" })
      assert.isAbove(answers.length, 2)
      for (const answer of answers) assert.notProperty(answer, "leftOut")
      const emails = answers.flatMap(itemsIn).map(({ email }) => email)
      assert.lengthOf(emails, 402)
      assert.strictEqual(new Set(emails).size, 402)
      assert.strictEqual(answers.at(-1)?.["summary"], "402 invitations in 3 of 4 organizations.")
      assert.deepInclude(answers.at(-1), { checked: 4, of: 4 })
    }).pipe(
      Effect.provide(
        testGatewayLayer({
          now,
          seed: fleetOf(4, (index) => ({
            limits: { member: 1_000 },
            invites: Array.from({ length: index === 2 ? 400 : index === 3 ? 0 : 1 }, (_, position) => ({
              email: `p${position}.${index}@example.com`,
              role: "view",
              inviteDate: daysAgo(1)
            }))
          }))
        })
      )
    )
  )

  it.effect("of an organization that cannot be read are told to be missing", () =>
    Effect.gen(function* () {
      const { faults } = yield* Emulator
      yield* faults.next(
        { kind: "answer", status: 200, body: "<html>" },
        { action: "instanceOrgInvites.get", nth: 5, times: 1 }
      )
      const { answer } = yield* succeed(findInvites, {})
      assert.include(String(answer["summary"]), "1 organization could not be read: see failed.")
      assert.lengthOf(Array.isArray(answer["failed"]) ? answer["failed"] : [], 1)
    }).pipe(onFleet)
  )

  it("refuse an unknown role, an age below a day, and another job's continuation", () => {
    assert.deepStrictEqual(problemsOf(findInvites, { role: "boss" }), ["role"])
    assert.deepStrictEqual(problemsOf(findInvites, { olderThanDays: 0 }), ["olderThanDays"])
    assert.deepStrictEqual(problemsOf(findInvites, { continue: "anything" }), ["continue"])
  })
})
