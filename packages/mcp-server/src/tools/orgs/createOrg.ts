/** losant_create_org: creates an organization. */
import * as InstanceOrgs from "@effect-losant/core/InstanceOrgs"
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import type { InstanceOrgPost, Org } from "@effect-losant/core/schemas/Org"
import { verifyingReads, WriteDangers } from "@effect-losant/fleet"
import * as Effect from "effect/Effect"
import { checkMembers } from "../../arguments/crossChecks.ts"
import type { LosantGateway } from "../../model/LosantGateway.ts"
import { inQuotes } from "../../text/escapes.ts"
import type { JsonObject } from "../../text/json.ts"
import { defineWrite } from "../define/defineWrite.ts"
import { verifyBy } from "../define/verifyBy.ts"
import { quoteRole } from "../members/members.ts"
import { isSameId } from "../writes/assertSameId.ts"
import { describeDanger, describeRepetition, planWrite } from "../writes/planWrite.ts"
import { readOrgAnswer } from "./answers.ts"
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

const describePerson = (member: FirstMember): string =>
  "email" in member ? inQuotes(member.email, maxNameLength) : member.userId

/** The sent members that the answer contains, each with the answered role. */
const membersAsSent = (
  sent: ReadonlyArray<FirstMember>,
  answered: ReadonlyArray<HeldMember>
): ReadonlyArray<JsonObject> =>
  sent.flatMap((member) => {
    const heldMember = answered.find((one) => isSamePerson(member, one))
    return heldMember === undefined ? [] : [{ ...member, role: heldMember.role }]
  })

export const createOrg = defineWrite(InstanceOrgs.post, {
  name: "losant_create_org",
  title: "Create organization",
  description:
    "Creates a new organization. Every call creates another, whatever its name: look with losant_list_orgs before " +
    "calling again.",
  done: "The organization was created.",
  sign: "it lists one whose creationDate is from the moment of the call on if the organization was created",
  verify: (_, { body: { name } }) => verifyBy(verifyingReads.create_org, listOrgs)({ name }),
  dangers: [...WriteDangers.possible.create_org, "repeatWrite"],
  check: ({ body }) => checkMembers(body),
  plan: Effect.fnUntraced(function* (request) {
    const { body, gateway, instanceId } = request
    const plan = yield* planWrite(request, {
      subject: { kind: "organization", name: body.name },
      before: {},
      after: body,
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
      { kind: "organization", name: body.name },
      {
        dangers: WriteDangers.ofNewOrg(body),
        facts: members.map((member) => ({ label: describePerson(member), value: `role ${quoteRole(member.role)}` }))
      }
    )
    return {
      ...plan,
      ...danger,
      once: {
        key: ["org", instanceId, body.name.trim().toLowerCase()].join("/"),
        what: `creates an organization named ${inQuotes(body.name, maxNameLength)}`,
        repetition: describeRepetition(request, { kind: "organization", name: body.name }, {}),
        ...(found === undefined ? {} : { found: `${found}.` })
      },
      ...(found === undefined ? {} : { warnings: [`${found}: this makes another one.`] })
    }
  })
})
