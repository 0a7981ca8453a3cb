import { assert, describe, it } from "@effect/vitest"
import { InstanceOrg, InstanceOrgInvites, InstanceOrgMember, UserId } from "@effect-losant/core"
import { Emulator } from "@effect-losant/emulator"
import { type ChangeEvent, ChangeSets, LedgerError, type PlanRequest } from "@effect-losant/fleet"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import * as TestClock from "effect/testing/TestClock"
import {
  apply,
  countsOf,
  finalOf,
  inviteAll,
  membersOf,
  onPlants,
  orgOf,
  plan,
  plantId,
  tagAll,
  withTime
} from "../support/fleet.ts"
import { ledgerWith } from "../support/ledgerWith.ts"

const writesOf = Effect.flatMap(Emulator, ({ writes }) => writes.counts)

const stopOf = (events: ReadonlyArray<ChangeEvent>) => events.find(({ _tag }) => _tag === "Stopped")

describe("applying a set", () => {
  it.effect("carries out each write once, and nothing when it is applied again", () =>
    onPlants(
      Effect.gen(function* () {
        const { set } = yield* plan(tagAll)
        const events = yield* apply(set.id)
        assert.strictEqual(countsOf(events).done, 8)
        assert.lengthOf(
          events.filter(({ _tag }) => _tag === "Recorded"),
          8
        )
        assert.deepEqual((yield* orgOf(3)).tags, [
          { key: "region", value: "eu" },
          { key: "audited", value: "2026" }
        ])
        const again = yield* apply(set.id)
        assert.deepEqual(
          again.map(({ _tag }) => _tag),
          ["Finished"]
        )
        assert.deepEqual(
          Object.values(yield* writesOf),
          Array.from({ length: 8 }, () => 1)
        )
      })
    )
  )

  it.effect("takes a person out", () =>
    onPlants(
      Effect.gen(function* () {
        const { set } = yield* plan({ operation: "remove_member", targets: { person: "jo@example.com" } })
        assert.strictEqual(countsOf(yield* apply(set.id)).done, 5)
        assert.deepEqual(
          (yield* membersOf(1)).map(({ email }) => email),
          ["ada@example.com"]
        )
        const { instanceId } = yield* Emulator
        assert.deepEqual((yield* InstanceOrgInvites.get({ instanceId, orgId: plantId(2) })).items, [])
      })
    )
  )

  it.effect("creates organizations, adds members, and changes roles", () =>
    onPlants(
      Effect.gen(function* () {
        for (const request of [
          { operation: "create_org", orgs: [{ name: "New 1" }, { name: "New 2" }] },
          {
            operation: "add_member",
            member: { email: "jo@example.com", role: "view" },
            targets: { orgs: ["Plant 2"] }
          },
          {
            operation: "update_member",
            members: { person: "jo@example.com" },
            change: { role: "collaborate" },
            targets: { orgs: ["Plant 2"] }
          },
          inviteAll,
          { operation: "resend_invite", invites: { email: "new@example.com" }, targets: { all: true } }
        ] as const) {
          const { set, entries } = yield* plan(request)
          assert.strictEqual(countsOf(yield* apply(set.id)).done, entries.length, request.operation)
          assert.isAbove(entries.length, 0)
        }
        assert.deepEqual(
          (yield* membersOf(2)).map(({ role }) => role),
          ["admin", "collaborate"]
        )
      })
    )
  )

  it.effect("skips what changed since the plan in what it touches, and only that", () =>
    onPlants(
      Effect.gen(function* () {
        const { instanceId } = yield* Emulator
        const { set } = yield* plan({
          operation: "update_org",
          changes: { limits: { device: 50 } },
          targets: { all: true }
        })
        const patch = (number: number, organization: (typeof InstanceOrg.patch)["body"]["organization"]["Type"]) =>
          InstanceOrg.patch({ instanceId, orgId: plantId(number), organization })
        yield* patch(1, { limits: { device: 30, member: 20 } })
        yield* patch(2, { description: "other", limits: { device: 10, member: 99 } })
        yield* patch(3, { limits: { device: 50, member: 20 } })
        yield* InstanceOrg.delete({ instanceId, orgId: plantId(4) })
        const entries = finalOf(yield* apply(set.id))
        assert.deepEqual(
          entries.slice(0, 5).map(({ state, detail }) => [state, detail]),
          [
            ["skipped", "Skipped: limits.device changed since the plan."],
            ["done", undefined],
            ["skipped", "Nothing had to be changed: it is so already."],
            ["skipped", "Skipped: the organization is not there any more."],
            ["done", undefined]
          ]
        )
        assert.deepEqual(
          (yield* orgOf(2)).limits,
          { device: 50, member: 99 },
          "the body is made from what is there now"
        )
      })
    )
  )

  it.effect("skips an organization that was renamed since somebody confirmed its name", () =>
    onPlants(
      Effect.gen(function* () {
        const { instanceId } = yield* Emulator
        const { set } = yield* plan(tagAll)
        yield* InstanceOrg.patch({ instanceId, orgId: plantId(2), organization: { name: "Headquarters" } })
        const entries = finalOf(yield* apply(set.id))
        assert.deepEqual(
          entries.slice(0, 3).map(({ state, detail }) => [state, detail]),
          [
            ["done", undefined],
            ["skipped", 'Skipped: the organization is named "Headquarters" now.'],
            ["done", undefined]
          ]
        )
      })
    )
  )

  for (const [what, request, requests] of [
    ["the removal of a person", { operation: "remove_member", targets: { person: "jo@example.com" } }, 2 * 4 + 1],
    [
      "new roles",
      {
        operation: "update_member",
        members: { role: "edit" },
        change: { role: "view" },
        targets: { all: true }
      },
      2 * 3 + 1
    ],
    [
      "a new member",
      { operation: "add_member", member: { email: "x@example.com", role: "view" }, targets: { all: true } },
      2 * 7 + 1
    ],
    [
      "an invitation",
      { operation: "invite", invite: { email: "x@example.com", role: "view" }, targets: { all: true } },
      2 * 7 + 1
    ]
  ] as const satisfies ReadonlyArray<readonly [string, PlanRequest, number]>) {
    it.effect(`skips ${what} where the organization was renamed, with one request for all names`, () =>
      onPlants(
        Effect.gen(function* () {
          const { instanceId, requests: seen } = yield* Emulator
          const { set, entries } = yield* plan(request)
          yield* InstanceOrg.patch({ instanceId, orgId: plantId(1), organization: { name: "Headquarters" } })
          const before = (yield* seen.all).length
          const after = finalOf(yield* apply(set.id))
          assert.deepInclude(after[0], {
            state: "skipped",
            detail: 'Skipped: the organization is named "Headquarters" now.'
          })
          assert.strictEqual(after.filter(({ state }) => state === "done").length, entries.length - 1)
          assert.strictEqual((yield* seen.all).length - before, requests)
        })
      )
    )
  }

  it.effect("tells of members and invitations whose organization was deleted, and sends nothing there", () =>
    onPlants(
      Effect.gen(function* () {
        const { instanceId, writes } = yield* Emulator
        const removal = yield* plan({ operation: "remove_member", targets: { person: "jo@example.com" } })
        const change = yield* plan({
          operation: "update_member",
          members: { person: "jo@example.com" },
          change: { role: "view" },
          targets: { orgs: ["Plant 1"] }
        })
        for (const number of [1, 2]) yield* InstanceOrg.delete({ instanceId, orgId: plantId(number) })
        const before = yield* writes.count()
        const [member, invitation, ...others] = finalOf(yield* apply(removal.set.id))
        assert.deepInclude(member, {
          state: "skipped",
          detail: "Skipped: the organization is not there any more."
        })
        assert.deepInclude(invitation, {
          state: "skipped",
          detail: "Nothing had to be changed: it is so already."
        })
        assert.isTrue(others.every(({ state }) => state === "done"))
        assert.deepInclude(finalOf(yield* apply(change.set.id))[0], { state: "skipped", attempts: 0 })
        assert.strictEqual((yield* writes.count()) - before, others.length)
      })
    )
  )

  it.effect("does not remove a member whose role changed since the plan", () =>
    onPlants(
      Effect.gen(function* () {
        const { instanceId } = yield* Emulator
        const { set } = yield* plan({ operation: "remove_member", targets: { person: "jo@example.com" } })
        const userId = UserId.make((yield* membersOf(1))[1]?.userId ?? "")
        yield* InstanceOrgMember.patch({ instanceId, orgId: plantId(1), userId, member: { role: "admin" } })
        const [first] = finalOf(yield* apply(set.id))
        assert.deepInclude(first, {
          state: "skipped",
          detail: "Skipped: the roles were changed since the plan (now admin)."
        })
      })
    )
  )

  it.effect("asks before each write whether it may be sent", () =>
    onPlants(
      Effect.gen(function* () {
        const { set } = yield* plan(tagAll)
        const judge = ({ orgName }: { readonly orgName: string }) =>
          Effect.succeed(orgName === "Plant 2" ? "the policy forbids it" : undefined)
        const entries = finalOf(yield* apply(set.id, { judge }))
        assert.deepInclude(entries[1], { state: "skipped", attempts: 0, detail: "Skipped: the policy forbids it." })
        assert.notProperty(yield* writesOf, plantId(2))
      })
    )
  )

  it.effect("is not possible an hour after the plan, unless it was confirmed", () =>
    onPlants(
      Effect.gen(function* () {
        const sets = yield* ChangeSets
        const { set } = yield* plan(tagAll)
        const early = yield* Effect.flip(Stream.runDrain(sets.resume(set.id)))
        assert.strictEqual(early._tag, "ChangeSetNotConfirmed")
        yield* apply(set.id, { pauseAfter: 0 })
        const { set: other } = yield* plan(tagAll)
        yield* TestClock.adjust("61 minutes")
        const late = yield* Effect.flip(apply(other.id))
        assert.deepInclude(late, { _tag: "ChangeSetExpired", expiredAt: other.expiresAt })
        const events = yield* withTime(Stream.runCollect(sets.resume(set.id)))
        assert.strictEqual(countsOf(events).done, 8)
      })
    )
  )

  it.effect("never has two writes on one organization, nor more at once than it may", () =>
    onPlants(
      Effect.gen(function* () {
        const sets = yield* ChangeSets
        const [one, other] = [yield* plan(tagAll), yield* plan({ ...tagAll, changes: { description: "x" } })]
        const { requests } = yield* Emulator
        yield* withTime(
          Effect.all([Stream.runDrain(sets.apply(one.set.id)), Stream.runDrain(sets.apply(other.set.id))], {
            concurrency: 2
          })
        )
        // Each write is preceded by the read of its own organization, with no other write to it in between.
        const last = new Map<string, string>()
        for (const { method, path } of yield* requests.all) {
          if (method === "PATCH") assert.strictEqual(last.get(path), "GET")
          last.set(path, method)
        }
        assert.deepEqual(
          Object.values(yield* writesOf),
          Array.from({ length: 8 }, () => 2)
        )
      })
    )
  )
})

