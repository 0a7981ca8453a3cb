/**
 * Ids as Losant makes them: 24 hexadecimal digits of which the first eight are the time.
 *
 * @since 0.1.0
 */
import { hash, toHex } from "../util/Hash.ts"
import type { State } from "./State.ts"

/** The id of the `sequence`th thing, created at `now`. @since 0.1.0 */
export const makeId = (now: number, sequence: number): string =>
  // A permutation of the sequence keeps ids apart that were created in the same second.
  `${toHex(Math.floor(now / 1_000), 8)}${toHex(hash(sequence), 8)}${toHex(sequence, 8)}`

/** A new id, and the state that has counted it. @since 0.1.0 */
export const nextId = (state: State, now: number): readonly [id: string, state: State] => {
  const created = state.created + 1
  return [makeId(now, created), { ...state, created }]
}
