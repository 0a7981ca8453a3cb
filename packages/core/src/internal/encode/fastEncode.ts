// Fast path of encoding: encodes an input field by field, since walking through the schema of the whole input takes
// several times as long. It encodes only an input that is certainly right. Otherwise the schema encodes it, or reports
// what is wrong.
import * as Exit from "effect/Exit"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as AST from "effect/SchemaAST"

export type Wire = Readonly<Record<string, unknown>>

/** Encodes an input. Undefined if only the schema can encode it or report what is wrong. */
export type Encoder = (input: unknown) => Wire | undefined

const unsure = Symbol()

/** The value as it is sent, or `unsure`. */
type FieldEncoder = (value: unknown) => unknown

const options = { onExcessProperty: "error" } as const

const bySchema = (ast: AST.AST): FieldEncoder => {
  // Sound: the input of an action is made of schemas that need no services.
  const encode = Schema.encodeUnknownExit(Schema.make<Schema.Codec<unknown>>(ast), options)
  return (value) => {
    const exit = encode(value)
    return Exit.isSuccess(exit) ? exit.value : unsure
  }
}

/** A text that is sent as it is. */
const text = (ast: AST.AST): FieldEncoder => {
  const passes =
    (value: string) =>
    (check: AST.Check<string>): boolean =>
      check._tag === "Filter" ? check.run(value, ast, options) === undefined : check.checks.every(passes(value))
  const { checks } = ast
  return (value) =>
    typeof value === "string" && (checks === undefined || checks.every(passes(value))) ? value : unsure
}

const fieldEncoder = (ast: AST.AST): FieldEncoder =>
  ast._tag === "String" && ast.encoding === undefined ? text(ast) : bySchema(ast)

const isPlain = (input: unknown): input is Wire => {
  if (typeof input !== "object" || input === null) return false
  const prototype: unknown = Object.getPrototypeOf(input)
  return prototype === Object.prototype || prototype === null
}

const isStruct = (ast: AST.AST): ast is AST.Objects =>
  ast._tag === "Objects" && ast.checks === undefined && ast.encoding === undefined && ast.indexSignatures.length === 0

/** Makes the encoder of the input of an action. */
export const makeFastEncoder = ({ ast }: Schema.Top): Encoder => {
  if (!isStruct(ast)) return () => undefined
  const fields = new Map(ast.propertySignatures.map(({ name, type }) => [name, fieldEncoder(type)]))
  const required = ast.propertySignatures.filter(({ type }) => !AST.isOptional(type)).map(({ name }) => name)
  const encode: Encoder = (input) => {
    if (!isPlain(input) || Object.getOwnPropertySymbols(input).length > 0) return undefined
    const wire: Record<string, unknown> = {}
    for (const name of Object.keys(input)) {
      const encoded = fields.get(name)?.(input[name]) ?? unsure
      if (encoded === unsure) return undefined
      wire[name] = encoded
    }
    return required.every((name) => name in wire) ? wire : undefined
  }
  // A query may hold queries without end. The stack then overflows, which the slow path reports.
  return (input) => Result.getOrUndefined(Result.try(() => encode(input)))
}
