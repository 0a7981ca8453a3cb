// Errors as programs meet them: thrown, caught by tag or class, rendered.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import type { ActionName } from "../src/Actions.ts"
import * as InstanceOrg from "../src/InstanceOrg.ts"
import * as LosantErrors from "../src/LosantError.ts"
import { errorOf, execute, provide, run, sample, valueOf } from "./support/calls.ts"
import * as ScriptedFetch from "./support/ScriptedFetch.ts"
import { samples } from "./support/samples.ts"

const failed = (name: ActionName, reply: ScriptedFetch.Reply) =>
  Effect.gen(function* () {
    const network = yield* ScriptedFetch.make(reply)
    const error: unknown = errorOf(yield* run(network, sample(name, { retry: { times: 0 } })))
    return error
  })

describe("every error", () => {
  const replies: Readonly<
    Record<Exclude<LosantErrors.LosantError["_tag"], "LosantInvalidInput" | "LosantCircuitOpen">, ScriptedFetch.Reply>
  > = {
    LosantValidation: ScriptedFetch.refuse(400),
    LosantUnauthorized: ScriptedFetch.refuse(401),
    LosantForbidden: ScriptedFetch.refuse(403),
    LosantNotFound: ScriptedFetch.refuse(404),
    LosantConflict: ScriptedFetch.refuse(409),
    LosantPayloadTooLarge: ScriptedFetch.refuse(413),
    LosantRateLimited: ScriptedFetch.refuse(429),
    LosantServerError: ScriptedFetch.refuse(500),
    LosantUnexpectedStatus: ScriptedFetch.refuse(405),
    LosantTransport: ScriptedFetch.failWith("ECONNRESET"),
    LosantTimeout: ScriptedFetch.hang,
    LosantDecode: ScriptedFetch.respond(200, "")
  }

  it.effect.each(Object.entries(replies))("%s is an Error of its class, with its tag for a name", ([tag, reply]) =>
    Effect.gen(function* () {
      const classes = new Map<string, unknown>(Object.entries(LosantErrors))
      const error = yield* failed("instanceOrg.patch", reply)
      if (!(error instanceof Error)) throw new Error("expected an Error")
      assert.strictEqual(error.constructor, classes.get(tag))
      assert.strictEqual(error.name, tag)
      assert.isTrue(String(error).startsWith(`${tag}: instanceOrg.patch: `))
      assert.notInclude(error.message, "\n")
      const json: unknown = JSON.parse(JSON.stringify(error))
      assert.propertyVal(json, "_tag", tag)
      assert.propertyVal(json, "action", "instanceOrg.patch")
      assert.propertyVal(json, "method", "PATCH")
      assert.propertyVal(json, "path", samples["instanceOrg.patch"].wire.path)
      assert.propertyVal(json, "message", error.message)
      assert.property(json, "outcome")
    })
  )

  it.effect("names the template of the path if the ids were wrong", () =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make()
      const error: unknown = errorOf(yield* run(network, execute("instanceOrg.get", { instanceId: "x", orgId: "y" })))
      assert.propertyVal(error, "path", "/instances/:instanceId/orgs/:orgId")
    })
  )
})

describe("a program", () => {
  const { least } = samples["instanceOrg.get"]

  it.effect("catches one by its tag", () =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make(ScriptedFetch.refuse(404))
      const program = InstanceOrg.get(least).pipe(
        Effect.map((org) => org.name),
        Effect.catchTag("LosantNotFound", ({ ids }) => Effect.succeed(`none ${ids["orgId"]}`))
      )
      assert.strictEqual(valueOf(yield* run(network, program)), `none ${least.orgId}`)
    })
  )

  it.effect("tells what may be tried again by isRetryable", () =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make(ScriptedFetch.refuse(429), ScriptedFetch.refuse(401))
      const tryOnce = InstanceOrg.get(least, { retry: { times: 0 } }).pipe(
        Effect.flip,
        Effect.map(({ isRetryable }) => isRetryable)
      )
      assert.deepStrictEqual(yield* Effect.all([tryOnce, tryOnce]).pipe(provide(network)), [true, false])
    })
  )
})
