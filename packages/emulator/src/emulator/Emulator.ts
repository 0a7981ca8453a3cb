/**
 * A small Losant that keeps state.
 *
 * @example
 * ```ts
 * import { InstanceOrgs } from "@effect-losant/core"
 * import { Emulator } from "@effect-losant/emulator"
 * import * as Effect from "effect/Effect"
 *
 * const program = Effect.gen(function* () {
 *   const { instanceId } = yield* Emulator
 *   return yield* InstanceOrgs.get({ instanceId, filterField: "name", filter: "Harbor*" })
 * }).pipe(Effect.provide(Emulator.layer({ seed: "demo" })))
 * ```
 *
 * @since 0.1.0
 */
import { type CallOptions, type InstanceId, Losant, type LosantConfigError } from "@effect-losant/core"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as Scope from "effect/Scope"
import { makeApi } from "../api/Api.ts"
import type { Grant } from "../api/Authorization.ts"
import { EmulatorError } from "../errors/EmulatorError.ts"
import { type Faults, makeFaults } from "../faults/FaultInjector.ts"
import { decodeFaultPlan, type FaultPlan } from "../faults/FaultRule.ts"
import { storedDeclarations } from "../handlers/collections.ts"
import type { ApiRequest } from "../http/ApiRequest.ts"
import type { Outcome } from "../http/Outcome.ts"
import { makeRequestLog, type Requests } from "../http/RequestLog.ts"
import { makeWriteLog, type Writes } from "../http/WriteLog.ts"
import { emulatorAdmin, makeDemoSeed } from "../seed/demo.ts"
import { emptySeed, findDuplicateId, SeedData, toState } from "../seed/Seed.ts"
import { checkCollections } from "../seed/seedCollections.ts"
import type { ReportRecord, State } from "../state/State.ts"
import type { Storage } from "../state/Storage.ts"
import { Store } from "../state/Store.ts"
import { makeFetch } from "./Fetch.ts"

/**
 * The options of an emulator.
 *
 * @example
 * ```ts
 * import type { EmulatorOptions } from "@effect-losant/emulator"
 *
 * const options: EmulatorOptions = { seed: "empty", now: new Date("2026-01-01T00:00:00.000Z"), maxPerPage: 100 }
 * ```
 *
 * @since 0.1.0
 */
export interface EmulatorOptions {
  /** The state at the start. Default `"demo"`. */
  readonly seed?: "demo" | "empty" | SeedData
  /** The emulator's time at the start. It then passes as fast as the clock's. Default the clock's time. */
  readonly now?: DateTime.DateTime | Date
  /** The token that allows everything. Default `emulator-token`. */
  readonly token?: string
  /** The token that allows only reading. Default `token` with `-read` at its end. */
  readonly readToken?: string
  /** More tokens. Default none. */
  readonly grants?: ReadonlyArray<Grant>
  /** The largest number of items on a page; a larger `perPage` counts as this one. Default 1,000. */
  readonly maxPerPage?: number
  /** The longest accepted body in bytes. Default 1 MiB. */
  readonly maxBodyBytes?: number
  /** The faults to inject. Default none. */
  readonly faults?: FaultPlan
  /** The storage that keeps the state. Default none: the state ends with the emulator. */
  readonly storage?: Storage
  /** The call options of the `Losant` that {@link Emulator.layer} gives. */
  readonly losant?: CallOptions
}

const url = "http://emulator.localhost"

/**
 * An emulator.
 *
 * @example
 * ```ts
 * import { InstanceOrgs } from "@effect-losant/core"
 * import { Emulator } from "@effect-losant/emulator"
 * import * as Effect from "effect/Effect"
 *
 * // The emulator answers 503 twice. The third attempt succeeds, and three requests have arrived.
 * const program = Effect.gen(function* () {
 *   const { faults, instanceId, requests } = yield* Emulator
 *   yield* faults.next("status-503", { times: 2 })
 *   const { totalCount } = yield* InstanceOrgs.get({ instanceId })
 *   return { totalCount, arrived: yield* requests.all }
 * }).pipe(Effect.provide(Emulator.layer({ seed: "demo" })))
 * ```
 *
 * @since 0.1.0
 */
export class Emulator extends Context.Service<
  Emulator,
  {
    /** Answers a request to {@link url} in this process, as the global `fetch` would. */
    readonly fetch: typeof globalThis.fetch
    /** The URL for requests of `fetch`. */
    readonly url: string
    /** The first instance of the seed. */
    readonly instanceId: InstanceId
    /** The token of a user, which allows everything. */
    readonly token: Redacted.Redacted<string>
    /** The token of a user, which allows only reading. */
    readonly readToken: Redacted.Redacted<string>
    /** Controls the faults of the next requests. */
    readonly faults: Faults
    /** The requests that arrived. */
    readonly requests: Requests
    /** The writes that were applied, by organization. */
    readonly writes: Writes
    /** The reports that were accepted, in their order. None of them was sent. */
    readonly reports: Effect.Effect<ReadonlyArray<ReportRecord>>
    /** Handles a request. A server calls it with what came over its connection. */
    readonly respond: (request: ApiRequest) => Effect.Effect<Outcome>
    /** Adds one to the count of requests that their clients gave up. */
    readonly abandon: Effect.Effect<void>
    /** The longest accepted body in bytes. */
    readonly maxBodyBytes: number
  }
