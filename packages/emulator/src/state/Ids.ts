/**
 * Ids in Losant's form: 24 hexadecimal digits, of which the first eight are the time of creation.
 *
 * @since 0.1.0
 */
import { hash, toHex } from "../util/Hash.ts"
import type { LiveState } from "./LiveState.ts"

/** The id of the thing that is created at `now` as number `sequence`. @since 0.1.0 */
export const makeId = (now: number, sequence: number): string =>
  // The hash is a permutation of the sequence, so ids of the same second differ.
  `${toHex(Math.floor(now / 1_000), 8)}${toHex(hash(sequence), 8)}${toHex(sequence, 8)}`

/** A new id, and the state in which it is counted. @since 0.1.0 */
export const nextId = (state: LiveState, now: number): readonly [id: string, state: LiveState] => {
  const created = state.created + 1
  return [makeId(now, created), { ...state, created }]
}
