// A fixed set of organizations, and plans of writes on them.
import { type ActionName, actions } from "@effect-losant/core/Actions"
import { InstanceId, OrgId } from "@effect-losant/core/schemas/Ids"
import { Emulator, type EmulatorOptions, type SeedData } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { LosantGateway } from "../../src/model/LosantGateway.ts"
import { InvalidArguments } from "../../src/model/ToolFailure.ts"
import type { WritePlan } from "../../src/model/WritePlan.ts"
import type { JsonObject } from "../../src/text/json.ts"
import { collections } from "./markedSandbox.ts"
import { samples } from "./samples.ts"
import { toolOf } from "./serving.ts"
import { TestGateway, testGatewayLayer } from "./testGateway.ts"

export const now = new Date("2026-03-15T12:00:00.000Z")

export const ids = {
  instance: InstanceId.make("60106426dc03c6aad06560ba"),
  plant: "575ed6e87ae143cd83dc4aa8",
  harbor: "575ed6e87ae143cd83dc4aa9",
  ada: "575ed70c7ae143cd83dc4a01",
  grace: "575ed70c7ae143cd83dc4a02",
  invite: "575ed71e7ae143cd83dc4b01",
  expired: "575ed71e7ae143cd83dc4b02",
  unknown: "ffffffffffffffffffffffff"
}

/** The time of the last change of the plant. */
export const lastUpdated = "2026-01-02T03:04:05.000Z"

const seed = {
  instances: [
    {
      id: ids.instance,
      name: "Meridian",
      collections,
      members: [
        { userId: ids.grace, email: "grace@northwind.example", role: "admin" },
        { userId: ids.ada, email: "ada@northwind.example", role: "view" }
      ],
      orgs: [
        {
          id: ids.plant,
          name: "Northwind Plant",
          description: "Makes gears",
          iconColor: "#057180",
          creationDate: "2024-05-01T08:00:00.000Z",
          lastUpdated,
          limits: { device: 300, application: 10 },
          tags: [
            { key: "region", value: "eu" },
            { key: "tier", value: "gold" }
          ],
          referralId: "CRM-1",
          whitelistedEmailDomains: ["northwind.example", "gears.example"],
          banner: { level: "warning", message: "Welcome" },
          members: [
            { userId: ids.ada, email: "ada@northwind.example", role: "admin" },
            { userId: ids.grace, email: "grace@northwind.example", role: "view" }
          ],
          invites: [
            { id: ids.invite, email: "guest@example.com", role: "edit", inviteDate: "2026-03-14T00:00:00.000Z" },
            {
              id: ids.expired,
              email: "late@example.com",
              role: "view",
              inviteDate: "2026-01-01T00:00:00.000Z",
              ttl: 86_400_000
            }
          ],
          resources: { appCount: 3 },
          usage: { days: 60, devices: 200, payloadsPerHour: 10 }
        },
        { id: ids.harbor, name: "Harbor Terminals", disabledAt: "2026-02-01T00:00:00.000Z" }
      ]
    }
  ]
  // Sound: the brands of ids exist in types only.
} as unknown as SeedData

export const emulated = (options: EmulatorOptions = {}) => testGatewayLayer({ seed, now, ...options })

/** The plan for a call of an action's tool, with ids as its target. */
export const planWith = (gateway: LosantGateway, name: ActionName, values: JsonObject, hasInstance = true) =>
  Effect.gen(function* () {
    const parsed = toolOf(name, hasInstance).parse(values, now.getTime())
    if (Result.isFailure(parsed)) return yield* Effect.fail(new InvalidArguments(parsed.failure))
    const call = parsed.success
    return call.kind === "write"
      ? yield* call.plan(gateway, { instanceId: ids.instance, ids: call.target })
      : yield* Effect.die(new Error(`${name} has no plan`))
  })

export const planOf = (name: ActionName, values: JsonObject) =>
  Effect.flatMap(TestGateway, (gateway) => planWith(gateway, name, values))

/** A gateway that sets these fields in every answer. */
export const withAnswerFields = (gateway: LosantGateway, fields: JsonObject): LosantGateway => ({
  ...gateway,
  execute: (action, input) => Effect.map(gateway.execute(action, input), (answer) => ({ ...Object(answer), ...fields }))
})

/** The arguments of the writes on what the seed above holds. */
const specialCalls: { readonly [Name in ActionName]?: JsonObject } = {
  "instanceMember.patch": { userId: ids.ada, role: "admin" },
  "instanceMember.delete": { userId: ids.ada },
  "instanceOrgs.post": { name: "Alder Works", limits: { device: 5 }, tags: { set: ["region=eu"] } },
  "instanceOrg.patch": { orgId: ids.plant, name: "Southwind Plant", limits: { device: 400 } },
  "instanceOrg.delete": { orgId: ids.plant },
  "instanceOrgMembers.post": { orgId: ids.plant, email: "edsger@northwind.example", role: "view" },
  "instanceOrgMember.patch": { orgId: ids.plant, userId: ids.grace, role: "edit" },
  "instanceOrgMember.delete": { orgId: ids.plant, userId: ids.grace },
  "instanceOrgInvites.post": { orgId: ids.plant, email: "new@example.com", role: "view" },
  "instanceOrgInvite.delete": { orgId: ids.plant, inviteId: ids.invite },
  "instanceOrgInvite.resendInvite": { orgId: ids.plant, inviteId: ids.invite, role: "view" }
}

/** The actions that write. */
export const writeActions: ReadonlyArray<ActionName> = Object.values(actions).flatMap(({ action, method }) =>
  method === "GET" ? [] : [action]
)

/** Valid arguments for every action that writes. */
export const writeCalls: { readonly [Name in ActionName]?: JsonObject } = Object.defineProperties(
  {},
  // Some arguments serve for one call, such as the path of a new file.
  Object.fromEntries(
    writeActions.map((name) => [name, { enumerable: true, get: () => specialCalls[name] ?? samples[name].good }])
  )
)

/** The plan of a write with valid arguments. */
export const planOfAny = (name: ActionName) => planOf(name, writeCalls[name] ?? {})

/** The result of a plan if Losant gives this answer. */
export const decodeAnswer = (plan: WritePlan, answer: unknown) =>
  Effect.flatMap(TestGateway, (gateway) =>
    // Sound: the test gives the answers that belong to the actions.
    plan.send({ ...gateway, send: () => Effect.succeed(answer as never) }, plan.current)
  )

/** Sends a plan on the test gateway. */
export const sendPlan = (plan: WritePlan) => Effect.flatMap(TestGateway, (gateway) => plan.send(gateway, plan.current))

/** The current state of the organization. */
export const readOrg = (orgId: string) =>
  Effect.flatMap(TestGateway, (gateway) =>
    gateway.execute(actions["instanceOrg.get"], { instanceId: ids.instance, orgId: OrgId.make(orgId) })
  )

/** The methods of all requests, in order. */
export const methods = Effect.gen(function* () {
  const { requests } = yield* Emulator
  return (yield* requests.all).map(({ method }) => method)
})
