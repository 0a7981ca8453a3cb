// Requests as they are sent. An effect that is interrupted before it has begun sends none.
import { afterEach, assert, describe, it, vi } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Redacted from "effect/Redacted"
import { CallObserver, type CallReport } from "../../../src/CallObserver.ts"
import { Losant } from "../../../src/Losant.ts"
import { execute, expectError, provide, run, sample, token } from "../../support/calls.ts"
import * as ScriptedFetch from "../../support/ScriptedFetch.ts"
import { settle } from "../../support/Simulation.ts"
import { samples } from "../../support/samples.ts"

afterEach(() => {
  vi.unstubAllGlobals()
})

const ok = ScriptedFetch.json(200, samples["instanceOrg.delete"].answer)

describe("an effect that is interrupted before it has begun", () => {
  type Way = (call: Effect.Effect<unknown, unknown>) => Effect.Effect<Exit.Exit<unknown, unknown>>
  const ways: Readonly<Record<string, Way>> = {
    "by a signal that has aborted": (call) =>
      Effect.promise(() => Effect.runPromiseExit(call, { signal: AbortSignal.abort() })),
    "by one of several signals that has": (call) =>
      Effect.promise(() =>
        Effect.runPromiseExit(call, { signal: AbortSignal.any([new AbortController().signal, AbortSignal.abort()]) })
      ),
    "right after it was started": (call) => {
      const fiber: Fiber.Fiber<unknown, unknown> = Effect.runFork(call)
      fiber.interruptUnsafe()
      return Fiber.await(fiber)
    },
    "as the child of another": (call) =>
      Effect.gen(function* () {
        const fiber = yield* Effect.forkChild(call)
        yield* Fiber.interrupt(fiber)
        return yield* Fiber.await(fiber)
      })
  }

  it.live.each(Object.entries(ways))("%s sends nothing", ([, way]) =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.always(ok)
      const layer = Losant.layer({ accessToken: Redacted.make(token), fetch: network.fetch })
      const runtime = ManagedRuntime.make(layer)
      const context = yield* runtime.contextEffect
      // Once the layer is made, the next call has nothing to wait for before it is sent.
      for (const name of ["instanceOrg.delete", "instanceOrg.get"] as const) {
        const exit = yield* way(Effect.provideContext(sample(name), context))
        assert.isTrue(Exit.hasInterrupts(exit))
      }
      yield* settle
      assert.lengthOf(network.requests, 0)
      yield* Effect.provideContext(sample("instanceOrg.delete"), context)
      assert.lengthOf(network.requests, 1)
    })
  )
})

describe("a fetch that does not do as a fetch should", () => {
  const failing = (fetch: () => unknown) =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make()
      // Sound: programs without types bring such functions.
      const own = fetch as unknown as typeof globalThis.fetch
      return yield* run({ ...network, fetch: own }, sample("instanceOrgs.post"))
    })

  const broken = (): never => {
    throw new Error("no network")
  }
  const fetches: ReadonlyArray<readonly [string, () => unknown, string]> = [
    ["throws at once", broken, "no network"],
    ["gives nothing", () => undefined, "undefined"],
    ["gives what has no status", () => ({ ok: true }), "no numeric status"],
    ["rejects with nothing", () => Promise.reject(), "unknown reason"]
  ]

  it.effect.each(fetches)("%s: a typed error with its outcome", ([, fetch, message]) =>
    Effect.gen(function* () {
      const error = expectError(yield* failing(fetch), "LosantTransport")
      assert.strictEqual(error.outcome, "unknown")
      assert.include(error.message, message)
    })
  )

  it.effect("heeds no signal: what it answers too late is given up", () =>
    Effect.gen(function* () {
      let answer = (_: Response): void => {}
      let cancelled = false
      const network = yield* ScriptedFetch.make(
        () =>
          new Promise((resolve) => {
            answer = resolve
          })
      )
      const fiber = yield* Effect.forkChild(sample("instanceOrg.get").pipe(provide(network)))
      yield* settle
      yield* Fiber.interrupt(fiber)
      const body = new ReadableStream({
        cancel: () => {
          cancelled = true
        }
      })
      answer(new Response(body))
      yield* settle
      assert.isTrue(cancelled)
    })
  )
})

