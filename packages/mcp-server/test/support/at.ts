// Reading answers of which a test knows a part.
import * as Predicate from "effect/Predicate"

/** What stands at a path such as `items.0.name`. */
export const at = (value: unknown, path: string): unknown =>
  path.split(".").reduce((inner, name) => (Predicate.isObjectOrArray(inner) ? Object(inner)[name] : undefined), value)
