// Whether a value of an answer fits its schema, found without building a new value: that takes a fraction of the time of
// `JSON.parse`, where decoding by the schema takes longer than it. Only what surely fits is said to; about all else the
// schema itself has the last word.
import * as Predicate from "effect/Predicate"
import * as AST from "effect/SchemaAST"

/** The value without the nulls that mean "absent", the same one where there are none. Calls `misfit` if it does not fit. */
export type Fit = (value: unknown, misfit: () => void) => unknown

interface Field {
  readonly isOptional: boolean
  readonly fit: Fit
}

const absent = Symbol()

const where =
  (fits: Predicate.Predicate<unknown>): Fit =>
  (value, misfit) => {
    if (!fits(value)) misfit()
    return value
  }

const never = where(() => false)
const string = where(Predicate.isString)
const number = where(Predicate.isNumber)
const boolean = where(Predicate.isBoolean)

const array =
  (item: Fit): Fit =>
  (value, misfit) => {
    if (!Array.isArray(value)) return never(value, misfit)
    let kept: Array<unknown> = value
    for (let index = 0; index < value.length; index++) {
      const after = item(value[index], misfit)
      if (after === value[index]) continue
      if (kept === value) kept = [...value]
      kept[index] = after
    }
    return kept
  }

const anyOf =
  (shapes: ReadonlyArray<Fit>): Fit =>
  (value, misfit) => {
    for (const shape of shapes) {
      let fits = true
      const fitting = shape(value, () => {
        fits = false
      })
      if (fits) return fitting
    }
    return never(value, misfit)
  }

const object = (fields: ReadonlyMap<string, Field>, others: Field | undefined): Fit => {
  const required = [...fields.values()].filter(({ isOptional }) => !isOptional).length
  return (value, misfit) => {
    if (!Predicate.isObject(value)) return never(value, misfit)
    let missing = required
    let changed: Map<string, unknown> | undefined
    for (const name in value) {
      const field = fields.get(name) ?? others
      if (field === undefined) continue
      if (!field.isOptional) missing--
      const before = value[name]
      const after = before === null && field.isOptional ? absent : field.fit(before, misfit)
      if (after === before) continue
      changed ??= new Map(Object.entries(value))
      if (after === absent) changed.delete(name)
      else changed.set(name, after)
    }
    if (missing > 0) misfit()
    return changed === undefined ? value : Object.fromEntries(changed)
  }
}

const make = (ast: AST.AST): Fit => {
  if (ast.encoding !== undefined) return never
  switch (ast._tag) {
    case "String":
      return string
    case "Number":
      return number
    case "Boolean":
      return boolean
    case "Arrays": {
      const [item, ...after] = ast.rest
      return item === undefined || after.length > 0 || ast.elements.length > 0 ? never : array(make(item))
    }
    case "Union":
      return ast.options?.mode === "oneOf" ? never : anyOf(ast.types.map(make))
    case "Objects": {
      const [record, ...more] = ast.indexSignatures
      if (record !== undefined && (more.length > 0 || ast.propertySignatures.length > 0)) return never
      return object(
        new Map(
          ast.propertySignatures.map(({ name, type }) => [
            String(name),
            { isOptional: AST.isOptional(type), fit: make(type) }
          ])
        ),
        record === undefined ? undefined : { isOptional: true, fit: make(record.type) }
      )
    }
    default:
      return never
  }
}

const made = new WeakMap<AST.AST, Fit>()

/** The fit of a schema, made once. */
export const fitOf = ({ ast }: { readonly ast: AST.AST }): Fit => {
  const known = made.get(ast)
  if (known !== undefined) return known
  const fit = make(ast)
  made.set(ast, fit)
  return fit
}
