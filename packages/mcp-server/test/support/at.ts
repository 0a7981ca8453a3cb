// Reads values in answers of unknown types.
import * as Predicate from "effect/Predicate"

/** The value at a path such as `items.0.name`. */
export const at = (value: unknown, path: string): unknown =>
  path.split(".").reduce((inner, name) => (Predicate.isObjectOrArray(inner) ? Object(inner)[name] : undefined), value)
