// Corrects the mistakes in the published schemas.
import * as Predicate from "effect/Predicate"
import type { Correction, Exception } from "./exceptions.ts"
import type { Folder } from "./folder.ts"
import type { JsonSchema } from "./types.ts"

const isCorrection = (exception: Exception): exception is Correction => "schema" in exception

/** Replaces the value at `path`. Gives `undefined` if the published value is not there. */
const correctSchema = (
  schema: JsonSchema,
  path: ReadonlyArray<string>,
  correction: Correction
): JsonSchema | undefined => {
  const [key, ...rest] = path
  if (key === undefined) return undefined
  const value = schema[key]
  if (rest.length === 0) return value === correction.published ? { ...schema, [key]: correction.read } : undefined
  const inside = Predicate.isReadonlyObject(value) ? correctSchema(value, rest, correction) : undefined
  return inside === undefined ? undefined : { ...schema, [key]: inside }
}

/** Gives the folder without its mistakes, and a line for each mistake that is not there. */
export const correctFolder = (
  folder: Folder,
  exceptions: ReadonlyArray<Exception>
): { readonly folder: Folder; readonly unused: ReadonlyArray<string> } => {
  const schemas = new Map(folder.schemas)
  const unused = exceptions.filter(isCorrection).flatMap((correction) => {
    const schema = correctSchema(schemas.get(correction.schema) ?? {}, correction.path, correction)
    if (schema === undefined) {
      return [
        `exception matches nothing, remove it: schema ${correction.schema} has no ${correction.published} at ${correction.path.join(".")}`
      ]
    }
    schemas.set(correction.schema, schema)
    return []
  })
  return { folder: { ...folder, schemas }, unused }
}
