/** Actions on one organization, carried out only if the rules let it through at this moment. */
import type * as Action from "@effect-losant/core/Action"
import type { EncodedCall } from "@effect-losant/core/Action"
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import * as InstanceOrgs from "@effect-losant/core/InstanceOrgs"
import type { Losant } from "@effect-losant/core/Losant"
import { LosantDecode, type LosantError, type LosantNotFound, type Outcome } from "@effect-losant/core/LosantError"
import type { InstanceOrgPatch } from "@effect-losant/core/schemas/Org"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import type { Refusal } from "../model/Refusal.ts"
import { notFoundError, type OrgRequest } from "../policy/notFoundError.ts"
import { factsOf, judge, judgeId, type OrgRules } from "../policy/OrgRules.ts"
import { redactRules } from "../policy/redactRules.ts"
import { ruleConditions } from "../policy/rulesQuery.ts"
import { checkPatch } from "./policyWrites.ts"

type Org = (typeof InstanceOrg.get)["success"]["Type"]

// The answer is larger than what is needed of it. No summary field is cheaper to count than the members.
const lean = { summaryInclude: ["memberCount"], _actions: false, _links: false, _embedded: false } as const

/** The answer is about something else than was asked, so it is not to be shown. */
const strange = ({ action, path }: OrgRequest, outcome: Outcome): LosantDecode => {
  const message = "the answer is about an organization that was not asked for, or that is no longer to be reached"
  return new LosantDecode({
    action: action.action,
    method: action.method,
    path,
    message: `${action.action}: Losant answered ${action.status}, but ${message}`,
    ...(action.method === "GET" ? {} : { outcome }),
    status: action.status,
    issues: [{ path: [], message }]
  })
}

const isOf = (orgId: string, name: "id" | "orgId") => (value: unknown) => {
  const found: unknown = Predicate.hasProperty(value, name) ? value[name] : undefined
  return typeof found !== "string" || found.toLowerCase() === orgId.toLowerCase()
}

/** Whether an answer, and each item of it, is of the organization with that id. */
const isAbout = ({ action, ids: { orgId = "" } }: OrgRequest, answer: unknown): boolean => {
  const items = Predicate.isObject(answer) && "items" in answer && Array.isArray(answer.items) ? answer.items : []
  return [answer, ...items].every(isOf(orgId, "orgId")) && (!answersOrg(action) || isOf(orgId, "id")(answer))
}

const answersOrg = ({ action }: Action.Any): boolean =>
  action === InstanceOrg.get.action || action === InstanceOrg.patch.action

const isNested = ({ params }: Action.Any): boolean => "userId" in params || "inviteId" in params

// What Losant answers of an organization that exists, but not of one that does not.
const tellsOfOrg = ({ _tag }: LosantError): boolean =>
  _tag === "LosantValidation" ||
  _tag === "LosantUnexpectedStatus" ||
  _tag === "LosantConflict" ||
  _tag === "LosantPayloadTooLarge" ||
  _tag === "LosantDecode"

/** Makes what runs an action on one organization, and what only checks whether it would. */
export const makeOneOrg = (losant: Losant["Service"], rules: OrgRules) => {
  // What is asked beside what the caller asks goes to the same place.
  const around = ({ ids, losantdomain }: EncodedCall) => ({
    instanceId: ids["instanceId"],
    ...lean,
    ...(losantdomain === undefined ? {} : { losantdomain })
  })

  /** Lets the organization pass, or fails as if it were not there. */
  const admit = Effect.fnUntraced(function* (asked: EncodedCall, org: Org): Effect.fn.Return<Org, LosantError> {
    if (!isAbout({ ...asked, action: InstanceOrg.get }, org)) return yield* Effect.fail(strange(asked, "notSent"))
    const verdict = judge(rules, factsOf(org))
    if (verdict === "denied") return yield* Effect.fail(notFoundError(asked))
    if (verdict === "reachable") return org
    // An answer without tags says nothing of them, but Losant's query looks at them.
    const query = { $and: [{ id: asked.ids["orgId"] }, ...ruleConditions(rules)] }
    const { items } = yield* losant
      .execute(InstanceOrgs.get, { ...around(asked), query, perPage: 1 }, {})
      .pipe(Effect.mapError((error) => redactRules(rules, error)))
    return items.length === 0 ? yield* Effect.fail(notFoundError(asked)) : org
  })

  const readAndAdmit = (asked: EncodedCall, outcome?: Outcome) =>
    losant.execute(InstanceOrg.get, { ...around(asked), orgId: asked.ids["orgId"] }, {}).pipe(
      Effect.catchTag("LosantNotFound", () => Effect.fail(notFoundError(asked, outcome))),
      Effect.flatMap((org) => admit(asked, org))
    )

  /** Reading the organization is the call itself: its answer decides. */
  const read = (asked: EncodedCall<typeof InstanceOrg.get>) =>
    losant.send(asked).pipe(
      Effect.catchTag("LosantNotFound", () => Effect.fail(notFoundError(asked))),
      Effect.catchIf(tellsOfOrg, (error) => Effect.andThen(readAndAdmit(asked), Effect.fail(error))),
      Effect.flatMap((org) => admit(asked, org))
    )

  /** Losant's own 404 is made the same as ours; where it may be of a member or an invite, that is found out first. */
  const absent = (asked: EncodedCall, error: LosantNotFound) =>
    isNested(asked.action)
      ? Effect.andThen(readAndAdmit(asked, error.outcome), Effect.fail(error))
      : Effect.fail(notFoundError(asked, error.outcome))

  /** Fails where the action is not to be sent; gives the organization where that took a look at it. */
  const check = Effect.fnUntraced(function* (
    asked: EncodedCall,
    current?: Org
  ): Effect.fn.Return<Org | undefined, LosantError | Refusal> {
    const verdict = judgeId(rules, asked.ids["orgId"] ?? "")
    if (verdict === "denied") return yield* Effect.fail(notFoundError(asked))
    if (verdict === "reachable") return undefined
    const isRead = current !== undefined && isOf(asked.ids["orgId"] ?? "", "id")(current)
    const org = yield* isRead ? admit(asked, current) : readAndAdmit(asked)
    if (asked.action.action === InstanceOrg.patch.action) {
      // Sound: the body was encoded by the schema of this action.
      yield* checkPatch(rules, org, JSON.parse(asked.body ?? "{}") as InstanceOrgPatch)
    }
    return org
  })

  const run = Effect.fnUntraced(function* (
    asked: EncodedCall,
    current?: Org
  ): Effect.fn.Return<unknown, LosantError | Refusal> {
    const { action } = asked
    const isRead = action.action === InstanceOrg.get.action
    if (isRead && judgeId(rules, asked.ids["orgId"] ?? "") === "unknown") {
      // Sound: it is a call of this action.
      return yield* read(asked as EncodedCall<typeof InstanceOrg.get>)
    }
    const org = yield* check(asked, current)
    const answer = yield* losant
      .send(asked)
      .pipe(
        Effect.catchTag("LosantNotFound", (error) => (org === undefined ? absent(asked, error) : Effect.fail(error)))
      )
    if (!isAbout(asked, answer)) return yield* Effect.fail(strange(asked, "applied"))
    // Sound: these two actions answer an organization.
    if (answersOrg(action) && judge(rules, factsOf(answer as Org)) === "denied") {
      return yield* Effect.fail(strange(asked, "applied"))
    }
    return answer
  })
  return { check, run }
}
