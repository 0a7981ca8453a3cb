/**
 * The actions as promises, for programs without Effect.
 *
 * @example
 * ```ts
 * import { createClient, LosantNotFound } from "@effect-losant/core"
 *
 * const client = createClient({ accessToken: "token" })
 *
 * export const nameOf = async (instanceId: string, orgId: string) => {
 *   const org = await client.instanceOrg.get({ instanceId, orgId }, { signal: AbortSignal.timeout(5_000) })
 *   return org.name
 * }
 *
 * export const isMissing = (error: unknown) => error instanceof LosantNotFound
 * ```
 *
 * @module
 * @since 0.1.0
 */
import type { Brand } from "effect/Brand"
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import type { DateTime } from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import type { Any } from "./ActionDeclaration.ts"
import { type ActionName, actions } from "./Actions.ts"
import * as Execute from "./internal/call/execute.ts"
import { newProgress, outcomeSoFar } from "./internal/transport/progress.ts"
import { onAbort } from "./internal/util/signals.ts"
import { stripUndefined } from "./internal/util/stripUndefined.ts"
import type { Losant } from "./Losant.ts"
import { LosantClosed } from "./LosantClosed.ts"
import type { LosantConfigError } from "./LosantConfigError.ts"
import type { CallOptions, LosantOptions } from "./LosantOptions.ts"
import { type Modification, prepare } from "./Modification.ts"
import type { InstanceOrg } from "./schemas/Org.ts"
import type { OrgChanges } from "./schemas/params/OrgChanges.ts"

/**
 * The options of a client.
 *
 * @example
 * ```ts
 * import type { ClientOptions } from "@effect-losant/core"
 *
 * const options: ClientOptions = { accessToken: "token", url: "https://losant.example.com", timeout: 10_000 }
 * ```
 *
 * @since 0.1.0
 */
export interface ClientOptions extends Omit<LosantOptions, "accessToken" | "instanceId"> {
  /** An instance token or a user token. */
  readonly accessToken: string
}

/**
 * The options of one call.
 *
 * @example
 * ```ts
 * import type { ClientCallOptions } from "@effect-losant/core"
 *
 * const atMost = (milliseconds: number): ClientCallOptions => ({ signal: AbortSignal.timeout(milliseconds) })
 * ```
 *
 * @since 0.1.0
 */
