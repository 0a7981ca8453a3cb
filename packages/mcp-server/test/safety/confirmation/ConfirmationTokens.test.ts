import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import type { DestructiveChange } from "../../../src/model/DestructiveChange.ts"
import {
  type ConfirmationTokens,
  lifetime,
  makeConfirmationTokens,
  type Purpose
} from "../../../src/safety/confirmation/ConfirmationTokens.ts"
import { deletion } from "../../support/confirmation.ts"
import { instanceId, orgId } from "../../support/samples.ts"

const outcome = (tokens: ConfirmationTokens, text: string, danger = deletion, purpose: Purpose = "plan") =>
  Effect.match(tokens.spend(purpose, danger, text), { onSuccess: () => "valid", onFailure: (fault) => fault })

const otherOrg = "5f00000000000000000000a2"

const others: ReadonlyArray<readonly [string, Partial<DestructiveChange>, string]> = [
  ["another tool", { tool: "losant_update_org" }, "otherCall"],
  ["another organization", { subject: { ...deletion.subject, id: otherOrg } }, "otherCall"],
  ["another instance", { instanceId: "5f0000000000000000000002" }, "otherCall"],
  ["other arguments", { arguments: { orgId: otherOrg } }, "otherArguments"],
  ["more arguments", { arguments: { ...deletion.arguments, ifLastUpdated: "2026-11-01" } }, "otherArguments"],
  ["another danger", { dangers: ["deleteOrg", "takeLastAdmin"] }, "changedSince"],
  ["a later state", { state: { org: { name: "Northwind", lastUpdated: "2026-11-01T00:00:00.001Z" } } }, "changedSince"],
  ["a state that Losant gives no time of", { state: { org: { name: "Southwind" } } }, "changedSince"]
]

