/** A fleet on an emulator in this process, under the test's clock. */
import { InstanceOrg, type Losant, OrgId } from "@effect-losant/core"
import { Emulator, type EmulatorOptions, type SeedData } from "@effect-losant/emulator"
import {
  type DesiredFleet,
  Fleet,
  type FleetApplyOptions,
  type FleetEvent,
  FleetFiles,
  type FleetPlan,
  type FleetPlanOptions,
  type Ledger,
  MemoryLedger
} from "@effect-losant/fleet"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import { withTime } from "./fleet.ts"

export const plantId = (number: number) => OrgId.make(number.toString(16).padStart(24, "0"))

type SeedOrg = NonNullable<NonNullable<SeedData["instances"]>[number]["orgs"]>[number]

/** An organization of the seed. Those up to `tagged` have the tag with their key. */
export const plant = (number: number, more: Partial<SeedOrg> = {}): SeedOrg => ({
  id: plantId(number),
  name: `Plant ${number}`,
  limits: { device: 10, member: 20 },
  tags: [
    { key: "fleet-key", value: `plant-${number}` },
    { key: "region", value: "eu" }
  ],
  members: [{ email: "ada@example.com", role: "admin" }],
  ...more
})

export const plants = (count: number, more: Partial<SeedOrg> = {}): ReadonlyArray<SeedOrg> =>
  Array.from({ length: count }, (_, index) => plant(index + 1, more))

export const on = (
  orgs: ReadonlyArray<SeedOrg>,
  options: EmulatorOptions = {},
  ledger: Layer.Layer<Ledger> = MemoryLedger.layer
) =>
  Fleet.layer.pipe(
    Layer.provideMerge(
      Layer.merge(
        Emulator.layer({
          seed: { instances: [{ name: "Plants", orgs: [...orgs] }] },
          losant: { retry: { times: 0 } },
          ...options
        }),
        ledger
      )
    )
  )

/** The wanted state from the text of one file, without its first two lines. */
export const desired = (text: string) =>
  Effect.flatMap(Emulator, ({ instanceId }) =>
    FleetFiles.parse([{ file: "fleet.yaml", text: `version: 1\ninstance: ${instanceId}\n${text}` }])
  )

export const planOf = (text: string, options?: FleetPlanOptions) =>
  Effect.flatMap(desired(text), (fleet: DesiredFleet) => Fleet.use(({ plan }) => plan(fleet, options)))

export const apply = (plan: FleetPlan, options?: FleetApplyOptions) =>
  withTime(Fleet.use((fleet) => Stream.runCollect(fleet.apply(plan, options))))

/** The writes after the last event, each as its organization, state and detail. */
export const endOf = (events: ReadonlyArray<FleetEvent>) => {
  const last = events.at(-1)
  if (last?._tag !== "Finished") throw new Error(`The last event is ${last?._tag}.`)
  return last.run.entries
}

export const statesOf = (events: ReadonlyArray<FleetEvent>) => endOf(events).map(({ state }) => state)

export const orgOf = (number: number) =>
  Effect.flatMap(Emulator, ({ instanceId }) => InstanceOrg.get({ instanceId, orgId: plantId(number) }))

export type FleetServices = Fleet | Emulator | Losant | Ledger
