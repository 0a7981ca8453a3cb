// Corrects the mistakes in the published schemas.
import * as Predicate from "effect/Predicate"
import type { Exception, Slip } from "./exceptions.ts"
import type { Folder } from "./folder.ts"
import type { JsonSchema } from "./types.ts"

const isSlip = (exception: Exception): exception is Slip => "schema" in exception

/** Replaces the value at `path`. Gives `undefined` if the published value is not there. */
const corrected = (schema: JsonSchema, path: ReadonlyArray<string>, slip: Slip): JsonSchema | undefined => {
  const [key, ...rest] = path
  if (key === undefined) return undefined
  const value = schema[key]
  if (rest.length === 0) return value === slip.published ? { ...schema, [key]: slip.read } : undefined
  const inside = Predicate.isReadonlyObject(value) ? corrected(value, rest, slip) : undefined
  return inside === undefined ? undefined : { ...schema, [key]: inside }
}

/** Gives the folder without its mistakes, and a line for each mistake that is not there. */
export const withoutSlips = (
  folder: Folder,
  exceptions: ReadonlyArray<Exception>
): { readonly folder: Folder; readonly unused: ReadonlyArray<string> } => {
  const schemas = new Map(folder.schemas)
  const unused = exceptions.filter(isSlip).flatMap((slip) => {
    const schema = corrected(schemas.get(slip.schema) ?? {}, slip.path, slip)
    if (schema === undefined) {
      return [
        `exception matches nothing, remove it: schema ${slip.schema} has no ${slip.published} at ${slip.path.join(".")}`
      ]
    }
    schemas.set(slip.schema, schema)
    return []
  })
  return { folder: { ...folder, schemas }, unused }
}
