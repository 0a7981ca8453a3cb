/**
 * What a confirmation brings back: a text that this process signed, that holds for one call on one state of an
 * organization, for ten minutes, and once.
 */
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import * as Ref from "effect/Ref"
import type { DestructiveChange } from "../../model/DestructiveChange.ts"
import { canonicalJson } from "../../text/json.ts"

/** Where it is handed out: with a form, or to the assistant. One is never taken for the other. */
export type Purpose = "form" | "plan"

export interface Ticket {
  readonly text: string
  /** Until when it is valid, in milliseconds since the epoch. */
  readonly expires: number
}

/**
 * - `foreign`: not signed by this process for this purpose, or changed since.
 * - `spent`: used before.
 * - `expired`: older than ten minutes.
 * - `otherCall`: for another tool, organization, or instance.
 * - `otherArguments`: for other arguments.
 * - `changedSince`: for another state of the organization, or of what it is about.
 * - `crowded`: more were used for the organization, or for all, in ten minutes than this process remembers.
 */
export type Fault = "foreign" | "spent" | "expired" | "otherCall" | "otherArguments" | "changedSince" | "crowded"

export interface Tickets {
  readonly issue: (purpose: Purpose, danger: DestructiveChange) => Effect.Effect<Ticket>
  /** Takes a ticket for what it was issued for; of two that come with the same one, only the first succeeds. */
  readonly spend: (purpose: Purpose, danger: DestructiveChange, text: string) => Effect.Effect<void, Fault>
}

/** How long a ticket is valid, in milliseconds. */
export const lifetime = 600_000

// Beyond what anybody confirms in ten minutes. One more is refused rather than an older one forgotten; that of one
// organization is bounded, so that whoever goes astray on it keeps nobody from confirming another.
const mostSpentOfSubject = 50
const mostSpent = 5_000

const base = 36
const nonceBytes = 12
// A tag is keyed and short-lived: 96 bits of it are as good as all, and an assistant has to repeat them.
const tagBytes = 12

const isSame = (one: string, other: string): boolean => {
  const [left, right] = [Buffer.from(one), Buffer.from(other)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** When each that was used expires, by organization. */
type Spent = HashMap.HashMap<string, HashMap.HashMap<string, number>>

const countOf = (spent: Spent): number => HashMap.reduce(spent, 0, (sum, ofOrg) => sum + HashMap.size(ofOrg))

/** Without those that have expired. */
const validOf = (spent: Spent, now: number): Spent =>
  HashMap.filter(
    HashMap.map(spent, (ofOrg) => HashMap.filter(ofOrg, (end) => end > now)),
    (ofOrg) => !HashMap.isEmpty(ofOrg)
  )

/** Makes tickets under a random key of their own. */
export const make: Effect.Effect<Tickets> = Effect.gen(function* () {
  const key = yield* Effect.sync(() => randomBytes(32))
  const spent = yield* Ref.make<Spent>(HashMap.empty())

  const sign = (use: string, text: string): Buffer => createHmac("sha256", key).update(`${use}\0${text}`).digest()
  const tag = (use: string, value: unknown): string =>
    sign(use, canonicalJson(value)).subarray(0, tagBytes).toString("base64url")
  const seal = (head: string): string => sign("ticket", head).toString("base64url")

  const tagsOf = ({ tool, instanceId, subject, arguments: values, state }: DestructiveChange) => ({
    call: tag("call", [tool, instanceId, subject.kind, subject.id]),
    values: tag("values", values),
    state: tag("state", state)
  })

  const issue = Effect.fnUntraced(function* (purpose: Purpose, danger: DestructiveChange): Effect.fn.Return<Ticket> {
    const expires = (yield* Clock.currentTimeMillis) + lifetime
    const nonce = yield* Effect.sync(() => randomBytes(nonceBytes).toString("base64url"))
    const { call, values, state } = tagsOf(danger)
    const head = [purpose, expires.toString(base), nonce, call, values, state].join(".")
    return { text: `${head}.${seal(head)}`, expires }
  })

  const faultOf = (
    purpose: Purpose,
    danger: DestructiveChange,
    parts: ReadonlyArray<string>,
    now: number
  ): Fault | undefined => {
    const [givenPurpose, expires = "", , call = "", values = "", state = ""] = parts
    if (givenPurpose !== purpose || !isSame(seal(parts.slice(0, -1).join(".")), parts.at(-1) ?? "")) return "foreign"
    if (Number.parseInt(expires, base) <= now) return "expired"
    const own = tagsOf(danger)
    if (!isSame(own.call, call)) return "otherCall"
    if (!isSame(own.values, values)) return "otherArguments"
    return isSame(own.state, state) ? undefined : "changedSince"
  }

  /** Notes that it was used, unless it was before: in one step, so that of two at once only one succeeds. */
  const use = (
    { instanceId, subject }: DestructiveChange,
    nonce: string,
    expires: number,
    now: number
  ): Effect.Effect<Fault | undefined> =>
    Ref.modify(spent, (before): [Fault | undefined, Spent] => {
      const key = `${instanceId}/${subject.kind}/${subject.id}`
      // All of them are looked through only where there is no room left.
      const all = countOf(before) < mostSpent ? before : validOf(before, now)
      const used = Option.getOrElse(HashMap.get(all, key), () => HashMap.empty<string, number>())
      const valid = HashMap.filter(used, (end) => end > now)
      if (HashMap.has(valid, nonce)) return ["spent", all]
      return HashMap.size(valid) >= mostSpentOfSubject || countOf(all) >= mostSpent
        ? ["crowded", all]
        : [undefined, HashMap.set(all, key, HashMap.set(valid, nonce, expires))]
    })

  const spend = Effect.fnUntraced(function* (
    purpose: Purpose,
    danger: DestructiveChange,
    text: string
  ): Effect.fn.Return<void, Fault> {
    const parts = text.trim().split(".")
    const [, expires = "", nonce = ""] = parts
    const now = yield* Clock.currentTimeMillis
    const fault =
      faultOf(purpose, danger, parts, now) ?? (yield* use(danger, nonce, Number.parseInt(expires, base), now))
    if (fault !== undefined) return yield* Effect.fail(fault)
  })

  return { issue, spend }
})
