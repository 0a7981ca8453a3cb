import { assert, describe, it } from "@effect/vitest"
import { type ActionName, actions } from "@effect-losant/core/Actions"
import { Losant } from "@effect-losant/core/Losant"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as TestClock from "effect/testing/TestClock"
import { call } from "../src/Call.ts"
import * as Runtime from "../src/Runtime.ts"
import { tools } from "../src/Tools.ts"
import { configOf } from "./support/config.ts"
import { answer, hang, network, refuse } from "./support/network.ts"
import { instanceId, orgId, samples } from "./support/samples.ts"
import { callTool, configured, losantOn, token, toolNamed } from "./support/serving.ts"

const names = Object.keys(samples) as ReadonlyArray<ActionName> // Sound: these are the keys of `samples`.

describe("every tool", () => {
  for (const name of names) {
    const sample = samples[name]
    const tool = tools[name].name
    it.effect(`${tool} sends one request, and answers what came in structure and text`, () =>
      Effect.gen(function* () {
        const { fetch, sent } = network(answer(sample.answer, sample.status))
        const { result, text } = yield* callTool(tool, sample.good, losantOn({ fetch, sent }))
        assert.isUndefined(result.isError, text)
        assert.deepStrictEqual(JSON.parse(text), result.structuredContent)
        assert.deepInclude(result.structuredContent ?? {}, sample.answer)
        assert.lengthOf(sent, 1)
        assert.strictEqual(sent[0]?.method, actions[name].method)
        assert.strictEqual(sent[0]?.url.searchParams.get("_links"), "false")
        if ("instanceId" in actions[name].params) assert.include(sent[0]?.url.pathname, `/instances/${instanceId}/`)
      })
    )
    it.effect(`${tool} refuses bad input, names the argument, and sends nothing`, () =>
      Effect.gen(function* () {
        const { fetch, sent } = network(answer(sample.answer))
        const { result, text } = yield* callTool(tool, sample.bad, losantOn({ fetch, sent }))
        assert.isTrue(result.isError)
        assert.include(text, `${sample.wrong}: `)
        assert.include(text, "Nothing was sent")
        assert.isEmpty(sent)
      })
    )
  }
})

describe("call", () => {
  it.effect("sends the body under Losant's names, and both ends of a period", () =>
    Effect.gen(function* () {
      const created = network(answer(samples["instanceOrgs.post"].answer))
      yield* callTool("losant_create_org", { name: "3", limits: '{"device":2}' }, losantOn(created))
      assert.deepStrictEqual(created.sent[0]?.body, { name: "3", limits: { device: 2 } })

      yield* TestClock.setTime(Date.UTC(2026, 10, 22))
      const counted = network(answer(samples["instanceOrg.deviceCounts"].answer))
      yield* callTool("losant_get_org_device_counts", { orgId }, losantOn(counted))
      const { searchParams } = counted.sent[0]?.url ?? new URL("http://none")
      assert.strictEqual(searchParams.get("end"), String(Date.UTC(2026, 10, 22)))
      assert.strictEqual(searchParams.get("start"), String(Date.UTC(2026, 9, 23)))
    })
  )

  it.effect("logs one line: how the call went, never what it was called with", () =>
    Effect.gen(function* () {
      const ok = network(answer(samples["instanceOrgs.get"].answer, 200, { "x-request-id": "req-1" }))
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
      const layer = Runtime.layer(configured, losantOn(hanging), (line) => lines.push(line))
      const called = Effect.provide(call(toolNamed("losant_get_org"), { orgId }), layer)
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
        execute: () => Effect.die(new Error(`cannot use ${token} here`))
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
        }
      })
      const { result, text } = yield* callTool("losant_get_org", { orgId }, throwing)
      assert.isTrue(result.isError)
      assert.include(text, "mistake in this server")
      assert.notInclude(text, token)
    })
  )
})
