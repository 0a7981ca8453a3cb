import { assert, describe, it } from "@effect/vitest"
import { delete as deleteOrg } from "@effect-losant/core/InstanceOrg"
import { get as getMembers } from "@effect-losant/core/InstanceOrgMembers"
import { post as createOrg, get as listOrgs } from "@effect-losant/core/InstanceOrgs"
import { Losant } from "@effect-losant/core/Losant"
import { InstanceId, OrgId } from "@effect-losant/core/schemas/Ids"
import type { InstanceOrg } from "@effect-losant/core/schemas/Org"
import { Emulator, type FaultName } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Stream from "effect/Stream"
import { fleetOf, idOf, observeGateway } from "../../../test/support/fleet.ts"
import { simulate } from "../../../test/support/simulation.ts"
import { countRequests, TestGateway, testGatewayLayer } from "../../../test/support/testGateway.ts"
import { guard } from "../../losant/policyGuard.ts"
import type { LosantGateway } from "../../model/LosantGateway.ts"
import { noPolicy } from "../../policy/Policy.ts"
import { MissingData } from "./requestFailures.ts"
import { type WalkOptions, walkOrgs } from "./walkOrgs.ts"

const instanceId = InstanceId.make("a".repeat(24))
const ids = (count: number) => Array.from({ length: count }, (_, index) => idOf(index + 1))

const look = ({ id }: InstanceOrg) => Effect.succeed(id)
const ask = (gateway: LosantGateway) => (org: InstanceOrg) =>
  Effect.as(gateway.execute(getMembers, { instanceId, orgId: org.id }), org.id)

const walkOf = (gateway: LosantGateway, visits: Partial<WalkOptions<string>> = {}) =>
  Stream.runCollect(walkOrgs(gateway, instanceId, { summaryInclude: ["memberCount"], visit: look, ...visits }))

const idsIn = (steps: Effect.Success<ReturnType<typeof walkOf>>) =>
  steps.map((step) => (step._tag === "Visited" ? step.org.id : step.error._tag))

/** Lets a fault happen to the requests of a member list from the `nth` on. */
const failing = (fault: FaultName, nth: number, times: number) =>
  Emulator.use(({ faults }) => faults.next(fault, { action: "instanceOrgMembers.get", nth, times }))

const onFleet = (count: number, losant = {}) =>
  Effect.provide(testGatewayLayer({ seed: fleetOf(count), losant: { retry: { times: 0 }, ...losant } }))

