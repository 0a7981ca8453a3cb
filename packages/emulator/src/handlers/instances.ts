import * as Effect from "effect/Effect"
import { anyCollection, type Collection } from "../resources/Collection.ts"
import type { InstanceRecord } from "../state/State.ts"
import type { InputOf } from "./Handler.ts"

const collection: Collection<InstanceRecord, InputOf<"instances.get">, never, never> = {
  title: "Instance",
  items: ({ instances }) => Effect.succeed(instances),
  view: () =>
    Effect.succeed(({ orgDefaultLimitConfig, ...instance }) => ({
      ...instance,
      instanceId: instance.id,
      allowAuditLogging: true,
      orgDefaultLimitConfig
    }))
}

/** The instances: they come from the seed and do not change. @since 0.1.0 */
export const instances = anyCollection(collection)
