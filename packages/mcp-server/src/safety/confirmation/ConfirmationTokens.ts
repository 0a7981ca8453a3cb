/**
 * Confirmation tokens. The process signs each token for one call on one state of an organization. A token works once,
 * and for ten minutes.
 */
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import * as Ref from "effect/Ref"
import type { DestructiveChange, NamedSubject } from "../../model/DestructiveChange.ts"
import { canonicalJson } from "../../text/json.ts"
import { monotonicMillis } from "../../text/time.ts"

/** The way of the token: with a form, in a plan for the assistant, or in a view. A token for one is not valid for another. */
export type Purpose = "form" | "plan" | "view"

export interface ConfirmationToken {
  readonly text: string
  /** The end of its validity for people, in milliseconds since 1970. The monotonic clock decides. */
  readonly expires: number
}

/**
 * - `foreign`: this process did not sign the token for this purpose, or somebody changed it.
 * - `spent`: the token was used before.
 * - `expired`: the token is older than ten minutes.
 * - `otherCall`: the token is for another tool, organization or instance.
 * - `otherArguments`: the token is for other arguments.
 * - `changedSince`: the organization, or the member or invitation of the call, has changed since.
 * - `crowded`: more tokens were used in ten minutes than the process remembers, for this organization or for all.
 */
export type TokenFault = "foreign" | "spent" | "expired" | "otherCall" | "otherArguments" | "changedSince" | "crowded"

export interface ConfirmationTokens {
  readonly issue: (purpose: Purpose, danger: DestructiveChange) => Effect.Effect<ConfirmationToken>
  /** Uses up a token, if it was issued for this change. If two calls bring the same token, only the first succeeds. */
  readonly spend: (purpose: Purpose, danger: DestructiveChange, text: string) => Effect.Effect<void, TokenFault>
}

/** In milliseconds. */
export const lifetime = 600_000

// Nobody confirms so many changes in ten minutes. The process refuses a further token rather than forget a used one.
// The limit for one organization keeps the others usable when an assistant repeats its calls on one.
const maxUsedOfSubject = 50
const maxUsed = 5_000

const base = 36
const nonceBytes = 12
// A tag is keyed and short-lived, so 96 bits are enough. An assistant has to repeat them, so they should be few.
const tagBytes = 12

const isSame = (one: string, other: string): boolean => {
  const [left, right] = [Buffer.from(one), Buffer.from(other)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** The times of the monotonic clock at which the used tokens expire, by organization and nonce. */
type UsedTokens = HashMap.HashMap<string, HashMap.HashMap<string, number>>

const countOf = (usedTokens: UsedTokens): number =>
  HashMap.reduce(usedTokens, 0, (sum, ofOrg) => sum + HashMap.size(ofOrg))

const dropExpired = (usedTokens: UsedTokens, now: number): UsedTokens =>
  HashMap.filter(
    HashMap.map(usedTokens, (ofOrg) => HashMap.filter(ofOrg, (end) => end > now)),
    (ofOrg) => !HashMap.isEmpty(ofOrg)
  )

/** A subject that the call creates has no id yet. */
const subjectKey = ({ id, name }: NamedSubject): string => (id === undefined ? `new ${name}` : id)

/** Makes tokens with a new random key. */
export const makeConfirmationTokens: Effect.Effect<ConfirmationTokens> = Effect.gen(function* () {
  const key = yield* Effect.sync(() => randomBytes(32))
  const usedTokens = yield* Ref.make<UsedTokens>(HashMap.empty())

  const sign = (use: string, text: string): Buffer => createHmac("sha256", key).update(`${use}\0${text}`).digest()
  const tag = (use: string, value: unknown): string =>
    sign(use, canonicalJson(value)).subarray(0, tagBytes).toString("base64url")
  const seal = (head: string): string => sign("token", head).toString("base64url")

  const tagsOf = ({ tool, instanceId, subject, arguments: values, state, dangers }: DestructiveChange) => ({
    call: tag("call", [tool, instanceId, subject.kind, subjectKey(subject)]),
    values: tag("values", values),
    state: tag("state", [state, dangers])
  })

  const issue = Effect.fnUntraced(function* (
    purpose: Purpose,
    danger: DestructiveChange
  ): Effect.fn.Return<ConfirmationToken> {
    const expires = (yield* Clock.currentTimeMillis) + lifetime
    const end = (yield* monotonicMillis) + lifetime
    const nonce = yield* Effect.sync(() => randomBytes(nonceBytes).toString("base64url"))
    const { call, values, state } = tagsOf(danger)
    const head = [purpose, end.toString(base), nonce, call, values, state].join(".")
    return { text: `${head}.${seal(head)}`, expires }
  })

  const findFault = (
    purpose: Purpose,
    danger: DestructiveChange,
    parts: ReadonlyArray<string>,
    now: number
  ): TokenFault | undefined => {
    const [tokenPurpose, end = "", , call = "", values = "", state = ""] = parts
    if (tokenPurpose !== purpose || !isSame(seal(parts.slice(0, -1).join(".")), parts.at(-1) ?? "")) return "foreign"
    if (Number.parseInt(end, base) <= now) return "expired"
    const expected = tagsOf(danger)
    if (!isSame(expected.call, call)) return "otherCall"
    if (!isSame(expected.values, values)) return "otherArguments"
    return isSame(expected.state, state) ? undefined : "changedSince"
  }

  /**
   * Records the use of a token, if it was not used before. One step does both, so that only one of two calls succeeds.
   */
  const markUsed = (
    { instanceId, subject }: DestructiveChange,
    nonce: string,
    end: number,
    now: number
  ): Effect.Effect<TokenFault | undefined> =>
    Ref.modify(usedTokens, (before): [TokenFault | undefined, UsedTokens] => {
      const key = `${instanceId}/${subject.kind}/${subjectKey(subject)}`
      // Expired tokens of all organizations are dropped only when there is no room left.
      const all = countOf(before) < maxUsed ? before : dropExpired(before, now)
      const tokensOfSubject = Option.getOrElse(HashMap.get(all, key), () => HashMap.empty<string, number>())
      const validTokens = HashMap.filter(tokensOfSubject, (end) => end > now)
      if (HashMap.has(validTokens, nonce)) return ["spent", all]
      return HashMap.size(validTokens) >= maxUsedOfSubject || countOf(all) >= maxUsed
        ? ["crowded", all]
        : [undefined, HashMap.set(all, key, HashMap.set(validTokens, nonce, end))]
    })

  const spend = Effect.fnUntraced(function* (
    purpose: Purpose,
    danger: DestructiveChange,
    text: string
  ): Effect.fn.Return<void, TokenFault> {
    const parts = text.trim().split(".")
    const [, end = "", nonce = ""] = parts
    const now = yield* monotonicMillis
    const fault =
      findFault(purpose, danger, parts, now) ?? (yield* markUsed(danger, nonce, Number.parseInt(end, base), now))
    if (fault !== undefined) return yield* Effect.fail(fault)
  })

  return { issue, spend }
})
