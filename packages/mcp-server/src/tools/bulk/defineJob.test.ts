import { assert, describe, it } from "@effect/vitest"
import { InstanceId } from "@effect-losant/core/schemas/Ids"
import { Emulator } from "@effect-losant/emulator"
import { limitsInUse } from "@effect-losant/fleet"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as TestClock from "effect/testing/TestClock"
import { fleetOf, jobCall, observeGateway, succeed } from "../../../test/support/fleet.ts"
import { inputViolations, nameViolations, outputViolations } from "../../../test/support/lint.ts"
import { jobs as samples } from "../../../test/support/samples.ts"
import { defaultConfig, losantOn, toolNamed } from "../../../test/support/serving.ts"
import { simulate } from "../../../test/support/simulation.ts"
import { TestGateway, testGatewayLayer } from "../../../test/support/testGateway.ts"
import { parseCall } from "../../arguments/parseCall.ts"
import { callTool } from "../../call/callTool.ts"
import type { Tool } from "../../model/tool/Tool.ts"
import * as Runtime from "../../server/Runtime.ts"
import type { JsonObject } from "../../text/json.ts"
import { applyChanges } from "../changes/applyChanges.ts"
import { planChanges } from "../changes/planChanges.ts"
import type { ToolDeclaration } from "../define/makeTool.ts"
import { toolsets } from "../toolsets.ts"
import { limitInstanceWait } from "./defineJob.ts"

const inSet: ReadonlyArray<ToolDeclaration> = toolsets.bulk.tools
const jobs = inSet.filter((tool) => tool !== planChanges && tool !== applyChanges)
const tools = jobs.map((job) => job.make(false))

const definitionOf = ({ spec, inputSchema }: Tool) => ({
  name: spec.name,
  description: spec.description,
  inputSchema
})

const now = 1_800_000_000_000

const parse = (name: string, values: JsonObject) => toolNamed(name).parse(values, now)

/** The arguments of a job as its work is given them. */
const read = (name: string, values: JsonObject) => {
  const { arguments: known } = toolNamed(name)
  return Result.map(parseCall({ arguments: known, hasInstance: true }, values, now), ({ options }) => options)
}

const problems = (name: string, values: JsonObject) => {
  const parsed = parse(name, values)
  return Result.isFailure(parsed) ? parsed.failure : []
}

describe("the tools over all organizations", () => {
  it("have samples, names and titles of their own, and only read", () => {
    assert.deepStrictEqual(
      inSet.map(({ name }) => name),
      Object.keys(samples)
    )
    assert.deepStrictEqual<ReadonlyArray<string>>(
      jobs.map(({ name }) => name),
      tools.map(({ spec }) => spec.name)
    )
    assert.strictEqual(new Set(tools.map(({ spec }) => spec.title)).size, tools.length)
    for (const { spec } of tools) assert.isTrue(spec.hints.readOnlyHint)
  })

  it("stay inside the subset that every client accepts", () => {
    for (const tool of tools) {
      const { name, inputSchema: input } = definitionOf(tool)
      assert.deepStrictEqual(nameViolations(name), [])
      assert.deepStrictEqual(inputViolations(input), [])
      assert.deepStrictEqual(outputViolations(tool.outputSchema), [])
    }
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
    assert.isNotEmpty(problems("losant_usage_ranking", {}))
    assert.isNotEmpty(problems("losant_usage_ranking", { by: "size" }))
    assert.isNotEmpty(problems("losant_usage_ranking", { by: "devices", top: "many" }))
    assert.deepStrictEqual(problems("losant_find_members", { person: "Ada Lovelace" }), [
      { argument: "person", message: "expected a whole email or a userId: people are not found by name" }
    ])
  })

  it("name arguments of their own that help if an answer is cut", () => {
    for (const job of jobs) {
      const { arguments: known } = job.make(true)
      const { otherwise = "" } = jobCall(job, samples[job.name]?.good ?? {}, now).fitting
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

  it.effect("limit the time for reading the instances too", () =>
    Effect.gen(function* () {
      const { exit, took } = yield* simulate(limitInstanceWait(Effect.never))
      assert.strictEqual(took, 40_000)
      assert.include(String(exit), "longer than 40s for the list of instances")
    })
  )

  it.effect("pass the start of the call on to the job", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(1_800_000_000_000)
      const tool = toolNamed("losant_find_members")
      const begun: Array<number> = []
      const told: Tool = {
        ...tool,
        parse: (values, time) =>
          Result.map(tool.parse(values, time), (parsed) =>
            parsed.kind === "job"
              ? {
                  ...parsed,
                  run: (_gateway, _instanceId, began) =>
                    Effect.as(
                      Effect.sync(() => void begun.push(began)),
                      {}
                    )
                }
              : parsed
          )
      }
      const network = { fetch: () => Promise.reject(new Error("nothing is to be asked")) }
      yield* callTool(told, { person: "ada@example.com" }).pipe(
        Effect.provide(Runtime.layer(defaultConfig, losantOn(network), () => undefined))
      )
      assert.deepStrictEqual(begun, [1_800_000_000_000])
    })
  )

  for (const tool of jobs) {
    const { name } = tool
    const required = tool.make(true).arguments.flatMap((one) => (one.isRequired ? [one.name] : []))
    const values: JsonObject = Object.fromEntries(
      Object.entries(samples[name]?.good ?? {}).filter(([argument]) => [...required, "tags"].includes(argument))
    )
    it.effect(`${name} ends with the error for the token, and its continuation is valid for no other instance`, () =>
      Effect.gen(function* () {
        const gateway = yield* TestGateway
        const { faults } = yield* Emulator
        const slow = observeGateway(gateway, () => Effect.sleep("9 seconds"))
        const { answer } = yield* succeed(tool, values, slow)
        assert.isString(answer["continue"])
        const next = { ...values, continue: answer["continue"] }
        const now = yield* Clock.currentTimeMillis
        const { run } = jobCall(tool, next, now)
        const elsewhere = yield* Effect.flip(run(gateway, InstanceId.make("b".repeat(24)), now))
        assert(elsewhere._tag === "Refused")
        assert.strictEqual(elsewhere.reason, "instance")
        yield* faults.next({ kind: "answer", status: 401, body: "{}" }, { action: "instanceOrgs.get" })
        const error = yield* Effect.flip(run(gateway, InstanceId.make("a".repeat(24)), now))
        assert.strictEqual(error._tag, "LosantUnauthorized")
        yield* faults.next({ kind: "answer", status: 401, body: "{}" }, { action: "instanceOrgs.get", nth: 2 })
        const part = yield* run(gateway, InstanceId.make("a".repeat(24)), now)
        assert.include(String(part["stopped"]), "Losant no longer accepts the token (401)")
        assert.isAbove(Number(part["checked"]), Number(answer["checked"]))
        assert.isString(part["continue"])
      }).pipe(
        Effect.provide(
          testGatewayLayer({
            // One uses something: else the sum of the instance would be enough.
            seed: fleetOf(700, (index) => (index === 1 ? { usage: { devices: 1, payloadsPerHour: 1 } } : {}))
          })
        )
      )
    )
  }
})
