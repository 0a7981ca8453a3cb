// Fast path of decoding: checks that the value of an answer fits its schema, without building a new value. That takes a
// fraction of the time of `JSON.parse`; decoding by the schema takes longer than `JSON.parse`. A value passes only if
// it certainly fits. Otherwise the schema decodes it.
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import * as AST from "effect/SchemaAST"
import { secretValue } from "../../schemas/Scalars.ts"

/**
 * The value without the nulls that mean "absent", and with secrets redacted; the same one if there are none. Calls
 * `misfit` if it does not fit.
 */
export type FastDecoder = (value: unknown, misfit: () => void) => unknown

interface Field {
  readonly isOptional: boolean
  readonly decoder: FastDecoder
}

const absent = Symbol()

const when =
  (fits: Predicate.Predicate<unknown>): FastDecoder =>
  (value, misfit) => {
    if (!fits(value)) misfit()
    return value
  }

const never = when(() => false)
const anything = when(() => true)
const string = when(Predicate.isString)
const number = when(Predicate.isNumber)
const boolean = when(Predicate.isBoolean)

/** A text that is redacted at once, even if the rest of the answer does not fit. */
const secret: FastDecoder = (value, misfit) => (Predicate.isString(value) ? Redacted.make(value) : never(value, misfit))

const isSecret = (ast: AST.AST): boolean => AST.resolve(ast)?.[secretValue] === true

const array =
  (item: FastDecoder): FastDecoder =>
  (value, misfit) => {
    if (!Array.isArray(value)) return never(value, misfit)
    let items: Array<unknown> = value
    for (let index = 0; index < value.length; index++) {
      const after = item(value[index], misfit)
      if (after === value[index]) continue
      if (items === value) items = [...value]
      items[index] = after
    }
    return items
  }

const anyOf =
  (shapes: ReadonlyArray<FastDecoder>): FastDecoder =>
  (value, misfit) => {
    for (const shape of shapes) {
      let fits = true
      const result = shape(value, () => {
        fits = false
      })
      if (fits) return result
    }
    return never(value, misfit)
  }

const object = (fields: ReadonlyMap<string, Field>, others: Field | undefined): FastDecoder => {
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
      const after = before === null && field.isOptional ? absent : field.decoder(before, misfit)
      if (after === before) continue
      changed ??= new Map(Object.entries(value))
      if (after === absent) changed.delete(name)
      else changed.set(name, after)
    }
    if (missing > 0) misfit()
    return changed === undefined ? value : Object.fromEntries(changed)
  }
}

const makeDecoder = (ast: AST.AST): FastDecoder => {
  if (ast.encoding !== undefined) return isSecret(ast) ? secret : never
  switch (ast._tag) {
    case "Unknown":
      return anything
    case "String":
      return string
    case "Number":
      return number
    case "Boolean":
      return boolean
    case "Arrays": {
      const [item, ...after] = ast.rest
      return item === undefined || after.length > 0 || ast.elements.length > 0 ? never : array(makeDecoder(item))
    }
    case "Union":
      return ast.options?.mode === "oneOf" ? never : anyOf(ast.types.map(makeDecoder))
    case "Objects": {
      const [record, ...more] = ast.indexSignatures
      if (record !== undefined && (more.length > 0 || ast.propertySignatures.length > 0)) return never
      return object(
        new Map(
          ast.propertySignatures.map(({ name, type }) => [
            String(name),
            { isOptional: AST.isOptional(type), decoder: makeDecoder(type) }
          ])
        ),
        // A schema without a type accepts null like any other value.
        record === undefined
          ? undefined
          : { isOptional: record.type._tag !== "Unknown", decoder: makeDecoder(record.type) }
      )
    }
    default:
      return never
  }
}

const decoders = new WeakMap<AST.AST, FastDecoder>()

/** The fit of a schema, made once. */
export const fastDecoder = ({ ast }: { readonly ast: AST.AST }): FastDecoder => {
  const cached = decoders.get(ast)
  if (cached !== undefined) return cached
  const decoder = makeDecoder(ast)
  decoders.set(ast, decoder)
  return decoder
}
