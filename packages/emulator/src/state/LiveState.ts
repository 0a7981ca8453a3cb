/**
 * The state in memory: that of the storage, with its organizations in a table.
 *
 * @since 0.1.0
 */
import { makeOrgTable, type OrgTable } from "./OrgTable.ts"
import type { State } from "./State.ts"

/** The state in memory. @since 0.1.0 */
export interface LiveState extends Omit<State, "orgs"> {
  readonly orgs: OrgTable
}

/** The state in memory, from the kept one. @since 0.1.0 */
export const toLiveState = (state: State): LiveState => ({ ...state, orgs: makeOrgTable(state.orgs) })

/** The state to keep. @since 0.1.0 */
export const toKeptState = (state: LiveState): State => ({ ...state, orgs: state.orgs.all() })
