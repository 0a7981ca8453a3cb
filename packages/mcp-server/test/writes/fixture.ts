// Organizations of which everything is known, and plans for writes on them.

import { type ActionName, actions } from "@effect-losant/core/Actions"
import { InstanceId } from "@effect-losant/core/schemas/Ids"
import { Emulator, type EmulatorOptions, type SeedData } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import type { Reach } from "../../src/model/LosantGateway.ts"
import type { Values } from "../../src/model/Values.ts"
import { plan } from "../../src/tools/writes/planners.ts"
import { reachLayer, TestReach } from "../support/reach.ts"

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

/** When the plant was last changed. */
export const lastUpdated = "2026-01-02T03:04:05.000Z"

const seed = {
  instances: [
    {
      id: ids.instance,
      name: "Meridian",
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
  // Sound: the brands of ids are of the types only.
} as unknown as SeedData

export const emulated = (options: EmulatorOptions = {}) => reachLayer({ seed, now, ...options })

/** The plan of a call of the tool of an action. */
export const planOf = (name: ActionName, values: Values) =>
  Effect.flatMap(TestReach, (reach) => plan(actions[name], reach, ids.instance, values))

/** A reach whose answers have these fields. */
export const answering = (reach: Reach, fields: Values): Reach => ({
  ...reach,
  execute: (action, input) => Effect.map(reach.execute(action, input), (answer) => ({ ...Object(answer), ...fields }))
})

/** What of Losant carries a plan out, and its answer. */
export const send = (name: ActionName, input: Values) =>
  Effect.flatMap(TestReach, (reach) => reach.execute(actions[name], input))

/** The methods of the requests that arrived, in order. */
export const methods = Effect.gen(function* () {
  const { requests } = yield* Emulator
  return (yield* requests.all).map(({ method }) => method)
})
