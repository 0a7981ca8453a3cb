// An emulator that holds what the samples name, as a network that remembers what was sent.
import type { Any } from "@effect-losant/core/Action"
import { InstanceId, InviteId, OrgId, UserId } from "@effect-losant/core/schemas/Ids"
import { Emulator, type SeedData } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import { seededCollections } from "../../../emulator/test/support/seededItems.ts"
import type * as Network from "./network.ts"
import { recording } from "./network.ts"
import { instanceId, inviteId, orgId, userId } from "./samples.ts"
import { losantOn, token } from "./serving.ts"

/** The data that the samples name. */
export const seed: SeedData = {
  instances: [
    {
      id: InstanceId.make(instanceId),
      name: "Acme",
      collections: seededCollections,
      orgs: [
        {
          id: OrgId.make(orgId),
          name: "Northwind",
          description: "old",
          limits: { device: 10 },
          members: [
            { userId: UserId.make(userId), email: "ada@example.com", firstName: "Ada", role: "edit" },
            { email: "joan@example.com", role: "admin" }
          ],
          invites: [{ id: InviteId.make(inviteId), email: "grace@example.com", role: "edit" }],
          usage: { devices: 5, payloadsPerHour: 10, notebookRunsPerDay: 2 }
        }
      ]
    }
  ]
}

/** Answers some requests in place of the emulator. */
export type Instead = (sent: Network.Sent) => Network.Reply | undefined

/** Whether it was sent for this action. */
export const isOf = ({ method, path }: Any, sent: Network.Sent): boolean =>
  sent.method === method && new RegExp(`^${path.replace(/:\w+/g, "[^/]+")}$`).test(sent.url.pathname)

/** Answers the requests of an action. */
export const insteadOf =
  (action: Any, reply: Network.Reply): Instead =>
  (sent) =>
    isOf(action, sent) ? reply : undefined

/** Answers everything that writes. */
export const insteadOfWrites =
  (reply: Network.Reply): Instead =>
  ({ method }) =>
    method === "GET" ? undefined : reply

/** Answers everything that is asked before a write. */
export const insteadOfReads =
  (reply: Network.Reply): Instead =>
  ({ method }) =>
    method === "GET" ? reply : undefined

const nothing: Instead = () => undefined

/** An emulator of its own, Losant on it, and what was sent. */
export const emulated = (instead: Instead = nothing, data: SeedData = seed) =>
  Effect.gen(function* () {
    const emulator = yield* Emulator.make({ seed: data, token })
    const { fetch, sent } = recording((request, one) => {
      const reply = instead(one)
      return reply === undefined ? emulator.fetch(request, { signal: one.signal }) : reply(one)
    })
    return { emulator, sent, losant: losantOn({ fetch, sent }, { url: emulator.url }) }
  }).pipe(Effect.orDie)

/** The same, with a way to begin anew: `renew` forgets everything that was changed. */
export const emulatedAnew = Effect.gen(function* () {
  const make = Emulator.make({ seed, token })
  let emulator = yield* make
  const { fetch, sent } = recording((request, { signal }) => emulator.fetch(request, { signal }))
  const renew = Effect.map(make, (made) => {
    emulator = made
  })
  return { losant: losantOn({ fetch, sent }, { url: emulator.url }), sent, renew }
}).pipe(Effect.orDie)

/** What was sent that writes. */
export const writesIn = (sent: ReadonlyArray<Network.Sent>): ReadonlyArray<Network.Sent> =>
  sent.filter(({ method }) => method !== "GET")
