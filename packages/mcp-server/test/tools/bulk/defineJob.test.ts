import { assert, describe, it } from "@effect/vitest"
import { InstanceId } from "@effect-losant/core/schemas/Ids"
import { Emulator } from "@effect-losant/emulator"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as TestClock from "effect/testing/TestClock"
import { countTokens } from "gpt-tokenizer/encoding/o200k_base"
import { limitsInUse } from "../../src/answers/limitUsage.ts"
import { fittingOf } from "../../src/answers/responseBudget/fitResponse.ts"
import { complete, readArguments } from "../../src/arguments/readArguments.ts"
import { call } from "../../src/call/callTool.ts"
import type { Tool } from "../../src/model/Tool.ts"
import { inputSchema } from "../../src/model/ToolSchema.ts"
import type { Values } from "../../src/model/Values.ts"
import * as Runtime from "../../src/server/Runtime.ts"
import { inTime } from "../../src/tools/bulk/BulkTool.ts"
import { fleetTools } from "../../src/tools/bulkTools.ts"
import { fleetOf, succeed, watched } from "../support/fleet.ts"
import { inputViolations, nameViolations, outputViolations } from "../support/lint.ts"
import { reachLayer, TestReach } from "../support/reach.ts"
import { configured, losantOn, toolNamed } from "../support/serving.ts"
import { simulate } from "../support/simulation.ts"

const definitionOf = (tool: (typeof fleetTools)[number]) => ({
  name: tool.spec.name,
  description: tool.spec.description,
  inputSchema: inputSchema(
    Object.fromEntries(tool.arguments.map(({ name, schema }) => [name, schema])),
    tool.arguments.filter(({ isRequired }) => isRequired).map(({ name }) => name)
  )
})

const read = (name: string, given: Readonly<Record<string, unknown>>) => {
  const known = fleetTools.find(({ spec }) => spec.name === name)?.arguments ?? []
  return Result.flatMap(readArguments(known, given, true), (values) => complete(known, values, 1_800_000_000_000))
}

describe("the tools over all organizations", () => {
  it("have the three names, titles of their own, and only read", () => {
    assert.deepStrictEqual(
      fleetTools.map(({ spec }) => spec.name),
      ["losant_find_orgs_near_limits", "losant_find_members", "losant_usage_ranking"]
    )
    assert.lengthOf([...new Set(fleetTools.map(({ spec }) => spec.title))], 3)
    for (const { spec } of fleetTools) assert.isTrue(spec.hints.readOnlyHint)
  })

  it("stay inside the subset that every client accepts", () => {
    for (const tool of fleetTools) {
      const { name, inputSchema: input } = definitionOf(tool)
      assert.deepStrictEqual(nameViolations(name), [])
      assert.deepStrictEqual(inputViolations(input), [])
      assert.deepStrictEqual(outputViolations(tool.outputSchema), [])
    }
  })

  it("are defined in few words", () => {
    assert.isAtMost(countTokens(JSON.stringify(fleetTools.map(definitionOf))), 700)
  })

  it("read times, people and limits as assistants write them", () => {
    const ranking = read("losant_usage_ranking", { by: "payloads", start: "2026-01-01T00:00:00Z", top: "3" })
    assert.deepInclude(Result.getOrThrow(ranking), { start: Date.UTC(2026, 0, 1), top: 3, end: 1_800_000_000_000 })
    const members = read("losant_find_members", { person: " Ada@example.com " })
    assert.deepInclude(Result.getOrThrow(members), { person: "Ada@example.com" })
    const limits = limitsInUse.map(({ limit }) => limit)
    assert.deepInclude(Result.getOrThrow(read("losant_find_orgs_near_limits", { limits: JSON.stringify(limits) })), {
      limits
    })
  })

  it("say what is missing or wrong", () => {
    assert.isTrue(Result.isFailure(read("losant_usage_ranking", {})))
    assert.isTrue(Result.isFailure(read("losant_usage_ranking", { by: "size" })))
    assert.isTrue(Result.isFailure(read("losant_usage_ranking", { by: "devices", top: 51 })))
    const person = read("losant_find_members", { person: "Ada Lovelace" })
    assert.deepStrictEqual(Result.isFailure(person) ? person.failure : [], [
      { argument: "person", message: "expected a whole email or a userId: people are not found by name" }
    ])
  })

  it("say what helps where an answer is cut nevertheless, in words of arguments that they have", () => {
    for (const { spec, arguments: known } of fleetTools) {
      const { otherwise = "" } = fittingOf(spec, {})
      assert.notInclude(otherwise, "shorter period")
      assert.isTrue(otherwise.startsWith("losant_"), otherwise)
      for (const [, name = ""] of otherwise.matchAll(/\b(limits|top)\b/g)) {
        assert.include(
          known.map((one) => one.name),
          name
        )
      }
    }
  })

  it.effect("wait no longer for the instances than for all else", () =>
    Effect.gen(function* () {
      const { exit, took } = yield* simulate(inTime(Effect.never))
      assert.strictEqual(took, 40_000)
      assert.include(String(exit), "longer than 40s for the list of instances")
    })
  )

  it.effect("know when the call began", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(1_800_000_000_000)
      const tool = toolNamed("losant_find_members")
      if (tool.kind !== "fleet") throw new Error(tool.kind)
      const begun: Array<number> = []
      const told: Tool = {
        ...tool,
        run: (_reach, _instanceId, _values, time) =>
          Effect.as(
            Effect.sync(() => void begun.push(time)),
            {}
          )
      }
      const network = { fetch: () => Promise.reject(new Error("nothing is to be asked")) }
      yield* call(told, { person: "ada@example.com" }).pipe(
        Effect.provide(Runtime.layer(configured, losantOn(network), () => undefined))
      )
      assert.deepStrictEqual(begun, [1_800_000_000_000])
    })
  )

  const given: Readonly<Record<string, Values>> = {
    losant_find_members: { person: "ada@example.com" },
    losant_usage_ranking: { by: "payloads" }
  }
  for (const tool of fleetTools) {
    const { name } = tool.spec
    const values = given[name] ?? {}
    it.effect(`${name} ends with what Losant says of the token, and goes on in no other instance`, () =>
      Effect.gen(function* () {
        const reach = yield* TestReach
        const { faults } = yield* Emulator
        const slow = watched(reach, () => Effect.sleep("9 seconds"))
        const { answer } = yield* succeed(tool, values, slow)
        assert.isString(answer["continue"])
        const next = { ...values, continue: answer["continue"] }
        const now = yield* Clock.currentTimeMillis
        const elsewhere = yield* Effect.flip(tool.run(reach, InstanceId.make("b".repeat(24)), next, now))
        assert(elsewhere._tag === "Refused")
        assert.strictEqual(elsewhere.reason, "instance")
        yield* faults.next({ kind: "answer", status: 401, body: "{}" }, { action: "instanceOrgs.get" })
        const error = yield* Effect.flip(tool.run(reach, InstanceId.make("a".repeat(24)), next, now))
        assert.strictEqual(error._tag, "LosantUnauthorized")
        yield* faults.next({ kind: "answer", status: 401, body: "{}" }, { action: "instanceOrgs.get", nth: 2 })
        const part = yield* tool.run(reach, InstanceId.make("a".repeat(24)), next, now)
        assert.include(String(part["stopped"]), "Losant no longer accepts the token (401)")
        assert.isAbove(Number(part["checked"]), Number(answer["checked"]))
        assert.isString(part["continue"])
      }).pipe(Effect.provide(reachLayer({ seed: fleetOf(700) })))
    )
  }
})
