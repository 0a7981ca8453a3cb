// Writes that would do something a second time: calls at once, a call after one whose client went away, and a yes.
import { assert, describe, it } from "@effect/vitest"
import * as InstanceOrgInvite from "@effect-losant/core/InstanceOrgInvite"
import * as InstanceOrgInvites from "@effect-losant/core/InstanceOrgInvites"
import * as InstanceOrgs from "@effect-losant/core/InstanceOrgs"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import { callTool } from "../../src/call/callTool.ts"
import * as Runtime from "../../src/server/Runtime.ts"
import type { JsonObject } from "../../src/text/json.ts"
import { configOf } from "../support/config.ts"
import { emulated, isOf, type Override } from "../support/emulated.ts"
import { hang, refuse, type Sent } from "../support/network.ts"
import { inviteId, orgId } from "../support/samples.ts"
import { environment, resultOf, textOf, toolNamed } from "../support/serving.ts"

const run = (tool: string, input: JsonObject) =>
  Effect.map(callTool(toolNamed(tool), input), (answer) => {
    const result = resultOf(answer)
    const content: JsonObject = { ...Object(result.structuredContent) }
    return { content, text: textOf(result), isError: result.isError === true }
  })

const server = Effect.fnUntraced(function* (mode: "token" | "off", instead?: Override) {
  const { losant, sent } = yield* emulated(instead)
  const variables = { LOSANT_MCP_CONFIRM: mode, LOSANT_MCP_JOURNAL: "off" }
  return { sent, layer: Runtime.layer(configOf({ ...environment, ...variables }), losant, () => undefined) }
})

const cases = [
  ["losant_create_org", { name: "X" }, InstanceOrgs.post],
  ["losant_invite_to_org", { orgId, email: "new@example.com", role: "edit" }, InstanceOrgInvites.post],
  ["losant_resend_org_invite", { orgId, inviteId }, InstanceOrgInvite.resendInvite]
] as const

const countOf = (action: (typeof cases)[number][2], sent: ReadonlyArray<Sent>) =>
  sent.filter((one) => isOf(action, one)).length

describe.each(cases)("%s", (tool, input, action) => {
  it.effect("is sent once if it is called twice at once", () =>
    Effect.gen(function* () {
      const { sent, layer } = yield* server("off")
      const both = yield* Effect.all([run(tool, input), run(tool, input)], { concurrency: 2 }).pipe(
        Effect.provide(layer)
      )
      assert.strictEqual(countOf(action, sent), 1)
      assert.lengthOf(
        both.filter(({ content }) => content["done"] === true && content["note"] === undefined),
        1
      )
    })
  )

  it.effect("is not sent again after its client cancelled it, until a minute is over", () =>
    Effect.gen(function* () {
      let isFirst = true
      const { sent, layer } = yield* server("off", (one) => {
        if (!isFirst || !isOf(action, one)) return undefined
        isFirst = false
        return hang
      })
      yield* Effect.gen(function* () {
        const fiber = yield* Effect.forkChild(run(tool, input))
        while (countOf(action, sent) === 0) yield* Effect.promise(() => new Promise((resolve) => setImmediate(resolve)))
        yield* Fiber.interrupt(fiber)
        const again = yield* run(tool, input)
        assert.isTrue(again.isError)
        assert.match(again.text, /^Not sent: a call that .* not known whether Losant carried it out/)
        assert.include(again.text, "First call losant_list_org")
        assert.strictEqual(countOf(action, sent), 1)
        yield* TestClock.adjust("61 seconds")
        const later = yield* run(tool, input)
        assert.isFalse(later.isError, later.text)
        assert.strictEqual(countOf(action, sent), 2)
      }).pipe(Effect.provide(layer))
    })
  )

  it.effect("is not sent again sooner if somebody sets the clock of the system forth", () =>
    Effect.gen(function* () {
      const { sent, layer } = yield* server("off")
      const clock = yield* Clock.Clock
      let wall = 1e12
      const stepping: Clock.Clock = {
        ...clock,
        currentTimeMillisUnsafe: () => wall,
        currentTimeMillis: Effect.sync(() => wall)
      }
      yield* Effect.gen(function* () {
        yield* run(tool, input)
        const first = countOf(action, sent)
        for (const step of [3_600_000, -7_200_000]) {
          wall += step
          const again = yield* run(tool, input)
          assert.match(again.text, /Not sent|already|nothing/i)
          assert.strictEqual(countOf(action, sent), first)
        }
      }).pipe(Effect.provide(layer), Effect.provideService(Clock.Clock, stepping))
    })
  )

  it.effect("may be sent again at once after Losant refused it", () =>
    Effect.gen(function* () {
      let isFirst = true
      const { sent, layer } = yield* server("off", (one) => {
        if (!isFirst || !isOf(action, one)) return undefined
        isFirst = false
        return refuse(422, "Validation", "not so")
      })
      const both = yield* Effect.all([run(tool, input), run(tool, input)]).pipe(Effect.provide(layer))
      assert.deepStrictEqual(
        both.map(({ isError }) => isError),
        [true, false]
      )
      assert.strictEqual(countOf(action, sent), 2)
    })
  )
})

describe("a yes of the person", () => {
  it.effect("sends a second creation of one name, and also after a minute asks no other question", () =>
    Effect.gen(function* () {
      const { sent, layer } = yield* server("token")
      yield* Effect.gen(function* () {
        yield* run("losant_create_org", { name: "X" })
        const asked = yield* run("losant_create_org", { name: " x" })
        assert.isString(asked.content["confirmToken"], asked.text)
        assert.include(JSON.stringify(asked.content["plan"]), "Losant carried it out")
        yield* TestClock.adjust("2 minutes")
        assert.strictEqual(countOf(InstanceOrgs.post, sent), 1)
        const { confirmToken } = asked.content
        const confirmed = yield* run("losant_create_org", { name: " x", confirmToken })
        assert.isFalse(confirmed.isError, confirmed.text)
        assert.strictEqual(countOf(InstanceOrgs.post, sent), 2)
        const again = yield* run("losant_create_org", { name: " x", confirmToken })
        assert.isUndefined(again.content["done"], "a yes is good for one creation")
        assert.strictEqual(countOf(InstanceOrgs.post, sent), 2)
      }).pipe(Effect.provide(layer))
    })
  )

  it.effect("is asked after a minute too if the organization is there after an unknown outcome", () =>
    Effect.gen(function* () {
      const { sent, layer } = yield* server("token", (one) =>
        isOf(InstanceOrgs.post, one) ? () => Promise.reject(new Error("socket hang up")) : undefined
      )
      yield* Effect.gen(function* () {
        const first = yield* run("losant_create_org", { name: "Northwind" })
        assert.include(first.text, "not known")
        yield* TestClock.adjust("2 minutes")
        const asked = yield* run("losant_create_org", { name: "Northwind" })
        assert.include(JSON.stringify(asked.content["plan"]), "There is an organization named")
        assert.strictEqual(countOf(InstanceOrgs.post, sent), 1)
      }).pipe(Effect.provide(layer))
    })
  )
})
