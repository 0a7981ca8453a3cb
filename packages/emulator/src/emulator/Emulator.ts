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
import { makeApi } from "../api/Api.ts"
import type { Grant } from "../api/Authorization.ts"
import { EmulatorError } from "../errors/EmulatorError.ts"
import { type Faults, makeFaults } from "../faults/FaultInjector.ts"
import { decodeFaultPlan, type FaultPlan } from "../faults/FaultRule.ts"
import { storedDeclarations } from "../handlers/collections.ts"
import type { ApiRequest } from "../http/ApiRequest.ts"
import type { Outcome } from "../http/Outcome.ts"
import { makeRequestLog, type Requests } from "../http/RequestLog.ts"
import { makeDemoSeed } from "../seed/demo.ts"
import { emptySeed, findDuplicateId, SeedData, toState } from "../seed/Seed.ts"
import { checkCollections } from "../seed/seedCollections.ts"
import type { State } from "../state/State.ts"
import type { Storage } from "../state/Storage.ts"
import { Store } from "../state/Store.ts"
import { makeFetch } from "./Fetch.ts"

/**
 * What can be chosen for an emulator.
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
  /** What it starts with. Default `"demo"`. */
  readonly seed?: "demo" | "empty" | SeedData
  /** What time it is when the emulator starts; from there on its time passes as the clock's. Default the clock's. */
  readonly now?: DateTime.DateTime | Date
  /** The token that may do everything. Default `emulator-token`. */
  readonly token?: string
  /** The token that may only read. Default the other with `-read` at its end. */
  readonly readToken?: string
  /** Further tokens. */
  readonly grants?: ReadonlyArray<Grant>
  /** The most items that a page holds, whatever `perPage` says. Default 1,000. */
  readonly maxPerPage?: number
  /** The longest body that is taken, in bytes. Default 1 MiB. */
  readonly maxBodyBytes?: number
  /** What goes wrong. Default nothing. */
  readonly faults?: FaultPlan
  /** Where the state is kept. Default nowhere. */
  readonly storage?: Storage
  /** How the `Losant` of {@link Emulator.layer} calls. */
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
 * // Losant answers 503 twice: the third attempt succeeds, and three requests have arrived.
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
    /** What requests of `fetch` are made to. */
    readonly url: string
    /** The first instance of the seed. */
    readonly instanceId: InstanceId
    /** May do everything: a user's token. */
    readonly token: Redacted.Redacted<string>
    /** May only read. */
    readonly readToken: Redacted.Redacted<string>
    /** What goes wrong with the next requests. */
    readonly faults: Faults
    /** What arrived. */
    readonly requests: Requests
    /** Handles a request: what servers are made of. */
    readonly respond: (request: ApiRequest) => Effect.Effect<Outcome>
    /** Notes that a client gave up a request. */
    readonly abandon: Effect.Effect<void>
    readonly maxBodyBytes: number
  }
>()("@effect-losant/emulator/Emulator") {
  /**
   * Makes an emulator, whose time is that of the clock here. Fails when the seed or the storage cannot be used.
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
    const { requests, notes } = yield* makeRequestLog
    const maxBodyBytes = options.maxBodyBytes ?? 1_048_576
    const handle = makeApi({
      grants: [
        { token, scopes: ["all.User"] },
        { token: readToken, scopes: ["all.User.read"] },
        ...(options.grants ?? [])
      ],
      faults,
      notes,
      maxBodyBytes,
      maxPerPage: options.maxPerPage ?? 1_000,
      ahead: now - started
    })
    const respond = (request: ApiRequest) => Effect.provideService(handle(request), Store, store)
    return Emulator.of({
      fetch: makeFetch({ url, respond, abandon: notes.abandon, run: Effect.runPromiseWith(services) }),
      url,
      instanceId: state.instances[0].id,
      token,
      readToken,
      faults,
      requests,
      respond,
      abandon: notes.abandon,
      maxBodyBytes
    })
  })

  /** The emulator alone. @since 0.1.0 */
  static readonly layerEmulator = (options: EmulatorOptions = {}): Layer.Layer<Emulator, EmulatorError> =>
    Layer.effect(Emulator, Emulator.make(options))

  /**
   * An emulator, and core's `Losant` wired to it: the emulator stands in for the network, so that all of core runs.
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
  const kept = storage === undefined ? Option.none<State>() : yield* storage.load
  const state = Option.isSome(kept) ? kept.value : yield* loadSeed(seed, now)
  if (storage !== undefined && Option.isNone(kept)) {
    yield* Effect.mapError(storage.save(state), (message) => new EmulatorError({ message }))
  }
  return { state, store: yield* Store.make(state, storage?.save) }
})

const decodeSeed = Schema.decodeUnknownEffect(SeedData, { onExcessProperty: "error" })

const loadSeed = Effect.fnUntraced(function* (seed: NonNullable<EmulatorOptions["seed"]>, now: number) {
  const unusable = (why: string) => new EmulatorError({ message: `The seed cannot be used: ${why}` })
  const data = seed === "demo" ? makeDemoSeed(now) : seed === "empty" ? emptySeed : seed
  const checked = yield* Effect.mapError(decodeSeed(data), ({ message }) => unusable(message))
  for (const { collections = {} } of checked.instances) {
    yield* Effect.mapError(checkCollections(collections, storedDeclarations), unusable)
  }
  const state = toState(checked, now)
  const id = findDuplicateId(state)
  return id === undefined ? state : yield* unusable(`the id ${id} is there twice`)
})