describe("a write without an answer", () => {
  it.effect("is done if its effect is found", () =>
    onPlants(
      Effect.gen(function* () {
        const { faults } = yield* Emulator
        const { set } = yield* plan(tagAll)
        yield* faults.next("reset-before-headers-applied", { method: "PATCH" })
        const events = yield* apply(set.id)
        assert.strictEqual(countsOf(events).done, 8)
        assert.isUndefined(events.find(({ _tag }) => _tag === "Settling"))
        assert.isTrue(finalOf(events).some(({ detail }) => detail?.includes("its effect was found") === true))
      })
    )
  )

  it.effect("may have been carried out if a gateway answers 408 in Losant's place", () =>
    onPlants(
      Effect.gen(function* () {
        const { faults, writes } = yield* Emulator
        const { set } = yield* plan(tagAll)
        yield* faults.next({ kind: "answer", status: 408, handled: true }, { method: "PATCH" })
        yield* faults.next({ kind: "answer", status: 408 }, { method: "PATCH", nth: 2 })
        const entries = finalOf(yield* apply(set.id, { concurrency: 1 }))
        assert.deepEqual(
          entries.slice(0, 3).map(({ state, attempts }) => [state, attempts]),
          [
            ["done", 1],
            ["done", 2],
            ["done", 1]
          ]
        )
        assert.strictEqual(yield* writes.count(), 8)
      })
    )
  )

  it.effect("is sent again when the settle time has passed, and not before", () =>
    onPlants(
      Effect.gen(function* () {
        const { faults, writes } = yield* Emulator
        const { set } = yield* plan({ ...tagAll, targets: { orgs: ["Plant 1"] } })
        yield* faults.next("close-before-headers", { method: "PATCH" })
        const events = yield* apply(set.id)
        const settling = events.find((event) => event._tag === "Settling")
        assert.strictEqual(settling?._tag, "Settling")
        const begun = events.findIndex((event) => event._tag === "Recorded" && event.entry.state === "unknown")
        assert.isAtLeast(begun, 0)
        assert.deepInclude(finalOf(events)[0], { state: "done", attempts: 2 })
        assert.isAtLeast(finalOf(events)[0]?.begunAt ?? 0, 70_000)
        assert.strictEqual(yield* writes.count(plantId(1)), 1)
      })
    )
  )

  it.effect("is not sent again if it is applied late", () =>
    onPlants(
      Effect.gen(function* () {
        const { faults, writes } = yield* Emulator
        const { set } = yield* plan({ operation: "create_org", orgs: [{ name: "New" }, { name: "Newer" }] })
        yield* faults.next(
          { fault: "reset-before-headers-late", delay: 50_000 },
          { action: "instanceOrgs.post", times: 2 }
        )
        const entries = finalOf(yield* apply(set.id))
        assert.deepEqual(
          entries.map(({ state, attempts }) => [state, attempts]),
          [
            ["done", 1],
            ["done", 1]
          ]
        )
        assert.strictEqual(yield* writes.count(), 2)
      })
    )
  )

  it.effect("is left to a person if it is an email, and sent again once the person says so", () =>
    onPlants(
      Effect.gen(function* () {
        const { faults, writes } = yield* Emulator
        const { set } = yield* plan(inviteAll)
        yield* faults.next("close-before-headers", { method: "POST", times: 2 })
        const first = finalOf(yield* apply(set.id))
        assert.deepInclude(first[0], { state: "unknown", settled: true, attempts: 1 })
        const again = yield* apply(set.id)
        assert.deepEqual(
          again.map(({ _tag }) => _tag),
          ["Finished"]
        )
        const second = finalOf(yield* apply(set.id, { resendUnknownEmails: true }))
        assert.deepInclude(second[0], { state: "unknown", attempts: 2 })
        const third = finalOf(yield* apply(set.id, { resendUnknownEmails: true }))
        assert.deepInclude(third[0], { state: "done", attempts: 3 })
        assert.strictEqual(yield* writes.count(), 1)
      })
    )
  )

  it.effect("can be left open, with the time when it settles", () =>
    onPlants(
      Effect.gen(function* () {
        const { faults } = yield* Emulator
        const { set } = yield* plan(inviteAll)
        yield* faults.next("reset-before-headers-late", { method: "POST" })
        const events = yield* apply(set.id, { waitForSettle: false })
        assert.deepInclude(events.at(-2), { _tag: "Settling", writes: 1 })
        assert.deepInclude(finalOf(events)[0], { state: "unknown", attempts: 1 })
        yield* TestClock.adjust("5 seconds")
        assert.deepInclude(finalOf(yield* apply(set.id))[0], { state: "done", attempts: 1 })
      })
    )
  )

  it.effect("is looked for first after the process was gone", () =>
    onPlants(
      Effect.gen(function* () {
        const { faults, writes, requests } = yield* Emulator
        const sets = yield* ChangeSets
        const { set } = yield* plan({ ...tagAll, targets: { orgs: ["Plant 1"] } })
        yield* faults.next("hang-before-headers-applied", { method: "PATCH" })
        const before = (yield* requests.all).length
        const fiber = yield* Effect.forkChild(Stream.runDrain(sets.apply(set.id)))
        yield* requests.handled(before + 2)
        yield* Fiber.interrupt(fiber)
        assert.deepInclude((yield* sets.status(set.id)).entries[0], { state: "begun", attempts: 1 })
        assert.deepInclude(finalOf(yield* apply(set.id))[0], { state: "done", attempts: 1 })
        assert.strictEqual(yield* writes.count(), 1)
      })
    )
  )
})

