// An emulator with the data of the samples, behind a network that records requests.
import type { Any } from "@effect-losant/core/Action"
import { InstanceId, InviteId, OrgId, UserId } from "@effect-losant/core/schemas/Ids"
import { Emulator, type SeedData } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { collections } from "./markedSandbox.ts"
import type * as Network from "./network.ts"
import { recordingNetwork } from "./network.ts"
import { instanceId, inviteId, orgId, userId } from "./samples.ts"
import { losantOn, token } from "./serving.ts"

/** The data that the samples refer to. */
export const seed: SeedData = {
  instances: [
    {
      id: InstanceId.make(instanceId),
      name: "Acme",
      collections,
      members: [
        { userId: UserId.make(userId), email: "ada@example.com", firstName: "Ada", role: "view" },
        { email: "joan@example.com", role: "admin" }
      ],
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

/** Answers a request in place of the emulator, or leaves it to the emulator by returning undefined. */
export type Override = (sent: Network.Sent) => Network.Reply | undefined

/** The request belongs to this action. */
export const isOf = ({ method, path }: Any, sent: Network.Sent): boolean =>
  sent.method === method && new RegExp(`^${path.replace(/:\w+/g, "[^/]+")}$`).test(sent.url.pathname)

/** Answers the requests of an action. */
export const overrideAction =
  (action: Any, reply: Network.Reply): Override =>
  (sent) =>
    isOf(action, sent) ? reply : undefined

/** Answers every write. */
export const overrideWrites =
  (reply: Network.Reply): Override =>
  ({ method }) =>
    method === "GET" ? undefined : reply

/** Answers every read. */
export const overrideReads =
  (reply: Network.Reply): Override =>
  ({ method }) =>
    method === "GET" ? reply : undefined

const nothing: Override = () => undefined

/** A new emulator, Losant on it, and the requests. */
export const emulated = (instead: Override = nothing, data: SeedData = seed) =>
  Effect.gen(function* () {
    const emulator = yield* Emulator.make({ seed: data, token })
    const { fetch, sent } = recordingNetwork((request, one) => {
      const reply = instead(one)
      return reply === undefined ? emulator.fetch(request, { signal: one.signal }) : reply(one)
    })
    return { emulator, sent, losant: losantOn({ fetch, sent }, { url: emulator.url }) }
  }).pipe(Effect.orDie)

/** Changes an answer of the emulator. */
export type Change = (response: Response) => Promise<Response>

/** The same, with `renew`, which restores the initial data. `change` changes each answer. */
export const renewableEmulator = (change: Change = async (response) => response, accessToken: string = token) =>
  Effect.gen(function* () {
    const make = Emulator.make({ seed, token: accessToken })
    let emulator = yield* make
    const { fetch, sent } = recordingNetwork(async (request, { signal }) =>
      change(await emulator.fetch(request, { signal }))
    )
    const renew = Effect.map(make, (made) => {
      emulator = made
    })
    const options = { url: emulator.url, accessToken: Redacted.make(accessToken) }
    return { losant: losantOn({ fetch, sent }, options), sent, renew }
  }).pipe(Effect.orDie)

/** The writes among the requests. */
export const writesIn = (sent: ReadonlyArray<Network.Sent>): ReadonlyArray<Network.Sent> =>
  sent.filter(({ method }) => method !== "GET")