describe("a walk over the organizations", () => {
  it.effect("visits each of 2,000 once, in the order of their ids, and says how many are left", () =>
    Effect.gen(function* () {
      const { result, requests } = yield* countRequests(walkOf(yield* TestGateway))
      assert.deepStrictEqual(idsIn(result), ids(2_000))
      assert.deepStrictEqual(
        result.map((step) => step._tag === "Visited" && step.left),
        Array.from({ length: 2_000 }, (_, index) => 1_999 - index)
      )
      assert.strictEqual(requests, 20)
    }).pipe(onFleet(2_000))
  )

  it.effect("continues after a given organization, even a deleted one, within a query", () =>
    Effect.gen(function* () {
      const gateway = yield* TestGateway
      yield* gateway.execute(deleteOrg, { instanceId, orgId: OrgId.make(idOf(150)) })
      const query = { name: { $endsWith: "5" } }
      const steps = yield* walkOf(gateway, { after: idOf(150), query })
      assert.deepStrictEqual(
        idsIn(steps),
        ids(250).filter((_, index) => index > 149 && (index + 1) % 10 === 5)
      )
    }).pipe(onFleet(250))
  )

  it.effect("misses none and repeats none when organizations come and go between the pages", () =>
    Effect.gen(function* () {
      const gateway = yield* TestGateway
      let pages = 0
      const changing = observeGateway(gateway, (action) =>
        action !== listOrgs.action || ++pages !== 2
          ? Effect.void
          : Effect.gen(function* () {
              for (const number of [3, 50, 99, 120]) {
                yield* Effect.orDie(gateway.execute(deleteOrg, { instanceId, orgId: OrgId.make(idOf(number)) }))
              }
              yield* Effect.orDie(gateway.execute(createOrg, { instanceId, orgConfig: { name: "Aardvark" } }))
            })
      )
      const steps = yield* walkOf(changing)
      const seen = idsIn(steps)
      assert.lengthOf(seen, 250)
      assert.deepStrictEqual(
        seen.slice(0, -1),
        ids(250).filter((id) => id !== idOf(120))
      )
      assert.deepStrictEqual(
        steps.flatMap((step) => (step._tag === "Visited" && step.org.name === "Aardvark" ? [step.left] : [])),
        [0]
      )
    }).pipe(onFleet(250))
  )

  it.effect("visits only the organizations that the policy allows", () =>
    Effect.gen(function* () {
      const allow = [[7, 130, 240].map((number) => ({ kind: "id" as const, id: idOf(number) }))]
      const losant = yield* Losant
      const allowed = guard(losant, { ...noPolicy, allow })
      assert.deepStrictEqual(idsIn(yield* walkOf(allowed, { visit: ask(allowed) })), [7, 130, 240].map(idOf))
      const denied = guard(losant, { ...noPolicy, deny: [{ kind: "name", name: "Plant 8" }] })
      assert.deepStrictEqual(
        idsIn(yield* walkOf(denied)),
        ids(250).filter((id) => id !== idOf(8))
      )
    }).pipe(onFleet(250))
  )

  it.effect("continues past pages that the policy leaves empty", () =>
    Effect.gen(function* () {
      const gateway = yield* TestGateway
      const filtering: LosantGateway = {
        ...gateway,
        execute: (action, input) =>
          Effect.map(gateway.execute(action, input), (answer) => {
            const { items } = Object(answer)
            return { ...Object(answer), items: items.filter(({ id }: InstanceOrg) => id > idOf(240)) }
          })
      }
      assert.deepStrictEqual(idsIn(yield* walkOf(filtering)), ids(250).slice(240))
    }).pipe(onFleet(250))
  )

  it.effect("ends when Losant answers the same page again", () =>
    Effect.gen(function* () {
      const gateway = yield* TestGateway
      const stuck: LosantGateway = {
        ...gateway,
        execute: (action, input) => gateway.execute(action, { ...Object(input), query: {}, page: 0 })
      }
      const steps = yield* walkOf(stuck)
      assert.lengthOf(steps, 101)
      assert.deepStrictEqual(steps.at(-1), {
        _tag: "Stopped",
        error: new MissingData("Losant answered the same page again")
      })
    }).pipe(onFleet(250))
  )

  it.effect("visits eight at a time", () =>
    Effect.gen(function* () {
      let now = 0
      let most = 0
      const visit = ({ id }: InstanceOrg) =>
        Effect.acquireUseRelease(
          Effect.sync(() => {
            most = Math.max(most, ++now)
          }),
          () => Effect.as(Effect.sleep("1 second"), id),
          () => Effect.sync(() => now--)
        )
      const { exit, took } = yield* simulate(walkOf(yield* TestGateway, { visit }))
      assert.isTrue(Exit.isSuccess(exit))
      assert.strictEqual(most, 8)
      assert.strictEqual(took, 13_000)
    }).pipe(onFleet(100))
  )

  it.effect("gives each organization ten seconds of its own", () =>
    Effect.gen(function* () {
      yield* failing("hang-before-headers", 5, 1)
      const gateway = yield* TestGateway
      const { exit, took } = yield* simulate(walkOf(gateway, { visit: ask(gateway) }))
      assert(Exit.isSuccess(exit))
      assert.strictEqual(took, 10_000)
      assert.lengthOf(exit.value, 40)
      const failed = exit.value.flatMap((step) => (step._tag === "Visited" && step.error ? [step.error._tag] : []))
      assert.deepStrictEqual(failed, ["JobTimeout"])
    }).pipe(onFleet(40))
  )

  for (const fault of ["status-500", "reset-in-body", "body-truncated", "redirect-host"] as const) {
    it.effect(`goes on past an organization that fails with ${fault}`, () =>
      Effect.gen(function* () {
        yield* failing(fault, 5, 1)
        const gateway = yield* TestGateway
        const { exit } = yield* simulate(walkOf(gateway, { visit: ask(gateway) }))
        assert(Exit.isSuccess(exit))
        assert.deepStrictEqual(idsIn(exit.value), ids(40))
        assert.lengthOf(
          exit.value.filter((step) => step._tag === "Visited" && step.error !== undefined),
          1
        )
      }).pipe(onFleet(40))
    )
  }

  it.effect("does not count a deleted organization as a failure", () =>
    Effect.gen(function* () {
      const gateway = yield* TestGateway
      const visit = (org: InstanceOrg) =>
        Effect.andThen(
          org.id === idOf(3) ? gateway.execute(deleteOrg, { instanceId, orgId: org.id }) : Effect.void,
          ask(gateway)(org)
        )
      const steps = yield* walkOf(gateway, { visit })
      assert.deepStrictEqual(
        steps.map((step) => step._tag === "Visited" && [step.value, step.error]),
        ids(5).map((id) => [id === idOf(3) ? undefined : id, undefined])
      )
    }).pipe(onFleet(5))
  )

  it.effect("stops if Losant answers 429", () =>
    Effect.gen(function* () {
      yield* failing("rate-limited-absurd", 5, 1)
      const gateway = yield* TestGateway
      const { exit } = yield* simulate(walkOf(gateway, { visit: ask(gateway) }))
      assert(Exit.isSuccess(exit))
      const seen = idsIn(exit.value)
      assert.strictEqual(seen.at(-1), "LosantRateLimited")
      assert.deepStrictEqual(seen.slice(0, -1), ids(seen.length - 1))
      assert.isBelow(seen.length, 10)
    }).pipe(onFleet(40))
  )

  it.effect("stops if a page fails", () =>
    Effect.gen(function* () {
      const { faults } = yield* Emulator
      yield* faults.next("status-503", { action: "instanceOrgs.get", nth: 2 })
      const { exit } = yield* simulate(walkOf(yield* TestGateway))
      assert(Exit.isSuccess(exit))
      assert.deepStrictEqual(idsIn(exit.value), [...ids(100), "LosantServerError"])
    }).pipe(onFleet(250))
  )

  it.effect("stops at once if the token is not accepted", () =>
    Effect.gen(function* () {
      const { faults } = yield* Emulator
      for (const status of [401, 403]) {
        const { result, requests } = yield* countRequests(
          Effect.andThen(
            faults.next(
              { kind: "answer", status, body: JSON.stringify({ type: "No", message: "no" }) },
              { action: "instanceOrgMembers.get", nth: 3 }
            ),
            Effect.flatMap(TestGateway, (gateway) => simulate(walkOf(gateway, { visit: ask(gateway) })))
          )
        )
        assert(Exit.isSuccess(result.exit))
        const seen = idsIn(result.exit.value)
        assert.strictEqual(seen.at(-1), status === 401 ? "LosantUnauthorized" : "LosantForbidden")
        assert.deepStrictEqual(seen.slice(0, -1), ids(seen.length - 1))
        assert.isBelow(requests, 20)
      }
    }).pipe(onFleet(400))
  )

  it.effect("stops at once if the circuit opens", () =>
    Effect.gen(function* () {
      yield* failing("status-500", 30, 1_000)
      const gateway = yield* TestGateway
      const { result, requests } = yield* countRequests(simulate(walkOf(gateway, { visit: ask(gateway) })))
      assert(Exit.isSuccess(result.exit))
      const seen = idsIn(result.exit.value)
      assert.strictEqual(seen.at(-1), "LosantCircuitOpen")
      assert.deepStrictEqual(seen.slice(0, -1), ids(seen.length - 1))
      assert.isBelow(requests, 80)
    }).pipe(onFleet(400))
  )

  it.effect("stops if the instance is not there", () =>
    Effect.gen(function* () {
      const gateway = yield* TestGateway
      const nowhere = walkOrgs(gateway, InstanceId.make("f".repeat(24)), { summaryInclude: [], visit: look })
      assert.deepStrictEqual(idsIn(yield* Stream.runCollect(nowhere)), ["LosantNotFound"])
    }).pipe(onFleet(1))
  )

  it.effect("aborts its requests when it is interrupted", () =>
    Effect.gen(function* () {
      yield* failing("hang-before-headers", 1, 100)
      const { requests } = yield* Emulator
      const gateway = yield* TestGateway
      const fiber = yield* Effect.forkChild(walkOf(gateway, { visit: ask(gateway) }))
      yield* requests.handled(9)
      yield* Fiber.interrupt(fiber)
      yield* requests.abandoned(8)
      assert.lengthOf(yield* requests.all, 9)
    }).pipe(onFleet(40))
  )
})
