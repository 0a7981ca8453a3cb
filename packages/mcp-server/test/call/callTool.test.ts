import { assert, describe, it } from "@effect/vitest"
import type { Any } from "@effect-losant/core/Action"
import { type ActionName, actions } from "@effect-losant/core/Actions"
import { Losant } from "@effect-losant/core/Losant"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as TestClock from "effect/testing/TestClock"
import { callTool as runCall } from "../../src/call/callTool.ts"
import * as Runtime from "../../src/server/Runtime.ts"
import { makeTools } from "../../src/tools/registry.ts"
import { at } from "../support/at.ts"
import { configOf } from "../support/config.ts"
import { emulated, isOf, writesIn } from "../support/emulated.ts"
import { answer, hang, network, refuse } from "../support/network.ts"
import { instanceId, jobs, needsSet, orgId, type Sample, samples } from "../support/samples.ts"
import { callTool, defaultConfig, losantOn, token, toolNamed, toolOf } from "../support/serving.ts"

/** Every tool, with its action where it has one. */
const all: ReadonlyArray<readonly [string, Sample, Any | undefined]> = [
  // Sound: these are the keys of `samples`.
  ...(Object.keys(samples) as ReadonlyArray<ActionName>).map(
    (name) => [toolOf(name).spec.name, samples[name], actions[name]] as const
  ),
  ...Object.entries(jobs).map(([name, sample]) => [name, sample, undefined] as const)
]

const now = Date.UTC(2026, 10, 22)

describe("every tool", () => {
  it("has a sample", () => {
    assert.sameMembers(
      all.map(([tool]) => tool),
      makeTools(true).map(({ spec }) => spec.name)
    )
  })

  it.effect.each(all.filter(([tool]) => tool !== needsSet))(
    "%s answers in structure and text",
    ([tool, { good, shows }, action]) =>
      Effect.gen(function* () {
        yield* TestClock.setTime(now)
        const { losant, sent } = yield* emulated()
        const { result, text } = yield* callTool(tool, good, losant)
        assert.isUndefined(result.isError, text)
        assert.deepStrictEqual(JSON.parse(text), result.structuredContent)
        for (const [path, value] of Object.entries(shows)) assert.strictEqual(at(result.structuredContent, path), value)
        for (const { url } of sent) {
          assert.strictEqual(url.searchParams.get("_links"), "false")
          if (action === undefined || "instanceId" in action.params) {
            // The path of the audit log has another word.
            assert.match(url.pathname, new RegExp(`^/instances?/${instanceId}(/|$)`))
          }
        }
        if (action !== undefined) assert.isTrue(sent.some((one) => isOf(action, one)))
      })
  )

  it.effect.each(all)("%s reads what it must, and then sends what its action sends, once", ([tool, { good }, action]) =>
    Effect.gen(function* () {
      yield* TestClock.setTime(now)
      const { losant, sent } = yield* emulated()
      yield* callTool(tool, good, losant)
      const writes = action === undefined || action.method === "GET" ? [] : [action.method]
      assert.deepStrictEqual(
        writesIn(sent).map(({ method }) => method),
        writes
      )
      if (action !== undefined && writes.length > 0) {
        const last = sent.at(-1)
        assert(last !== undefined && isOf(action, last))
        assert.isAtLeast(sent.length, 2)
      }
    })
  )

  it.effect.each(all)("%s refuses bad input, names the argument, and sends nothing", ([tool, { bad, wrong }, action]) =>
    Effect.gen(function* () {
      for (const more of action === undefined || action.method === "GET" ? [{}] : [{}, { dryRun: true }]) {
        const { losant, sent } = yield* emulated()
        const { result, text } = yield* callTool(tool, { ...bad, ...more }, losant)
        assert.isTrue(result.isError)
        assert.include(text, `${wrong}: `)
        // A mistake that people make, and not just a name that no tool has.
        assert.notInclude(text, `${wrong}: is not an argument;`)
        assert.include(text, "Nothing was sent")
        assert.isEmpty(sent)
      }
    })
  )
})

