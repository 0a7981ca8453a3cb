import { assert, describe, it } from "@effect/vitest"
import { Emulator, type Fault } from "@effect-losant/emulator"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as TestClock from "effect/testing/TestClock"
import { describeVerification } from "../../src/answers/verificationCall.ts"
import type { JsonObject } from "../../src/text/json.ts"
import { configOf } from "../support/config.ts"
import { instanceId, orgId } from "../support/samples.ts"
import { callTool, losantOn } from "../support/serving.ts"

describe("describeVerification", () => {
  const verification = { tool: "losant_get_org", arguments: { orgId } }
  it("names the tool and its arguments", () => {
    assert.strictEqual(describeVerification(verification, undefined), `losant_get_org with orgId "${orgId}"`)
  })
  it("names the instance if the call was given one", () => {
    assert.strictEqual(
      describeVerification(verification, instanceId),
      `losant_get_org with instanceId "${instanceId}", orgId "${orgId}"`
    )
  })
})

const bodyLost: Fault = { kind: "cut", at: "handled" }
const nothingDone: Fault = { kind: "cut", at: "request" }

/** Makes the call that the text of an error names, and returns the first item of its answer. */
const follow = Effect.fnUntraced(function* (text: string, call: Call) {
  const [, tool = "", described = ""] = /first call (\w+) with (.*?): it /.exec(text) ?? []
  const input = Object.fromEntries([...described.matchAll(/(\w+) "([^"]*)"/g)].map(([, name, value]) => [name, value]))
  const { result, text: answer } = yield* call(tool, input)
  assert.isNotTrue(result.isError, answer)
  const [first]: ReadonlyArray<unknown> = JSON.parse(answer).items
  assert(Predicate.isObject(first))
  return first
})

type Call = (name: string, input: JsonObject) => ReturnType<typeof callTool>

const madeAt = (text: string): string => /This call was made at (\S+Z)\./.exec(text)?.[1] ?? "not said"

for (const hasInstance of [true, false]) {
  describe(`a lost write ${hasInstance ? "with" : "without"} a configured instance`, () => {
    const make = Effect.gen(function* () {
      const emulator = yield* Emulator.make({ seed: "empty" })
      const losant = losantOn(emulator, {
        accessToken: emulator.token,
        url: emulator.url,
        instanceId: emulator.instanceId
      })
      const config = configOf(hasInstance ? { LOSANT_INSTANCE_ID: emulator.instanceId } : {})
      const call: Call = (name, input) =>
        callTool(name, hasInstance ? input : { instanceId: emulator.instanceId, ...input }, losant, config)
      // The call uses exactly the name and arguments in the text.
      const followText = (text: string) => follow(text, (name, input) => callTool(name, input, losant, config))
      return { faults: emulator.faults, call, followText }
    })

    for (const [what, fault, isDone] of [
      ["was carried out", bodyLost, true],
      ["was not carried out", nothingDone, false]
    ] as const) {
      it.effect(`is told from a namesake: a creation that ${what}`, () =>
        Effect.gen(function* () {
          yield* TestClock.setTime(Date.UTC(2020, 0, 1))
          const { faults, call, followText } = yield* make
          yield* call("losant_create_org", { name: "Plant" })
          yield* TestClock.adjust(Duration.days(2_500))
          yield* faults.next(fault, { method: "POST" })
          const { text } = yield* call("losant_create_org", { name: "Plant" })
          assert.include(text, "whose creationDate is from the moment of the call on")
          const newest = yield* followText(text)
          assert.strictEqual(newest["name"], "Plant")
          assert.strictEqual(String(newest["creationDate"]) >= madeAt(text), isDone)
        })
      )
      it.effect(`is told from an older invitation: one that ${what}`, () =>
        Effect.gen(function* () {
          yield* TestClock.setTime(Date.UTC(2026, 0, 1))
          const { faults, call, followText } = yield* make
          const created = yield* call("losant_create_org", { name: "Plant" })
          const invitation = { orgId: JSON.parse(created.text).org.id, email: "ada@example.com", role: "view" }
          yield* call("losant_invite_to_org", invitation)
          // Losant refuses a second invitation while the first is open.
          yield* TestClock.adjust(Duration.days(60))
          yield* faults.next(fault, { method: "POST" })
          const { text } = yield* call("losant_invite_to_org", invitation)
          const newest = yield* followText(text)
          assert.strictEqual(newest["email"], "ada@example.com")
          assert.strictEqual(String(newest["inviteDate"]) >= madeAt(text), isDone)
        })
      )
    }
  })
}
