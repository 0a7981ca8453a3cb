// Plants a difference into a rendered contract.
import { assert } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { check } from "../check.ts"
import { type Contract, coreContract, type Json, writeFolder } from "./render.ts"

/** A change: it sets the value at the path, or removes it if the value is `undefined`. */
export type Edit = readonly [path: ReadonlyArray<string>, value: Json | undefined]

const isList = (value: Json): value is ReadonlyArray<Json> => Array.isArray(value)

const indexIn = (list: ReadonlyArray<Json>, key: string): number => {
  if (key === "+") return list.length
  const named = list.findIndex(
    (item) => typeof item === "object" && item !== null && "name" in item && item.name === key
  )
  return named === -1 ? Number(key) : named
}

/**
 * Makes the change. A step into a list is an index, the name of an item, or `+` for a new item. Each path must exist.
 */
const edit = (value: Json | undefined, path: ReadonlyArray<string>, to: Json | undefined): Json | undefined => {
  const [key, ...rest] = path
  if (key === undefined) return to
  if (value === undefined || value === null || typeof value !== "object") throw new Error(`no ${key} to edit`)
  if (isList(value)) {
    const index = indexIn(value, key)
    const changed = edit(value[index], rest, to)
    return [...value.slice(0, index), ...(changed === undefined ? [] : [changed]), ...value.slice(index + 1)]
  }
  const { [key]: old, ...others } = value
  const changed = edit(old, rest, to)
  return changed === undefined ? others : { ...others, [key]: changed }
}

/** Makes the changes in a copy of the contract. */
export const plantEdits = (contract: Contract, edits: ReadonlyArray<Edit>): Contract =>
  // Sound: the changes are made within the three files, so there are still three.
  edits.reduce<Json>((whole, [path, value]) => edit(whole, path, value) ?? null, { ...contract }) as unknown as Contract

/** A difference, and the lines that the check must report for it. */
export interface Plant {
  readonly kind: string
  readonly edits: ReadonlyArray<Edit>
  readonly lines: ReadonlyArray<string>
}

/** Expects that the check reports exactly the lines, without exceptions. */
export const expectLines = ({ edits, lines }: Plant) =>
  Effect.map(check(writeFolder(plantEdits(coreContract, edits)), []), ({ differences }) =>
    assert.sameMembers([...differences], [...lines])
  )