describe("callTool", () => {
  it.effect("sends the body under Losant's names, and both ends of a period", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(now)
      const { losant, sent } = yield* emulated()
      yield* callTool("losant_create_org", { name: "3", limits: '{"device":2}' }, losant)
      assert.deepStrictEqual(writesIn(sent)[0]?.body, { name: "3", limits: { device: 2 } })

      yield* callTool("losant_get_org_device_counts", { orgId }, losant)
      const ends = sent.slice(-2).map(({ url }) => Number(url.searchParams.get("end")))
      const starts = sent.slice(-2).map(({ url }) => Number(url.searchParams.get("start")))
      assert.sameMembers(ends, [now, Date.UTC(2026, 9, 25)])
      assert.include(starts, Date.UTC(2026, 9, 25))
    })
  )

  it.effect("logs one line: how the call went, never what it was called with", () =>
    Effect.gen(function* () {
      const ok = network(answer({ items: [], count: 0, totalCount: 0 }, 200, { "x-request-id": "req-1" }))
      const { lines } = yield* callTool("losant_list_orgs", { nameContains: "Northwind" }, losantOn(ok))
      assert.lengthOf(lines, 1)
      assert.match(
        lines[0] ?? "",
        /level=INFO fiber=#\d+ message=call tool=losant_list_orgs action=instanceOrgs\.get status=200 ms=0 attempts=1 requestId=req-1$/
      )
      assert.notInclude(lines[0] ?? "", "Northwind")
    })
  )

  it.effect("logs the attempts of a call that was repeated, and its error", () =>
    Effect.gen(function* () {
      const busy = network(refuse(503, "Busy", `busy, says ${token}`))
      const losant = losantOn(busy, { retry: { times: 2, baseDelay: "1 second" } })
      const fiber = yield* Effect.forkChild(callTool("losant_get_org", { orgId }, losant))
      // Time moves when the call waits for it: before that, the answers of the network have to arrive.
      while (fiber.pollUnsafe() === undefined) {
        yield* Effect.promise(() => new Promise((resolve) => setImmediate(resolve)))
        yield* TestClock.adjust(Duration.seconds(10))
      }
      const { lines, text } = yield* Fiber.join(fiber)
      assert.lengthOf(lines, 1)
      assert.include(lines[0] ?? "", "status=503")
      assert.include(lines[0] ?? "", "attempts=3")
      assert.include(lines[0] ?? "", "error=LosantServerError")
      assert.notInclude(text + lines.join(), token)
    })
  )

  it.effect("logs nothing of calls at the default level", () =>
    Effect.gen(function* () {
      const quiet = configOf({ LOSANT_API_TOKEN: token, LOSANT_INSTANCE_ID: instanceId })
      const { lines } = yield* callTool("losant_get_org", {}, losantOn(network(answer({}))), quiet)
      assert.isEmpty(lines)
    })
  )

  it.effect("aborts the request when it is interrupted, and logs that", () =>
    Effect.gen(function* () {
      const hanging = network(hang)
      const lines: Array<string> = []
      const layer = Runtime.layer(defaultConfig, losantOn(hanging), (line) => lines.push(line))
      const called = Effect.provide(runCall(toolNamed("losant_get_org"), { orgId }), layer)
      const fiber = yield* Effect.forkChild(called)
      while (hanging.sent.length === 0) {
        yield* Effect.promise(() => new Promise((resolve) => setImmediate(resolve)))
      }
      assert.isFalse(hanging.sent[0]?.signal.aborted)
      yield* Fiber.interrupt(fiber)
      assert.isTrue(hanging.sent[0]?.signal.aborted)
      assert.match(lines.join(), /message=call tool=losant_get_org action=instanceOrg\.get ms=0 error=Cancelled$/)
    })
  )

  it.effect("tells of a defect in one neutral sentence, and logs its cause without the token", () =>
    Effect.gen(function* () {
      const broken = Layer.succeed(Losant, {
        instanceId: Option.none(),
        execute: () => Effect.die(new Error(`cannot use ${token} here`)),
        send: () => Effect.die(new Error(`cannot use ${token} here`))
      })
      const { result, text, lines } = yield* callTool("losant_get_org", { orgId }, broken)
      assert.isTrue(result.isError)
      const [, reference] = /ref ([0-9a-f]{8})\b/.exec(text) ?? []
      assert.isDefined(reference)
      assert.notInclude(text, "cannot use")
      assert.lengthOf(lines, 2)
      assert.include(lines[0] ?? "", `ref=${reference}`)
      assert.include(lines[0] ?? "", "cannot use <redacted> here")
      assert.include(lines[1] ?? "", "error=Defect")
      for (const line of [text, ...lines]) {
        assert.notInclude(line, token)
        assert.notInclude(line, "\n")
      }
    })
  )

  it.effect("tells of a defect also where a handler throws", () =>
    Effect.gen(function* () {
      const throwing = Layer.succeed(Losant, {
        instanceId: Option.none(),
        execute: () => {
          throw new Error(token)
        },
        send: () => {
          throw new Error(token)
        }
      })
      const { result, text } = yield* callTool("losant_get_org", { orgId }, throwing)
      assert.isTrue(result.isError)
      assert.include(text, "mistake in this server")
      assert.notInclude(text, token)
    })
  )
})
