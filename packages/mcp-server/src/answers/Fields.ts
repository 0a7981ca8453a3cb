/** The argument `fields`: which fields of an answer somebody wants, and from where on. */
import * as Predicate from "effect/Predicate"
import type { Values } from "../ToolSpec.ts"

export interface Wanted {
  readonly name: string
  /** The characters of a text, or items of a list, that were read before. */
  readonly from: number
}

const fromOn = /^(.+)@(\d{1,9})$/s

/** The name of a field, with from where on where that is said: `description@2000`. */
const wantedOne = (text: string): Wanted => {
  const [, name, from] = fromOn.exec(text) ?? []
  return name === undefined ? { name: text, from: 0 } : { name, from: Number(from) }
}

/** The fields that are asked for, where any are. */
export const wanted = ({ fields }: Values): ReadonlyArray<Wanted> | undefined =>
  Array.isArray(fields) ? fields.filter(Predicate.isString).map(wantedOne) : undefined

/** How the rest of a field is asked for. */
export const restOf = (name: string, from: number): string => `${name}@${from}`
