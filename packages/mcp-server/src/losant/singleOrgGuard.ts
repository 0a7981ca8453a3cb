/** Actions on one organization. They run only if the rules allow the organization at this moment. */
import type * as Action from "@effect-losant/core/Action"
import type { EncodedCall } from "@effect-losant/core/Action"
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import * as InstanceOrgs from "@effect-losant/core/InstanceOrgs"
import type { Losant } from "@effect-losant/core/Losant"
import { LosantDecode, type LosantError, type LosantNotFound, type Outcome } from "@effect-losant/core/LosantError"
import type { CallOptions } from "@effect-losant/core/LosantOptions"
import type { InstanceOrgPatch } from "@effect-losant/core/schemas/Org"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import type { Refusal } from "../model/Refusal.ts"
import { notFoundError, type OrgRequest } from "../policy/notFoundError.ts"
import { factsOf, judge, judgeId, type OrgRules } from "../policy/OrgRules.ts"
import { ruleConditions } from "../policy/rulesQuery.ts"
import { checkPatch } from "./policyWrites.ts"
import { minimalSummary, withoutExtras } from "./smallAnswers.ts"

type Org = (typeof InstanceOrg.get)["success"]["Type"]

/** The error for an answer about another organization, which must not be shown. */
const wrongAnswer = ({ action, path }: OrgRequest, outcome: Outcome): LosantDecode => {
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

/** False if the value names another organization. A value that names none may be of this one. */
const mayBeOf = (orgId: string, name: "id" | "orgId") => (value: unknown) => {
  const id: unknown = Predicate.hasProperty(value, name) ? value[name] : undefined
  return typeof id !== "string" || id.toLowerCase() === orgId.toLowerCase()
}

/** True if the answer and each of its items belong to the requested organization. */
const isAbout = ({ action, ids: { orgId = "" } }: OrgRequest, answer: unknown): boolean => {
  const items = Predicate.isObject(answer) && "items" in answer && Array.isArray(answer.items) ? answer.items : []
  return [answer, ...items].every(mayBeOf(orgId, "orgId")) && (!answersOrg(action) || mayBeOf(orgId, "id")(answer))
}

const answersOrg = ({ action }: Action.Any): boolean =>
  action === InstanceOrg.get.action || action === InstanceOrg.patch.action

const isNested = ({ params }: Action.Any): boolean => "userId" in params || "inviteId" in params

// Losant answers these errors only for an organization that exists.
const impliesOrg = ({ _tag }: LosantError): boolean =>
  _tag === "LosantValidation" ||
  _tag === "LosantUnexpectedStatus" ||
  _tag === "LosantConflict" ||
  _tag === "LosantPayloadTooLarge" ||
  _tag === "LosantDecode"

/** Makes the two functions: `run` runs an action on an organization, and `check` only checks whether it may run. */
export const makeSingleOrgGuard = (losant: Losant["Service"], rules: OrgRules) => {
  // The guard's own requests go to the same instance and domain as the call.
  const sameTarget = ({ ids, losantdomain }: EncodedCall) => ({
    instanceId: ids["instanceId"],
    ...minimalSummary,
    ...withoutExtras,
    ...(losantdomain === undefined ? {} : { losantdomain })
  })

  /** Succeeds with an allowed organization. Otherwise fails as if it did not exist. */
  const admit = Effect.fnUntraced(function* (call: EncodedCall, org: Org): Effect.fn.Return<Org, LosantError> {
    if (!isAbout({ ...call, action: InstanceOrg.get }, org)) return yield* Effect.fail(wrongAnswer(call, "notSent"))
    const verdict = judge(rules, factsOf(org))
    if (verdict === "denied") return yield* Effect.fail(notFoundError(call))
    if (verdict === "reachable") return org
    // An answer may lack tags, but Losant's query checks them.
    const query = { $and: [{ id: call.ids["orgId"] }, ...ruleConditions(rules)] }
    const { items } = yield* losant.execute(InstanceOrgs.get, { ...sameTarget(call), query, perPage: 1 }, {})
    return items.length === 0 ? yield* Effect.fail(notFoundError(call)) : org
  })

  const readAndAdmit = (call: EncodedCall, outcome?: Outcome) =>
    losant.execute(InstanceOrg.get, { ...sameTarget(call), orgId: call.ids["orgId"] }, {}).pipe(
      Effect.catchTag("LosantNotFound", () => Effect.fail(notFoundError(call, outcome))),
      Effect.flatMap((org) => admit(call, org))
    )

  /** If the call itself reads the organization, its answer decides. */
  const read = (call: EncodedCall<typeof InstanceOrg.get>) =>
    losant.send(call).pipe(
      Effect.catchTag("LosantNotFound", () => Effect.fail(notFoundError(call))),
      Effect.catchIf(impliesOrg, (error) => Effect.andThen(readAndAdmit(call), Effect.fail(error))),
      Effect.flatMap((org) => admit(call, org))
    )

  /** Makes Losant's own 404 equal to the guard's. If it may be about a member or an invitation, a read decides. */
  const failNotFound = (call: EncodedCall, error: LosantNotFound) =>
    isNested(call.action)
      ? Effect.andThen(readAndAdmit(call, error.outcome), Effect.fail(error))
      : Effect.fail(notFoundError(call, error.outcome))

  /** Fails if the call must not be sent. Succeeds with the organization if the check read it. */
  const check = Effect.fnUntraced(function* (
    call: EncodedCall,
    current?: Org
  ): Effect.fn.Return<Org | undefined, LosantError | Refusal> {
    const verdict = judgeId(rules, call.ids["orgId"] ?? "")
    if (verdict === "denied") return yield* Effect.fail(notFoundError(call))
    if (verdict === "reachable") return undefined
    // Another organization, or one without an id, is not what the call is about: then the guard reads for itself.
    const isCurrent = current?.id?.toLowerCase() === call.ids["orgId"]?.toLowerCase()
    const org = yield* current !== undefined && isCurrent ? admit(call, current) : readAndAdmit(call)
    if (call.action.action === InstanceOrg.patch.action) {
      // Sound: the schema of this action encoded the body.
      yield* checkPatch(rules, org, JSON.parse(call.body ?? "{}") as InstanceOrgPatch)
    }
    return org
  })

  const run = Effect.fnUntraced(function* (
    call: EncodedCall,
    current?: Org,
    options?: CallOptions
  ): Effect.fn.Return<unknown, LosantError | Refusal> {
    const { action } = call
    const isRead = action.action === InstanceOrg.get.action
    if (isRead && judgeId(rules, call.ids["orgId"] ?? "") === "unknown") {
      // Sound: `isRead` says that it is a call of this action.
      return yield* read(call as EncodedCall<typeof InstanceOrg.get>)
    }
    const org = yield* check(call, current)
    const answer = yield* losant
      .send(call, options)
      .pipe(
        Effect.catchTag("LosantNotFound", (error) =>
          org === undefined ? failNotFound(call, error) : Effect.fail(error)
        )
      )
    if (!isAbout(call, answer)) return yield* Effect.fail(wrongAnswer(call, "applied"))
    // Sound: both actions answer an organization.
    if (answersOrg(action) && judge(rules, factsOf(answer as Org)) === "denied") {
      return yield* Effect.fail(wrongAnswer(call, "applied"))
    }
    return answer
  })
  return { check, run }
}
