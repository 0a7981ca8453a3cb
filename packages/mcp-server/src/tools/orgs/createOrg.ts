/** losant_create_org: creates an organization, also one that is like another. */
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import * as InstanceOrgs from "@effect-losant/core/InstanceOrgs"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import type { InstanceOrgPost, Org } from "@effect-losant/core/schemas/Org"
import { verifyingReads, WriteDangers } from "@effect-losant/fleet"
import * as Effect from "effect/Effect"
import { checkMembers } from "../../arguments/crossChecks.ts"
import { isOrgId } from "../../losant/resolution/orgPages.ts"
import { minimalSummary } from "../../losant/smallAnswers.ts"
import type { LosantGateway } from "../../model/LosantGateway.ts"
import type { WriteAnswer, WritePlan } from "../../model/WritePlan.ts"
import { inQuotes } from "../../text/escapes.ts"
import { type JsonObject, toJsonObject } from "../../text/json.ts"
import { defineWrite } from "../define/defineWrite.ts"
import { verifyBy } from "../define/verifyBy.ts"
import { quoteRole } from "../members/members.ts"
import { isSameId } from "../writes/assertSameId.ts"
import { describeDanger, describeRepetition, planWrite } from "../writes/planWrite.ts"
import { readOrgAnswer } from "./answers.ts"
import { checkCopy, copyOptions } from "./copy/copyArguments.ts"
import { copyOrg, partsByDefault } from "./copy/copyOrg.ts"
import { dangersOfCopy, describePerson, factsOfCopy, planSet } from "./copy/planCopy.ts"
import { listOrgs } from "./listOrgs.ts"

const maxNameLength = 300

/**
 * The newest organization of this name, if there is one. Names need not be unique, and Losant has no idempotency key: a
 * repeated call creates a second organization.
 */
const describeSameName = (gateway: LosantGateway, instanceId: InstanceId, name: string) =>
  Effect.map(
    gateway.execute(InstanceOrgs.get, {
      instanceId,
      query: { name: { $eq: name, $ci: true } },
      sortField: "creationDate",
      sortDirection: "desc",
      perPage: 1,
      summaryInclude: ["memberCount"]
    }),
    ({ items }) =>
      items.map(
        ({ id, name: existingName, creationDate }) =>
          `There is an organization named ${inQuotes(existingName, maxNameLength)} already (${id}${
            creationDate === undefined ? "" : `, created ${creationDate}`
          })`
      )[0]
  )

type FirstMember = NonNullable<InstanceOrgPost["members"]>[number]
type HeldMember = NonNullable<Org["members"]>[number]

const isSamePerson = (sent: FirstMember, heldMember: HeldMember): boolean => {
  const { userId, email }: { readonly userId?: string; readonly email?: string } = sent
  return (
    (userId !== undefined && isSameId(userId, heldMember.userId)) ||
    (email !== undefined && heldMember.email !== undefined && isSameId(email, heldMember.email))
  )
}

/** The sent members that the answer contains, each with the answered role. */
const membersAsSent = (
  sent: ReadonlyArray<FirstMember>,
  answered: ReadonlyArray<HeldMember>
): ReadonlyArray<JsonObject> =>
  sent.flatMap((member) => {
    const heldMember = answered.find((one) => isSamePerson(member, one))
    return heldMember === undefined ? [] : [{ ...member, role: heldMember.role }]
  })

/** Losant's answer to the creation leaves some fields out, such as the tags. Another request reads them. */
const readBack = (
  gateway: LosantGateway,
  instanceId: InstanceId,
  { after }: WritePlan,
  answer: WriteAnswer
): Effect.Effect<WriteAnswer> => {
  const { id } = answer.state
  const isAnswered = Object.keys(after).every((name) => answer.state[name] !== undefined)
  if (isAnswered || !isOrgId(id)) return Effect.succeed(answer)
  return gateway.execute(InstanceOrg.get, { instanceId, orgId: id, ...minimalSummary }).pipe(
    Effect.map((org) => ({ ...answer, state: { ...toJsonObject(org), ...answer.state } })),
    // The organization was created, whatever becomes of this request.
    Effect.catch(() => Effect.succeed(answer))
  )
}

export const createOrg = defineWrite(InstanceOrgs.post, {
  name: "losant_create_org",
  title: "Create organization",
  description:
    "Creates a new organization, also like another one. Every call creates another, whatever its name: look with " +
    "losant_list_orgs before calling again.",
  done: "The organization was created.",
  sign: "it lists one whose creationDate is from the moment of the call on if the organization was created",
  verify: (_, { body: { name } }) => verifyBy(verifyingReads.create_org, listOrgs)({ name }),
  dangers: [...WriteDangers.possible.create_org, "inviteAdmin", "copyOrg", "repeatWrite"],
  options: copyOptions,
  check: ({ body, options }) => [...checkMembers(body), ...checkCopy(options)],
  plan: Effect.fnUntraced(function* (request) {
    const { body, gateway, instanceId, options } = request
    const subject = { kind: "organization", name: body.name }
    const copy =
      options.like === undefined
        ? undefined
        : yield* copyOrg(gateway, instanceId, options.like, {
            take: options.take ?? partsByDefault,
            body,
            invites: options.invite === true
          })
    const plan = yield* planWrite(request, {
      subject,
      before: {},
      after: copy?.body ?? body,
      readAnswer: (plan, answer) => {
        const { members } = answer
        const orgAnswer = readOrgAnswer(plan, answer)
        return members === undefined
          ? orgAnswer
          : { ...orgAnswer, state: { ...orgAnswer.state, members: membersAsSent(body.members ?? [], members) } }
      }
    })
    const found = yield* describeSameName(gateway, instanceId, body.name)
    const { members = [] } = body
    const danger = describeDanger(
      request,
      subject,
      copy === undefined
        ? {
            dangers: WriteDangers.ofNewOrg(body),
            facts: members.map((member) => ({ label: describePerson(member), value: `role ${quoteRole(member.role)}` }))
          }
        : {
            dangers: dangersOfCopy(copy),
            facts: factsOfCopy(copy),
            state: toJsonObject({ body: copy.body, members: copy.members, invites: copy.invites })
          }
    )
    return {
      ...plan,
      ...danger,
      ...(copy === undefined ? {} : { set: planSet(copy, body) }),
      send: (gateway, current) =>
        Effect.flatMap(plan.send(gateway, current), (answer) => readBack(gateway, instanceId, plan, answer)),
      once: {
        key: ["org", instanceId, body.name.trim().toLowerCase()].join("/"),
        what: `creates an organization named ${inQuotes(body.name, maxNameLength)}`,
        repetition: describeRepetition(request, subject, {}),
        ...(found === undefined ? {} : { found: `${found}.` })
      },
      ...(found === undefined ? {} : { warnings: [`${found}: this makes another one.`] })
    }
  })
})
