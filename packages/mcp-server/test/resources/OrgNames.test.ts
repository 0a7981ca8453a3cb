import { assert, describe, it } from "@effect/vitest"
import { OrgId } from "@effect-losant/core/schemas/Ids"
import { Emulator } from "@effect-losant/emulator"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Logger from "effect/Logger"
import * as References from "effect/References"
import * as TestClock from "effect/testing/TestClock"
import { HideToken } from "../../src/logging/HideToken.ts"
import type { PolicyFlags } from "../../src/policy/Policy.ts"
import { completed, completeOrg, listed, listOrgs } from "../../src/resources/OrgNames.ts"
import type { Run } from "../../src/resources/Run.ts"
import { secret as hidden, instanceId, reachUnder, staging, world } from "../policy/world.ts"
import { counted, reachLayer, TestReach } from "../support/reach.ts"

const id = (n: number) => OrgId.make(`5f${String(n).padStart(22, "0")}`)

const layerOf = (names: ReadonlyArray<string>) =>
  reachLayer({
    seed: { instances: [{ name: "Acme", orgs: names.map((name, index) => ({ id: id(index), name })) }] },
    losant: { retry: { times: 0 } }
  })

const complete = Effect.fnUntraced(function* (typed: string) {
  const { instanceId } = yield* Emulator
  return yield* counted(completeOrg(yield* TestReach, instanceId, typed))
})

const numbered = (count: number, text: (n: string) => string) =>
  Array.from({ length: count }, (_, index) => text(String(index + 1).padStart(4, "0")))

describe("completeOrg", () => {
  it.effect("gives names, those first that begin with what is typed", () =>
    Effect.gen(function* () {
      const { result, requests } = yield* complete("har")
      assert.deepStrictEqual(result, ["Harbor", "HARVEST", "Old Harbor"])
      assert.strictEqual(requests, 1)
    }).pipe(Effect.provide(layerOf(["Old Harbor", "HARVEST", "Northwind", "Harbor"])))
  )
  it.effect("gives the first names where nothing is typed yet", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual((yield* complete("")).result, ["a", "B", "c"])
    }).pipe(Effect.provide(layerOf(["c", "a", "B"])))
  )
  it.effect("gives the id where the name would not lead to the organization", () =>
    Effect.gen(function* () {
      const { result } = yield* complete("")
      assert.deepStrictEqual(new Set(result), new Set([id(0), id(1), id(2), id(3), "Fine", "\\u{202E}gnp"]))
    }).pipe(Effect.provide(layerOf(["Twins", "Twins", "..", "abcdefabcdefabcdefabcdef", "Fine", "\u202egnp"])))
  )
  it.effect("takes what is typed as text, with the escapes of answers", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual((yield* complete("*")).result, ["a*b"])
      assert.deepStrictEqual((yield* complete("\\u{202e}")).result, ["\\u{202E}gnp"])
    }).pipe(Effect.provide(layerOf(["a*b", "ab", "\u202egnp"])))
  )
  it.effect("finds those that begin so among 2,000 that hold it, with two requests", () =>
    Effect.gen(function* () {
      const { result, requests } = yield* complete("plant")
      assert.strictEqual(result[0], "Plant of the west")
      assert.strictEqual(requests, 2)
      // One more than a completion may hold says that there are more.
      assert.lengthOf(result, 101)
    }).pipe(Effect.provide(layerOf([...numbered(1_999, (n) => `A plant ${n}`), "Plant of the west"])))
  )
  it.effect("asks for nothing where too much is typed", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* complete("x".repeat(256)), { result: [], requests: 0 })
    }).pipe(Effect.provide(layerOf(["x"])))
  )
  it.effect("keeps the token out", () =>
    Effect.gen(function* () {
      const hideToken = () => (text: string) => text.replaceAll("the-token", "<redacted>")
      const { result } = yield* Effect.provideService(complete(""), HideToken, hideToken)
      assert.deepStrictEqual(result, [id(0)])
    }).pipe(Effect.provide(layerOf(["Named the-token"])))
  )
})

