// An instance with organizations to reach and organizations to hide, and every action on one of them.
import type * as Action from "@effect-losant/core/Action"
import { type ActionName, actions } from "@effect-losant/core/Actions"
import { Losant } from "@effect-losant/core/Losant"
import { InstanceId, InviteId, OrgId, UserId } from "@effect-losant/core/schemas/Ids"
import type { InstanceOrg } from "@effect-losant/core/schemas/Org"
import { Emulator, type EmulatorOptions } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { minimalInput } from "../../../core/test/support/deriveInput.ts"
import { seededCollections, seededItem } from "../../../emulator/test/support/seededItems.ts"
import { guard } from "../../src/losant/policyGuard.ts"
import type { Input, LosantGateway } from "../../src/model/LosantGateway.ts"
import { readHints } from "../../src/model/tool/ToolSpec.ts"
import { type PolicyFlags, parsePolicy } from "../../src/policy/Policy.ts"

export const instanceId = InstanceId.make("5f0000000000000000000001")
export const production = OrgId.make("5f00000000000000000000a1")
export const staging = OrgId.make("5f00000000000000000000a2")
export const plain = OrgId.make("5f00000000000000000000a3")
export const missing = OrgId.make("5f00000000000000000000ff")
export const userId = UserId.make("5f00000000000000000000b1")
export const inviteId = InviteId.make("5f00000000000000000000c1")

/** Data of the hidden organization that must never appear. */
export const secret = "Harbor Production"

const people = {
  members: [{ userId, email: "ada@example.com", role: "admin" as const }],
  invites: [{ id: inviteId, email: "grace@example.com", role: "view" as const }]
}

export const orgs = [
  { id: production, name: secret, tags: [{ key: "env", value: "production" }], ...people },
  { id: staging, name: "Harbor Staging", tags: [{ key: "env", value: "staging" }] },
  { id: plain, name: "Orchard" }
] as const

type SeedOrgs = NonNullable<Exclude<EmulatorOptions["seed"], string | undefined>["instances"][0]["orgs"]>

const managers = [
  { userId, email: "ada@example.com", role: "view" as const },
  { email: "joan@example.com", role: "admin" as const }
]

export const world = (list: SeedOrgs = orgs) =>
  Emulator.layer({
    seed: {
      instances: [{ id: instanceId, name: "Example", collections: seededCollections, members: managers, orgs: list }]
    }
  })

/** The policy of these flags, which have to be right. */
export const policyOf = (flags: PolicyFlags) =>
  Result.getOrThrowWith(
    parsePolicy(flags, {}, [{ name: "losant_list_orgs", hints: readHints, toolset: "orgs", isOnByDefault: true }]),
    (message) => new Error(message)
  )

/** Losant under the policy of these flags. */
export const reachUnder = (flags: PolicyFlags): Effect.Effect<LosantGateway, never, Losant> =>
  Effect.map(Losant, (losant) => guard(losant, policyOf(flags)))

/** The actions that were requested since the emulator was made. */
export const requested = Effect.flatMap(Emulator, ({ requests }) =>
  Effect.map(requests.all, (all) => all.map(({ action }) => action))
)

export const inputsOf = (orgId: OrgId) => {
  const inOrg = { instanceId, orgId }
  return {
    "instanceOrg.get": inOrg,
    "instanceOrg.patch": { ...inOrg, organization: { description: "changed" } },
    "instanceOrg.delete": inOrg,
    "instanceOrg.deviceCounts": inOrg,
    "instanceOrg.notebookMinuteCounts": inOrg,
    "instanceOrg.payloadCounts": inOrg,
    "instanceOrg.payloadCountsBreakdown": inOrg,
    "instanceOrgMembers.get": inOrg,
    "instanceOrgMembers.post": { ...inOrg, member: { email: "new@example.com", role: "view" } },
    "instanceOrgMember.get": { ...inOrg, userId },
    "instanceOrgMember.patch": { ...inOrg, userId, member: { role: "edit" } },
    "instanceOrgMember.delete": { ...inOrg, userId },
    "instanceOrgInvites.get": inOrg,
    "instanceOrgInvites.post": { ...inOrg, invite: { email: "new@example.com", role: "view" } },
    "instanceOrgInvite.get": { ...inOrg, inviteId },
    "instanceOrgInvite.delete": { ...inOrg, inviteId },
    "instanceOrgInvite.resendInvite": { ...inOrg, inviteId, roleInfo: { role: "admin" } }
  } as const satisfies { readonly [K in ActionName]?: (typeof actions)[K]["input"]["Type"] }
}

/** The actions on one organization: all but three. */
export const onOrg = (Object.keys(actions) as ReadonlyArray<ActionName>).filter(
  (name) => "orgId" in actions[name].params
)

/** The id of what the world holds, by the parameter of a path. */
const idOf =
  (orgId: OrgId) =>
  (parameter: string): string => {
    const ids: Readonly<Record<string, string>> = { instanceId, orgId, userId, inviteId }
    return ids[parameter] ?? String(seededItem(parameter)?.id)
  }

/** The action of a name as any action, and an input of it, which is of the organization if the action is. */
export const callOf = (name: ActionName, orgId: OrgId): { readonly action: Action.Any; readonly input: object } => {
  const inputs: { readonly [K in ActionName]?: object } = inputsOf(orgId)
  return { action: actions[name], input: inputs[name] ?? minimalInput(actions[name], idOf(orgId)) }
}

/** Runs the action of a name on the organization. */
export const executeOn = (gateway: LosantGateway, name: ActionName, orgId: OrgId) => {
  const { action, input } = callOf(name, orgId)
  return gateway.execute(action, input)
}

/** The reason that keeps a call from being sent; the call is encoded first. */
export const admitEncoded = <A extends Action.Any>(
  gateway: LosantGateway,
  action: A,
  input: Input<A>,
  current?: InstanceOrg
) => Effect.flatMap(gateway.encode(action, input), (call) => gateway.admit(call, current))