describe("a set stops by itself", () => {
  it.effect("after five failures in a row", () =>
    onPlants(
      Effect.gen(function* () {
        const { faults } = yield* Emulator
        const { set } = yield* plan(tagAll)
        yield* faults.next("status-500", { method: "PATCH", times: 100 })
        const events = yield* apply(set.id, { concurrency: 1 })
        assert.deepInclude(stopOf(events), { reason: "failures" })
        assert.deepInclude(countsOf(events), { unknown: 5, planned: 3 })
        yield* faults.clear
        assert.deepInclude(countsOf(yield* apply(set.id)), { done: 8 })
        assert.deepEqual(
          Object.values(yield* writesOf),
          Array.from({ length: 8 }, () => 1)
        )
      })
    )
  )

  it.effect("if Losant asks for more than a minute, and waits for less", () =>
    onPlants(
      Effect.gen(function* () {
        const { faults } = yield* Emulator
        const { set } = yield* plan(tagAll)
        yield* faults.next({ fault: "rate-limited-seconds", seconds: 61 }, { method: "PATCH" })
        const stopped = yield* apply(set.id, { concurrency: 1 })
        assert.deepInclude(stopOf(stopped), { reason: "rateLimited" })
        assert.deepInclude(countsOf(stopped), { planned: 8 })
        yield* faults.next({ fault: "rate-limited-seconds", seconds: 59 }, { method: "PATCH" })
        const events = yield* apply(set.id, { concurrency: 1 })
        assert.deepInclude(countsOf(events), { done: 8 })
        assert.isUndefined(stopOf(events))
      })
    )
  )

  it.effect("when its time is over", () =>
    onPlants(
      Effect.gen(function* () {
        const { faults } = yield* Emulator
        const { set } = yield* plan(tagAll)
        yield* faults.next({ fault: "rate-limited-seconds", seconds: 30 }, { method: "PATCH" })
        const events = yield* apply(set.id, { concurrency: 1, pauseAfter: "10 seconds" })
        assert.deepInclude(stopOf(events), { reason: "paused" })
        assert.deepInclude(countsOf(events), { planned: 8 })
      })
    )
  )

  it.effect("and names what Losant refuses, without stopping for one", () =>
    onPlants(
      Effect.gen(function* () {
        const { faults } = yield* Emulator
        const { set } = yield* plan(tagAll)
        yield* faults.next(
          { kind: "answer", status: 400, body: '{"type":"Validation","message":"no"}' },
          { method: "PATCH" }
        )
        const events = yield* apply(set.id)
        assert.deepInclude(countsOf(events), { failed: 1, done: 7 })
        assert.isUndefined(stopOf(events))
      })
    )
  )
})