describe("a ticket", () => {
  it.effect("is valid once", () =>
    Effect.gen(function* () {
      const tokens = yield* makeConfirmationTokens
      const { text } = yield* tokens.issue("plan", deletion)
      assert.strictEqual(yield* outcome(tokens, ` ${text}\n`), "valid")
      assert.strictEqual(yield* outcome(tokens, text), "spent")
    })
  )

  it.effect("is valid for only one of many that come at once", () =>
    Effect.gen(function* () {
      const tokens = yield* makeConfirmationTokens
      const { text } = yield* tokens.issue("plan", deletion)
      const all = yield* Effect.all(
        Array.from({ length: 50 }, () => outcome(tokens, text)),
        { concurrency: "unbounded" }
      )
      assert.deepStrictEqual(all.sort(), [...Array.from({ length: 49 }, () => "spent"), "valid"])
    })
  )

  it.effect("is valid for ten minutes, and no longer", () =>
    Effect.gen(function* () {
      const tokens = yield* makeConfirmationTokens
      const [one, other] = [yield* tokens.issue("plan", deletion), yield* tokens.issue("plan", deletion)]
      assert.strictEqual(one.expires, 600_000)
      yield* TestClock.adjust(lifetime - 1)
      assert.strictEqual(yield* outcome(tokens, one.text), "valid")
      yield* TestClock.adjust(1)
      assert.strictEqual(yield* outcome(tokens, other.text), "expired")
      assert.strictEqual(yield* outcome(tokens, one.text), "expired")
    })
  )

  it.effect("that was used stays so, though the clock of the system goes forth and back", () =>
    Effect.gen(function* () {
      let wall = 1_000_000
      const clock = yield* Clock.Clock
      const stepping: Clock.Clock = {
        ...clock,
        currentTimeMillisUnsafe: () => wall,
        currentTimeMillis: Effect.sync(() => wall)
      }
      yield* Effect.gen(function* () {
        const tokens = yield* makeConfirmationTokens
        const { text } = yield* tokens.issue("plan", deletion)
        assert.strictEqual(yield* outcome(tokens, text), "valid")
        for (const step of [2 * lifetime, -2 * lifetime, -lifetime, 3 * lifetime]) {
          wall += step
          assert.strictEqual(yield* outcome(tokens, text), "spent")
          // A call on the same organization is what makes the process forget tokens that have expired.
          assert.strictEqual(yield* outcome(tokens, (yield* tokens.issue("plan", deletion)).text), "valid")
        }
        wall -= 1_000 * lifetime
        yield* TestClock.adjust(lifetime)
        assert.strictEqual(yield* outcome(tokens, text), "expired")
      }).pipe(Effect.provideService(Clock.Clock, stepping))
    })
  )

  it.effect("lives ten minutes, wherever the clock of the system is set to", () =>
    Effect.gen(function* () {
      const tokens = yield* makeConfirmationTokens
      yield* TestClock.setTime(1e12)
      const { text, expires } = yield* tokens.issue("plan", deletion)
      assert.strictEqual(expires, 1e12 + lifetime)
      yield* TestClock.setTime(5e11)
      yield* TestClock.adjust(lifetime)
      assert.strictEqual(yield* outcome(tokens, text), "expired")
    })
  )

  it.effect.each(others)("is not valid for %s, and still is for its own", ([_, other, fault]) =>
    Effect.gen(function* () {
      const tokens = yield* makeConfirmationTokens
      const { text } = yield* tokens.issue("plan", deletion)
      assert.strictEqual(yield* outcome(tokens, text, { ...deletion, ...other }), fault)
      assert.strictEqual(yield* outcome(tokens, text), "valid")
    })
  )

  it.effect("for an organization that is still to be created is for its name alone", () =>
    Effect.gen(function* () {
      const tokens = yield* makeConfirmationTokens
      const creationOf = (name: string): DestructiveChange => ({ ...deletion, subject: { kind: "organization", name } })
      const { text } = yield* tokens.issue("plan", creationOf("Northwind"))
      assert.strictEqual(yield* outcome(tokens, text, creationOf("Southwind")), "otherCall")
      assert.strictEqual(yield* outcome(tokens, text, creationOf("Northwind")), "valid")
    })
  )

  it.effect("is not valid where Losant no longer says when the organization was changed", () =>
    Effect.gen(function* () {
      const tokens = yield* makeConfirmationTokens
      const unsaid = { ...deletion, state: { org: { name: "Northwind" } } }
      const { text } = yield* tokens.issue("plan", deletion)
      assert.strictEqual(yield* outcome(tokens, text, unsaid), "changedSince")
      const later = yield* tokens.issue("plan", unsaid)
      assert.strictEqual(yield* outcome(tokens, later.text, unsaid), "valid")
    })
  )

  it.effect("does not mind the order of the arguments' keys, nor what is only shown", () =>
    Effect.gen(function* () {
      const tokens = yield* makeConfirmationTokens
      const { text } = yield* tokens.issue("plan", { ...deletion, arguments: { a: 1, b: { c: 2, d: 3 } } })
      const same = { ...deletion, arguments: { b: { d: 3, c: 2 }, a: 1 }, facts: [] }
      assert.strictEqual(yield* outcome(tokens, text, same), "valid")
    })
  )

  it.effect.each<readonly [Purpose, Purpose]>([
    ["form", "plan"],
    ["plan", "form"]
  ])("of a %s is none of a %s, not even by its name", ([own, other]) =>
    Effect.gen(function* () {
      const tokens = yield* makeConfirmationTokens
      const { text } = yield* tokens.issue(own, deletion)
      assert.strictEqual(yield* outcome(tokens, text, deletion, other), "foreign")
      assert.strictEqual(yield* outcome(tokens, text.replace(own, other), deletion, other), "foreign")
    })
  )

  it.effect("of another process is foreign", () =>
    Effect.gen(function* () {
      const { text } = yield* (yield* makeConfirmationTokens).issue("plan", deletion)
      assert.strictEqual(yield* outcome(yield* makeConfirmationTokens, text), "foreign")
    })
  )

  it.effect("is foreign with any one character changed, left out, or added", () =>
    Effect.gen(function* () {
      const tokens = yield* makeConfirmationTokens
      const { text } = yield* tokens.issue("plan", deletion)
      for (let at = 0; at < text.length; at++) {
        const [before, after] = [text.slice(0, at), text.slice(at + 1)]
        const other = text[at] === "A" ? "B" : "A"
        for (const changed of [`${before}${other}${after}`, before + after, `${before}.${text.slice(at)}`]) {
          assert.strictEqual(yield* outcome(tokens, changed), "foreign", changed)
        }
      }
      assert.strictEqual(yield* outcome(tokens, text), "valid")
    })
  )

  it.effect.each([
    ["an empty text", ""],
    ["a point", "."],
    ["points", "......"],
    ["a purpose", "plan"],
    ["a text of as many parts", "plan.1.2.3.4.5.6"],
    ["an emoji", "\u{1F600}"],
    ["a text of a million characters", "x".repeat(1_000_000)]
  ] as const)("is not %s", ([, text]) =>
    Effect.gen(function* () {
      assert.strictEqual(yield* outcome(yield* makeConfirmationTokens, text), "foreign")
    })
  )

  it.effect("is short, and tells nothing of the organization", () =>
    Effect.gen(function* () {
      const { text } = yield* (yield* makeConfirmationTokens).issue("plan", deletion)
      assert.isBelow(text.length, 140)
      const { subject, tool } = deletion
      for (const told of [orgId, subject.name, tool, instanceId]) assert.notInclude(text, told)
    })
  )
})

