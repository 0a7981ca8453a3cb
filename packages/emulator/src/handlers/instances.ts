import * as Effect from "effect/Effect"
import { anyCollection, type Collection } from "../resources/Collection.ts"
import { instanceLimits } from "../state/defaultLimits.ts"
import { nextId } from "../state/Ids.ts"
import type { LiveState } from "../state/LiveState.ts"
import type { InstanceRecord } from "../state/State.ts"
import { formatIso } from "../util/Time.ts"

type Settings = Partial<Pick<InstanceRecord, "orgDefaultLimitConfig" | "reportConfigs" | "mfaMode">>

type ReportConfigs = NonNullable<Settings["reportConfigs"]>

/** The configurations of reports, each with an id: a new one gets its own. */
const addIds = (
  configs: ReportConfigs,
  state: LiveState,
  now: number
): readonly [configs: ReportConfigs, state: LiveState] => {
  let next = state
  const withIds = configs.map((config) => {
    if (config.id !== undefined) return config
    const [id, after] = nextId(next, now)
    next = after
    return { ...config, id }
  })
  return [withIds, next]
}

const collection: Collection<InstanceRecord, unknown, never, Settings> = {
  title: "Instance",
  items: ({ instances }) => Effect.succeed(instances),
  view: () =>
    Effect.succeed(({ orgDefaultLimitConfig, members, ...instance }) => ({
      ...instance,
      instanceId: instance.id,
      allowAuditLogging: true,
      limits: instanceLimits,
      orgDefaultLimitConfig,
      ...(members === undefined ? {} : { members })
    })),
  update: (state, _params, before, settings, now) => {
    const { reportConfigs, ...others } = settings
    const [configs, next] = reportConfigs === undefined ? [undefined, state] : addIds(reportConfigs, state, now)
    const instance: InstanceRecord = {
      ...before,
      ...others,
      ...(configs === undefined ? {} : { reportConfigs: configs }),
      lastUpdated: formatIso(now)
    }
    const replace = (other: InstanceRecord) => (other.id === instance.id ? instance : other)
    const [first, ...rest] = next.instances
    return [instance, { ...next, instances: [replace(first), ...rest.map(replace)] }]
  }
}

/** The instances. They come from the seed: Losant has no action that creates or deletes one. @since 0.1.0 */
export const instances = anyCollection(collection)
