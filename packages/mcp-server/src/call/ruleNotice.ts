/**
 * Tells once, with the first call, that rules of the policy match no organization. The log names them for the person. The
 * assistant learns only that there are some: it must not learn what is denied.
 */
import { isInputRequiredResult } from "@modelcontextprotocol/server"
import * as Effect from "effect/Effect"
import { identity } from "effect/Function"
import * as Option from "effect/Option"
import * as Ref from "effect/Ref"
import { Connection } from "../losant/Connection.ts"
import { formatRule, type ListedRule, settingOf } from "../losant/unmatchedRules.ts"
import { type Answer, addNote } from "../model/tool/ToolResult.ts"
import { hasRules, type OrgRules } from "../policy/OrgRules.ts"

/** In milliseconds. The first call waits no longer for the check; the next call then tells. */
const maxWait = 10_000

const logUnmatched = (listed: ListedRule): Effect.Effect<void> => {
  const { flag, variable } = settingOf(listed)
  const meaning = listed.list === "allow" ? "allows" : "denies"
  return Effect.logWarning(
    `${flag} or ${variable} names ${formatRule(listed)}, which matches no organization: it ${meaning} nothing. ` +
      "Write it as in Losant, or remove it."
  )
}

const noteFor = (unmatched: ReadonlyArray<ListedRule>): string | undefined => {
  // A tag may be meant for future organizations.
  const named = unmatched.filter(({ rule }) => rule.kind !== "tag")
  if (named.length === 0) return undefined
  const flags = [...new Set(named.map((listed) => settingOf(listed).flag))].join(" and ")
  return (
    `${named.length === 1 ? "A rule" : `${named.length} rules`} of this server's ${flags} match${named.length === 1 ? "es" : ""} ` +
    "no organization, so the server may reach other organizations than the person meant. Tell the person: the log of the " +
    "server and its doctor name the rules."
  )
}

/** Adds to an answer that rules match nothing. */
export type TellRules = <R>(call: Effect.Effect<Answer, never, R>) => Effect.Effect<Answer, never, R | Connection>

/** Makes the function for the calls of a process. Without rules it does nothing, and costs nothing. */
export const makeRuleNotice = (rules: OrgRules): TellRules => {
  if (!hasRules(rules)) return identity
  const state = Ref.makeUnsafe<"unknown" | "checking" | "told">("unknown")

  const claim = Ref.modify(state, (before) => [before === "unknown", before === "unknown" ? "checking" : before])

  const check = Effect.gen(function* () {
    const { unmatchedRules } = yield* Connection
    const found = Option.flatten(yield* Effect.timeoutOption(unmatchedRules, maxWait))
    if (Option.isNone(found)) return undefined
    yield* Effect.forEach(found.value, logUnmatched, { discard: true })
    return found.value
  })

  const callAndCheck = <R>(call: Effect.Effect<Answer, never, R>) =>
    Effect.gen(function* () {
      const [answer, unmatched] = yield* Effect.all([call, check], { concurrency: 2 })
      // A form cannot carry the note. The next answer does.
      if (unmatched === undefined || isInputRequiredResult(answer)) return answer
      yield* Ref.set(state, "told")
      const note = noteFor(unmatched)
      return note === undefined ? answer : addNote(answer, note)
    }).pipe(Effect.ensuring(Ref.update(state, (now) => (now === "checking" ? "unknown" : now))))

  return (call) => Effect.flatMap(claim, (isFirst) => (isFirst ? callAndCheck(call) : call))
}