describe("listOrgs", () => {
  it.effect("gives the first page, by name, with URIs of ids", () =>
    Effect.gen(function* () {
      const { instanceId } = yield* Emulator
      const { result, requests } = yield* counted(listOrgs(yield* TestReach, instanceId))
      assert.lengthOf(result, 100)
      assert.deepStrictEqual(result[0], { uri: `losant://orgs/${id(199)}`, name: "\\u{202E}" + "Plant 0200" })
      assert.strictEqual(requests, 1)
    }).pipe(Effect.provide(layerOf([...numbered(199, (n) => `\u202ezone ${n}`), "\u202ePlant 0200"])))
  )
  it.effect("keeps the token out", () =>
    Effect.gen(function* () {
      const { instanceId } = yield* Emulator
      const hideToken = () => (text: string) => text.replaceAll("the-token", "<redacted>")
      const result = yield* Effect.provideService(listOrgs(yield* TestReach, instanceId), HideToken, hideToken)
      assert.deepStrictEqual(result, [{ uri: `losant://orgs/${id(0)}`, name: "Named <redacted>" }])
    }).pipe(Effect.provide(layerOf(["Named the-token"])))
  )
})

describe("completeOrg and listOrgs, under a policy", () => {
  it.effect.each<PolicyFlags>([{ denyOrg: [hidden] }, { allowOrg: [staging, "Orchard"] }])(
    "find nothing that the policy hides (%j)",
    (flags) =>
      Effect.gen(function* () {
        const reach = yield* reachUnder(flags)
        for (const typed of ["", "harbor", hidden, "prod"]) {
          assert.notInclude(yield* completeOrg(reach, instanceId, typed), hidden)
        }
        assert.deepStrictEqual(yield* completeOrg(reach, instanceId, "harbor"), ["Harbor Staging"])
        const names = (yield* listOrgs(reach, instanceId)).map(({ name }) => name)
        assert.deepStrictEqual(names, ["Harbor Staging", "Orchard"])
      }).pipe(Effect.provide(world()))
  )
})

/** Runs in the test, whose log it keeps. */
const runner = Effect.gen(function* () {
  const { instanceId } = yield* Emulator
  const reach = yield* TestReach
  const services = yield* Effect.context<never>()
  const logged: Array<unknown> = []
  const logger = Logger.make(({ message, fiber }) => {
    logged.push([message, fiber.getRef(References.CurrentLogAnnotations)["error"]])
  })
  const run: Run = (work) =>
    Effect.runPromiseExitWith(services)(Effect.provide(work(reach, instanceId), Logger.layer([logger])))
  return { run, logged }
})

describe("completed and listed", () => {
  it.effect("find nothing where Losant cannot be read, and log why", () =>
    Effect.gen(function* () {
      const { run, logged } = yield* runner
      const { faults } = yield* Emulator
      yield* faults.next({ kind: "answer", status: 500 })
      assert.deepStrictEqual(yield* Effect.promise(() => completed(run, "a")), [])
      yield* faults.next({ kind: "answer", status: 403 })
      // Sound: the run of this test looks at no context.
      assert.deepStrictEqual(yield* Effect.promise(() => listed(run, {} as never)), [])
      assert.deepStrictEqual(logged, [
        [["an organization could not be completed"], "LosantServerError"],
        [["the organizations could not be listed as resources"], "LosantForbidden"]
      ])
      assert.deepStrictEqual(yield* Effect.promise(() => completed(run, "a")), ["a"])
    }).pipe(Effect.provide(layerOf(["a"])))
  )
  it.effect("find nothing where the settings are not right", () =>
    Effect.gen(function* () {
      const run: Run = () => Promise.resolve(Exit.failCause(Cause.die("no settings")))
      assert.deepStrictEqual(yield* Effect.promise(() => completed(run, "a")), [])
    })
  )
  it.effect("wait no longer than five seconds", () =>
    Effect.gen(function* () {
      const { run, logged } = yield* runner
      // Sound: never answers.
      const hanging: Run = (work) => run((_, instanceId) => work({ execute: () => Effect.never } as never, instanceId))
      const fiber = yield* Effect.forkChild(
        Effect.promise(() => completed(hanging, "a")),
        { startImmediately: true }
      )
      yield* TestClock.adjust("4999 millis")
      assert.isUndefined(fiber.pollUnsafe())
      yield* TestClock.adjust("1 millis")
      assert.deepStrictEqual(yield* Fiber.join(fiber), [])
      assert.deepStrictEqual(logged, [[["an organization could not be completed"], "Timeout"]])
    }).pipe(Effect.provide(layerOf([])))
  )
})
