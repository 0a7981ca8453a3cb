/** Reads the names that the organizations of a set have now, many with one request. */
import { type InstanceId, InstanceOrgs, type Losant, type LosantError, type OrgId } from "@effect-losant/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"

/** In milliseconds. A name that was read longer ago is read again. */
const maxAge = 30_000

/** Losant takes so many values in a list of a query. */
const maxBatch = 100

interface Read {
  readonly at: number
  /** Undefined if the list does not have the organization: then the read before the write tells more. */
  readonly name: string | undefined
}

export interface OrgNames {
  /** The name of an organization, as of the last half minute. */
  readonly nameOf: (orgId: OrgId) => Effect.Effect<string | undefined, LosantError, Losant>
}

/** `orgIds` are those whose names will be asked for, about in this order. */
export const makeOrgNames = (instanceId: InstanceId, orgIds: ReadonlyArray<OrgId>): OrgNames => {
  const all = [...new Set(orgIds)]
  const reads = new Map<OrgId, Read>()
  const turn = Semaphore.makeUnsafe(1)
  const isFresh = (orgId: OrgId, now: number) => {
    const read = reads.get(orgId)
    return read !== undefined && now - read.at < maxAge
  }

  const readBatch = Effect.fnUntraced(function* (orgId: OrgId) {
    const now = yield* Clock.currentTimeMillis
    // Somebody else may have read it while this one waited for its turn.
    if (isFresh(orgId, now)) return
    const others = all.slice(all.indexOf(orgId) + 1).filter((one) => !isFresh(one, now))
    const batch = [orgId, ...others.slice(0, maxBatch - 1)]
    const { items } = yield* InstanceOrgs.get({
      instanceId,
      query: { id: { $in: batch } },
      perPage: maxBatch,
      summaryInclude: ["memberCount"]
    })
    const names = new Map(items.map(({ id, name }) => [id.toLowerCase(), name]))
    for (const one of batch) reads.set(one, { at: now, name: names.get(one.toLowerCase()) })
  })

  return {
    nameOf: Effect.fnUntraced(function* (orgId) {
      if (!isFresh(orgId, yield* Clock.currentTimeMillis)) yield* turn.withPermit(readBatch(orgId))
      return reads.get(orgId)?.name
    })
  }
}