describe("an answer that comes after its attempt has timed out", () => {
  it.effect.each([200, 404, 503])("says nothing of the next attempt: %i", (status) =>
    Effect.gen(function* () {
      let answerLate = (_: Response): void => {}
      const network = yield* ScriptedFetch.make(
        // It heeds no signal.
        () =>
          new Promise((resolve) => {
            answerLate = resolve
          }),
        (request) => {
          answerLate(new Response("{}", { status }))
          return ScriptedFetch.hang(request)
        }
      )
      const reports: Array<CallReport> = []
      const call = sample("instanceOrg.delete", { timeout: "2 seconds", retry: { times: 1 }, retryWrites: true })
      const observer = (report: CallReport) => Effect.sync(() => void reports.push(report))
      const exit = yield* run(network, Effect.provideService(call, CallObserver, observer))
      assert.strictEqual(expectError(exit, "LosantTimeout").outcome, "unknown")
      assert.lengthOf(network.requests, 2)
      assert.deepStrictEqual(
        reports.map(({ attempts, error, status: answered }) => ({ attempts, error, answered })),
        [{ attempts: 2, error: "LosantTimeout", answered: undefined }]
      )
    })
  )
})

describe("the request", () => {
  /** The options that the global `fetch` is called with. */
  const initOf = Effect.gen(function* () {
    const inits: Array<RequestInit | undefined> = []
    const network = yield* ScriptedFetch.make(ok)
    vi.stubGlobal("fetch", (input: URL, init?: RequestInit) => {
      inits.push(init)
      return network.fetch(input, init)
    })
    const layer = Losant.layer({ accessToken: Redacted.make(token) })
    yield* sample("instanceOrg.delete").pipe(Effect.provide(layer))
    return inits[0]
  })

  it.effect("asks for an answer that no framework has kept", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* initOf)?.cache, "no-store")
    })
  )

  it.effect.each([
    ["does not know that option", class Request {}],
    ["has no requests", undefined]
  ] as const)("does not if the runtime %s", ([, own]) =>
    Effect.gen(function* () {
      const { Request } = globalThis
      const network = yield* ScriptedFetch.make(ok)
      const inits: Array<RequestInit | undefined> = []
      vi.stubGlobal("Request", own)
      vi.stubGlobal("fetch", (input: URL, init?: RequestInit) => {
        inits.push(init)
        vi.stubGlobal("Request", Request)
        return network.fetch(input, init)
      })
      const layer = Losant.layer({ accessToken: Redacted.make(token) })
      yield* sample("instanceOrg.delete").pipe(Effect.provide(layer))
      assert.isFalse("cache" in (inits[0] ?? {}))
    })
  )

  it.effect("leaves what is kept to a fetch that the program brings", () =>
    Effect.gen(function* () {
      const inits: Array<RequestInit | undefined> = []
      const network = yield* ScriptedFetch.make(ok)
      const fetch: typeof globalThis.fetch = (input, init) => {
        inits.push(init)
        return network.fetch(input, init)
      }
      yield* run({ ...network, fetch }, sample("instanceOrg.delete"))
      assert.isFalse("cache" in (inits[0] ?? {}))
    })
  )

  it.effect("escapes what a query must not hold as it is", () =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make(ScriptedFetch.json(200, { items: [] }))
      const filter = "a&b=c d+é#?*"
      yield* run(network, execute("instanceOrgs.get", { ...samples["instanceOrgs.get"].least, filter }))
      const [request] = network.requests
      assert.strictEqual(request?.url.searchParams.get("filter"), filter)
      assert.strictEqual(request?.url.hash, "")
    })
  )
})
