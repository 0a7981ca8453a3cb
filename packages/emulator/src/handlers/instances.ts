import * as Effect from "effect/Effect"
import { anyCollection, type Collection } from "../resources/Collection.ts"
import type { InstanceRecord } from "../state/State.ts"
import { formatIso } from "../util/Time.ts"

type Settings = Partial<Pick<InstanceRecord, "orgDefaultLimitConfig" | "reportConfigs" | "mfaMode">>

const collection: Collection<InstanceRecord, unknown, never, Settings> = {
  title: "Instance",
  items: ({ instances }) => Effect.succeed(instances),
  view: () =>
    Effect.succeed(({ orgDefaultLimitConfig, ...instance }) => ({
      ...instance,
      instanceId: instance.id,
      allowAuditLogging: true,
      orgDefaultLimitConfig
    })),
  update: (state, _params, before, settings, now) => {
    const instance = { ...before, ...settings, lastUpdated: formatIso(now) }
    const replace = (other: InstanceRecord) => (other.id === instance.id ? instance : other)
    const [first, ...others] = state.instances
    return [instance, { ...state, instances: [replace(first), ...others.map(replace)] }]
  }
}

/** The instances. They come from the seed: Losant has no action that creates or deletes one. @since 0.1.0 */
export const instances = anyCollection(collection)