describe("a ledger that cannot record", () => {
  const broken = (fails: "begin" | "end") =>
    ledgerWith(() => ({
      [fails]: () => Effect.fail(new LedgerError({ reason: "unwritable", message: "the disk is full" }))
    }))

  for (const [fails, applied, state] of [
    ["begin", 0, "planned"],
    ["end", 1, "begun"]
  ] as const) {
    it.effect(`at the ${fails} ends the set with its error, after ${applied} writes`, () =>
      onPlants(
        Effect.gen(function* () {
          const { set } = yield* plan({ ...tagAll, targets: { orgs: ["Plant 1"] } })
          const error = yield* Effect.flip(
            apply(set.id).pipe(Effect.provide(Layer.provide(Layer.fresh(ChangeSets.layer), broken(fails))))
          )
          assert.deepInclude(error, { _tag: "ChangeSetLedgerError", message: "the disk is full" })
          const { writes } = yield* Emulator
          assert.strictEqual(yield* writes.count(), applied)
          const { entries } = yield* Effect.flatMap(ChangeSets, ({ status }) => status(set.id))
          assert.strictEqual(entries[0]?.state, state)
          assert.deepInclude(countsOf(yield* apply(set.id)), { done: 1 })
          assert.strictEqual(yield* writes.count(), 1)
        })
      )
    )
  }
})
