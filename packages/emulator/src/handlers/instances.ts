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
  update: (state, _params, { id }, settings, now) => {
    const change = (instance: InstanceRecord) =>
      instance.id === id ? { ...instance, ...settings, lastUpdated: formatIso(now) } : instance
    const [first, ...others] = state.instances
    return { ...state, instances: [change(first), ...others.map(change)] }
  }
}

/** The instances. They come from the seed: Losant has no action that creates or deletes one. @since 0.1.0 */
export const instances = anyCollection(collection)