export interface ClientCallOptions extends CallOptions {
  /** Aborts the request; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
}

/**
 * A type in which ids are plain strings, and every field that may be absent may be `undefined` too.
 *
 * @example
 * ```ts
 * import { type OrgId } from "@effect-losant/core"
 * import type { Plain } from "@effect-losant/core/Client"
 *
 * const inputFor = (page: number | undefined): Plain<{ readonly orgId: OrgId; readonly page?: number }> => ({
 *   orgId: "575ed6e87ae143cd83dc4aa8",
 *   page
 * })
 * ```
 *
 * @since 0.1.0
 */
export type Plain<T> = T extends string & Brand<string>
  ? string
  : T extends string | number | boolean | null | undefined | Date | DateTime
    ? T
    : T extends ReadonlyArray<infer Item>
      ? ReadonlyArray<Plain<Item>>
      : { readonly [K in keyof T]: Record<never, never> extends Pick<T, K> ? Plain<T[K]> | undefined : Plain<T[K]> }

type Actions = typeof actions

type ResourceOf<Name extends ActionName> = Name extends `${infer Resource}.${string}` ? Resource : never

type Method<A> = A extends (...args: infer Args) => Effect.Effect<infer Success, infer _E, Losant>
  ? Record<never, never> extends Args[0]
    ? (input?: Plain<Exclude<Args[0], undefined>>, options?: ClientCallOptions) => Promise<Success>
    : (input: Plain<Args[0]>, options?: ClientCallOptions) => Promise<Success>
  : never

/**
 * A client: each of Losant's resources with its actions, as in Losant's own client. A call rejects with the classes of
 * `LosantError`, or with `LosantClosed` if the client is closed.
 *
 * @example
 * ```ts
 * import type { Client } from "@effect-losant/core"
 *
 * // As a function takes it that does not make one itself.
 * const namesOn = async (client: Client, instanceId: string) => {
 *   const { items } = await client.instanceOrgs.get({ instanceId })
 *   return items.map(({ name }) => name)
 * }
 * ```
 *
 * @since 0.1.0
 */
export type Client = {
  readonly [Resource in ResourceOf<ActionName>]: {
    readonly [Name in ActionName as Name extends `${Resource}.${infer Action}` ? Action : never]: Method<Actions[Name]>
  }
} & {
  readonly instanceOrg: {
    /** Reads an organization, merges the changes with it, and patches what differs: see `InstanceOrg.modify`. */
    readonly modify: (
      input: Plain<Omit<Modification, "changes">> & {
        readonly changes: Plain<OrgChanges> | ((org: InstanceOrg) => OrgChanges)
      },
      options?: ClientCallOptions
    ) => Promise<InstanceOrg>
  }
  /** Ends all calls that are under way, and refuses further ones. They reject with `LosantClosed`. */
  readonly close: () => Promise<void>
}

/**
 * Removes the fields that are `undefined`. An input that is nested without end stays as it is, and the action reports
 * it.
 */
const stripInput = (input: unknown): unknown =>
  Result.getOrElse(
    Result.try(() => stripUndefined(input)),
    () => input
  )

/**
 * Makes a client. When a setting is wrong, its calls reject with a `LosantConfigError`. A setting, a parameter or a
 * field of a body that is `undefined` counts as absent.
 *
 * @example
 * ```ts
 * import { createClient, LosantRateLimited } from "@effect-losant/core"
 *
 * const client = createClient({ accessToken: "token", timeout: "10 seconds", retry: { times: 5 } })
 *
 * const countOf = (instanceId: string) =>
 *   client.instanceOrgs.get({ instanceId, perPage: 1 }).then(
 *     ({ totalCount }) => totalCount,
 *     (error: unknown) => {
 *       if (error instanceof LosantRateLimited) return undefined
 *       throw error
 *     }
 *   )
 * ```
 *
 * @since 0.1.0
 */
export const createClient = (options: ClientOptions): Client => {
  // Without types the options may be missing altogether: then the token is, which the calls say.
  const accessToken = Redacted.make(options?.accessToken, { label: "accessToken" })
  // The service is made with the first call. Before that a program may only have been loaded.
  let service: Exit.Exit<Execute.ServiceWithProgress, LosantConfigError> | undefined
  const cancels = new Map<Promise<unknown>, () => void>()
  let isClosed = false
  const run = async (action: Any, input: unknown, callOptions: CallOptions, signal: AbortSignal | undefined) => {
    const progress = newProgress()
    const closedError = () => {
      const { action: name, method } = action
      const when = progress.attempts === 0 ? "before anything was sent" : "while the call was under way"
      return new LosantClosed({
        action: name,
        method,
        message: `${name}: the client was closed ${when}`,
        ...(method === "GET" ? {} : { outcome: outcomeSoFar(progress) })
      })
    }
    if (isClosed) throw closedError()
    const throwIfAborted = () => {
      if (signal?.aborted === true) throw signal.reason
    }
    // A call whose signal has aborted does not begin.
    throwIfAborted()
    service ??= Effect.runSyncExit(Execute.make({ ...options, accessToken }))
    const call = Effect.flatMap(service, (losant) => losant.execute(action, stripInput(input), callOptions, progress))
    let cancel = () => {}
    const exitPromise = new Promise<Exit.Exit<unknown, unknown>>((resolve) => {
      cancel = Effect.runCallback(call, { onExit: resolve })
    })
    cancels.set(exitPromise, cancel)
    const unsubscribe = signal === undefined ? undefined : onAbort(signal, cancel)
    const exit = await exitPromise
    cancels.delete(exitPromise)
    unsubscribe?.()
    if (Exit.isSuccess(exit)) return exit.value
    if (Cause.hasInterruptsOnly(exit.cause)) {
      throwIfAborted()
      if (isClosed) throw closedError()
    }
    const error = Cause.squash(exit.cause)
    // A defect may be anything.
    throw error instanceof Error ? error : new Error(String(error))
  }
  const close = async () => {
    isClosed = true
    for (const cancel of cancels.values()) cancel()
    await Promise.all(cancels.keys())
  }
  const client: Record<string, Record<string, unknown> | (() => Promise<void>)> = { close }
  for (const [name, action] of Object.entries(actions)) {
    const [resource = "", method = ""] = name.split(".")
    client[resource] = {
      ...client[resource],
      [method]: (input: unknown = {}, { signal, ...callOptions }: ClientCallOptions = {}) =>
        run(action, input, callOptions, signal)
    }
  }
  const modify = async (input: unknown = {}, { signal, ...callOptions }: ClientCallOptions = {}) => {
    const get = actions["instanceOrg.get"]
    const patch = actions["instanceOrg.patch"]
    // Sound: the actions check the ids, and `prepare` the rest.
    const modification = stripInput(input) as Modification
    const ids = { instanceId: modification.instanceId, orgId: modification.orgId }
    // Sound: it is the answer of the action.
    const org = (await run(get, { ...ids, summaryInclude: ["memberCount"] }, callOptions, signal)) as InstanceOrg
    const update = prepare(patch, org, modification, Effect.runSync(Clock.currentTimeMillis))
    if (Result.isFailure(update)) throw update.failure
    const organization = update.success.patch
    return Object.keys(organization).length === 0 ? org : run(patch, { ...ids, organization }, callOptions, signal)
  }
  client["instanceOrg"] = { ...client["instanceOrg"], modify }
  // Sound: for each action it holds, under its resource and name, a function that validates its input as it runs.
  return client as unknown as Client
}