>()("@effect-losant/emulator/Emulator") {
  /**
   * Makes an emulator, whose time follows the clock of this effect. Fails when the seed or the storage cannot be used.
   *
   * @since 0.1.0
   */
  static readonly make = Effect.fnUntraced(function* (
    options: EmulatorOptions = {}
  ): Effect.fn.Return<Emulator["Service"], EmulatorError> {
    const services = yield* Effect.context<never>()
    const started = yield* Clock.currentTimeMillis
    const now = options.now === undefined ? started : DateTime.toEpochMillis(DateTime.makeUnsafe(options.now))
    const { state, store } = yield* openStore(options, now)
    const token = Redacted.make(options.token ?? "emulator-token", { label: "token" })
    const readToken = Redacted.make(options.readToken ?? `${Redacted.value(token)}-read`, { label: "readToken" })
    const faults = yield* makeFaults(yield* decodeFaultPlan(options.faults ?? { rules: [] }))
    const { requests, recorder } = yield* makeRequestLog
    const { writes, recorder: writeRecorder } = yield* makeWriteLog
    // Late work ends with the layer or the scope of the emulator. Without one it is left to itself.
    const scope = yield* Effect.serviceOption(Scope.Scope)
    const maxBodyBytes = options.maxBodyBytes ?? 1_048_576
    const handle = makeApi({
      grants: [
        { token, scopes: ["all.User"], email: emulatorAdmin.email },
        { token: readToken, scopes: ["all.User.read"], email: emulatorAdmin.email },
        ...(options.grants ?? [])
      ],
      faults,
      recorder,
      writes: writeRecorder,
      forkLate: (work) =>
        Option.match(scope, {
          onNone: () => Effect.forkDetach(work, { startImmediately: true }),
          onSome: (owner) => Effect.forkIn(work, owner, { startImmediately: true })
        }),
      maxBodyBytes,
      maxPerPage: options.maxPerPage ?? 1_000,
      aheadMillis: now - started
    })
    const respond = (request: ApiRequest) => Effect.provideService(handle(request), Store, store)
    return Emulator.of({
      fetch: makeFetch({ url, respond, abandon: recorder.abandon, run: Effect.runPromiseWith(services) }),
      url,
      instanceId: state.instances[0].id,
      token,
      readToken,
      faults,
      requests,
      writes,
      reports: Effect.map(store.get, ({ reports = [] }) => reports),
      respond,
      abandon: recorder.abandon,
      maxBodyBytes
    })
  })

  /** A layer with the emulator alone. @since 0.1.0 */
  static readonly layerEmulator = (options: EmulatorOptions = {}): Layer.Layer<Emulator, EmulatorError> =>
    Layer.effect(Emulator, Emulator.make(options))

  /**
   * A layer with an emulator, and with core's `Losant` connected to it. The emulator replaces only the network, so that
   * all of core runs.
   *
   * @since 0.1.0
   */
  static readonly layer = (
    options: EmulatorOptions = {}
  ): Layer.Layer<Emulator | Losant, EmulatorError | LosantConfigError> =>
    Layer.unwrap(
      Effect.map(Emulator, ({ fetch, instanceId, token }) =>
        Losant.layer({ ...options.losant, accessToken: token, fetch, instanceId, url })
      )
    ).pipe(Layer.provideMerge(Emulator.layerEmulator(options)))
}

const openStore = Effect.fnUntraced(function* ({ seed = "demo", storage }: EmulatorOptions, now: number) {
  const saved = storage === undefined ? Option.none<State>() : yield* storage.load
  const state = Option.isSome(saved) ? saved.value : yield* loadSeed(seed, now)
  if (storage !== undefined && Option.isNone(saved)) {
    yield* Effect.mapError(storage.save(state), (message) => new EmulatorError({ message }))
  }
  return { state, store: yield* Store.make(state, storage?.save) }
})

const decodeSeed = Schema.decodeUnknownEffect(SeedData, { onExcessProperty: "error" })

const loadSeed = Effect.fnUntraced(function* (seed: NonNullable<EmulatorOptions["seed"]>, now: number) {
  const unusable = (why: string) => new EmulatorError({ message: `The seed cannot be used: ${why}` })
  const data = seed === "demo" ? makeDemoSeed(now) : seed === "empty" ? emptySeed : seed
  const decoded = yield* Effect.mapError(decodeSeed(data), ({ message }) => unusable(message))
  for (const { collections = {} } of decoded.instances) {
    yield* Effect.mapError(checkCollections(collections, storedDeclarations), unusable)
  }
  const state = toState(decoded, now)
  const id = findDuplicateId(state)
  return id === undefined ? state : yield* unusable(`the id ${id} is there twice`)
})
