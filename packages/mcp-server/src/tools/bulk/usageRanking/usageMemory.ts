/**
 * Remembers the usage that the calls of a ranking have read. Each call goes over all organizations, so that its answer
 * has those that exist now, and asks Losant only for those that the calls before did not reach. A server that restarts
 * between two calls counts again.
 */
import * as Context from "effect/Context"
import type { UsageAtOnce } from "./usageAtOnce.ts"

/** The usage of organizations in one period. */
export interface KnownUsage {
  /** By id, as far as each organization was counted. */
  readonly byOrg: Map<string, number>
  /** The usage that was read at once. Absent until it was looked for, and empty if there is none. */
  atOnce?: { readonly usage: UsageAtOnce | undefined }
}

export interface UsageMemory {
  /** Begins anew. `key` names the instance, the kind of usage and the period. */
  readonly begin: (key: string) => KnownUsage
  /** The usage that is known; empty if nothing is. */
  readonly recall: (key: string) => KnownUsage
}

// A session works on few rankings at a time. The oldest makes room.
const maxRankings = 4

export const makeUsageMemory = (): UsageMemory => {
  const rankings = new Map<string, KnownUsage>()
  const begin = (key: string): KnownUsage => {
    const known: KnownUsage = { byOrg: new Map() }
    rankings.delete(key)
    rankings.set(key, known)
    for (const oldest of [...rankings.keys()].slice(0, -maxRankings)) rankings.delete(oldest)
    return known
  }
  return { begin, recall: (key) => rankings.get(key) ?? begin(key) }
}

/** One for the process. */
export const UsageMemory = Context.Reference<UsageMemory>("@effect-losant/mcp-server/UsageMemory", {
  defaultValue: makeUsageMemory
})