describe("what is remembered of tokens", () => {
  const ofOrg = (number: number) => ({
    ...deletion,
    subject: { ...deletion.subject, id: String(number).padStart(24, "0") }
  })

  it.effect("is bounded: one too many of an organization is refused until others have expired, and of no other", () =>
    Effect.gen(function* () {
      const tokens = yield* makeConfirmationTokens
      const issue = tokens.issue("plan", deletion)
      for (let count = 0; count < 50; count++) {
        assert.strictEqual(yield* outcome(tokens, (yield* issue).text), "valid")
      }
      assert.strictEqual(yield* outcome(tokens, (yield* issue).text), "crowded")
      const other = ofOrg(1)
      assert.strictEqual(yield* outcome(tokens, (yield* tokens.issue("plan", other)).text, other), "valid")
      yield* TestClock.adjust(lifetime)
      assert.strictEqual(yield* outcome(tokens, (yield* issue).text), "valid")
    })
  )

  it.effect("is bounded over all organizations", () =>
    Effect.gen(function* () {
      const tokens = yield* makeConfirmationTokens
      const use = Effect.fnUntraced(function* (danger: DestructiveChange) {
        return yield* outcome(tokens, (yield* tokens.issue("plan", danger)).text, danger)
      })
      for (let number = 0; number < 100; number++) {
        for (let count = 0; count < 50; count++) yield* use(ofOrg(number))
      }
      assert.strictEqual(yield* use(ofOrg(100)), "crowded")
      yield* TestClock.adjust(lifetime)
      assert.strictEqual(yield* use(ofOrg(100)), "valid")
    })
  )

  it.effect("is nothing of tokens that nobody used, however many: a new one and the first are both valid", () =>
    Effect.gen(function* () {
      const tokens = yield* makeConfirmationTokens
      const first = yield* tokens.issue("plan", deletion)
      for (let count = 0; count < 5_000; count++) yield* tokens.issue("plan", deletion)
      assert.strictEqual(yield* outcome(tokens, (yield* tokens.issue("plan", deletion)).text), "valid")
      assert.strictEqual(yield* outcome(tokens, first.text), "valid")
    })
  )

  it.effect("frees its places one by one, as each that was used expires", () =>
    Effect.gen(function* () {
      const tokens = yield* makeConfirmationTokens
      const issue = tokens.issue("plan", deletion)
      for (let count = 0; count < 50; count++) {
        yield* tokens.spend("plan", deletion, (yield* issue).text)
        yield* TestClock.adjust(100)
      }
      assert.strictEqual(yield* outcome(tokens, (yield* issue).text), "crowded")
      yield* TestClock.adjust(lifetime - 50 * 100)
      assert.strictEqual(yield* outcome(tokens, (yield* issue).text), "valid")
      assert.strictEqual(yield* outcome(tokens, (yield* issue).text), "crowded")
      yield* TestClock.adjust(100)
      assert.strictEqual(yield* outcome(tokens, (yield* issue).text), "valid")
    })
  )
})
