/** Writes the schemas of an action that core does not export yet. */
import { Schemas } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import type { JsonSchema } from "../contract/types.ts"
import type { Description } from "./description.ts"
import { className, resourceWords } from "./names.ts"
import { Refusal } from "./Refusal.ts"
import { addImports, type Draft, schemaFolder } from "./repository.ts"
import { expressionOf, structOf, Unsupported } from "./schemaText.ts"

const isExported = (draft: Draft, name: string): boolean => draft.moduleOf(name) !== undefined || name in Schemas

/** The schema to which a body or a list belongs: `widget` for `widgetPatch` and for `widgets`. */
const baseOf = (name: string, schemas: Description["schemas"]): string => {
  const withoutVerb = name.replace(/(?:Patch|Post)$/, "")
  const singular = withoutVerb.replace(/s$/, "")
  return schemas.has(singular) ? singular : withoutVerb
}

const pathOf = (name: string, { schemas }: Description): string =>
  `${schemaFolder}/${className(baseOf(name, schemas))}.ts`

const example = (lines: ReadonlyArray<string>): string =>
  [" * @example", " * ```ts", ...lines.map((line) => ` * ${line}`.trimEnd()), " * ```"].join("\n")

const header = (subject: string, since: string): string =>
  `/**\n * ${subject}\n *\n * @module\n * @since ${since}\n */\nimport * as Schema from "effect/Schema"\n`

const moduleText = (draft: Draft, path: string, { resource }: Description, since: string): string =>
  draft.read(path) ?? header(`The shapes of ${resourceWords(resource).join(" ").replace(/s$/, "")}s.`, since)

/** Adds a declaration to a module, with the imports that it needs. */
const append = (draft: Draft, path: string, before: string, text: string, names: ReadonlySet<string>): void => {
  const modules = [...names].flatMap((name) => {
    const module = draft.moduleOf(name)
    return module === undefined ? [] : [[name, module] as const]
  })
  draft.write(path, `${addImports(before, path, new Map(modules)).trimEnd()}\n\n${text}\n`)
}

/** The brand of the last parameter of the path, if core has none of that name. */
const writeBrand = (draft: Draft, description: Description, since: string): void => {
  const parameter = description.pathParameters.at(-1)
  if (parameter === undefined || isExported(draft, className(parameter))) return
  const name = className(parameter)
  // Beside the answer, unless core has that already: then it is not of this thing alone.
  const path = isExported(draft, className(description.answer))
    ? `${schemaFolder}/${name.replace(/Id$/, "")}.ts`
    : pathOf(description.answer, description)
  const words = resourceWords(description.resource).join(" ")
  const text = `/**
 * The id of a ${words}.
 *
${example([
  'import { Schemas } from "@effect-losant/core"',
  "",
  `const ${parameter} = Schemas.${name}.make("575ec8687ae143cd83dc4a97")`
])}
 *
 * @since ${since}
 */
export const ${name} = LosantId.pipe(Schema.brand("${name}"))
export type ${name} = typeof ${name}.Type`
  append(draft, path, moduleText(draft, path, description, since), text, new Set(["LosantId"]))
}

const brandsOf = (draft: Draft, { pathParameters, resource, shape }: Description): Readonly<Record<string, string>> => {
  const ids = ["instanceId", "orgId", "userId", "inviteId", ...pathParameters]
  const item =
    shape === "list" ? `${resourceWords(resource).at(-1)?.replace(/s$/, "")}Id` : (pathParameters.at(-1) ?? "")
  const idName = className(item)
  return {
    ...Object.fromEntries(ids.map((name) => [name, className(name)])),
    ...(isExported(draft, idName) ? { id: idName } : {})
  }
}

const exampleOf = (name: string, schema: JsonSchema, isAnswer: boolean): ReadonlyArray<string> => [
  'import type { Schemas } from "@effect-losant/core"',
  "",
  ...("items" in Object(schema["properties"])
    ? [`const countOf = ({ items }: Schemas.${name}) => items.length`]
    : isAnswer && "id" in Object(schema["properties"])
      ? [`const idOf = ({ id }: Schemas.${name}) => id`]
      : [`const namesOf = (fields: Schemas.${name}) => Object.keys(fields)`])
]

const subjectOf = (name: string, { resource, schemas }: Description): string => {
  const words = resourceWords(resource).join(" ").replace(/s$/, "")
  if (name.endsWith("Patch")) return `The fields of a ${words} to change.`
  return baseOf(name, schemas) === name ? `A ${words}.` : `The ${words}s.`
}

/** The id of an item, in the field that an item of this kind has. */
const promisedOf = ({ properties }: JsonSchema, { pathParameters }: Description): ReadonlyArray<string> =>
  ["id", "userId"].some((name) => name in Object(properties))
    ? ["id" in Object(properties) ? "id" : "userId"]
    : pathParameters.filter((name) => name !== "instanceId").slice(-1)

/** Writes the schema of a name, and first those that it refers to. */
const writeSchema = (draft: Draft, description: Description, name: string, isAnswer: boolean, since: string): void => {
  const exported = className(name)
  if (isExported(draft, exported)) return
  const schema = description.schemas.get(name)
  if (schema === undefined) throw new Unsupported(`the folder does not hold the schema ${name}`)
  const base = baseOf(name, description.schemas)
  const references = [...JSON.stringify(schema).matchAll(/"#\/definitions\/(\w+)"/g)].map(([, other = ""]) => other)
  for (const other of [...references, ...(isAnswer && base !== name ? [base] : [])]) {
    if (other === name) throw new Unsupported(`${name} refers to itself`)
    writeSchema(draft, description, other, isAnswer, since)
  }
  const used = new Set<string>()
  const item = JSON.stringify(Object(description.schemas.get(base))["properties"])
  const writing = {
    isAnswer,
    brands: brandsOf(draft, description),
    promised: promisedOf(schema, description),
    classOf: (part: JsonSchema) =>
      part !== schema && base !== name && JSON.stringify(part["properties"]) === item ? className(base) : undefined,
    use: (needed: string) => {
      used.add(needed)
      return needed
    }
  }
  const isObject = schema["properties"] !== undefined
  const text = isObject ? structOf(schema, writing) : expressionOf(schema, name, writing)
  const declaration = isObject
    ? `export class ${exported} extends Schema.Opaque<${exported}>()(\n${text}\n) {}`
    : `export const ${exported} = ${text}\nexport type ${exported} = typeof ${exported}.Type`
  const comment = `/**
 * ${subjectOf(name, description)}
 *
${example(exampleOf(exported, schema, isAnswer))}
 *
 * @since ${since}
 */`
  const path = pathOf(name, description)
  append(draft, path, moduleText(draft, path, description, since), `${comment}\n${declaration}`, used)
}

/** Writes all schemas of an action that are new, or says which one has to be written by hand. */
export const writeSchemas = (draft: Draft, description: Description, since: string): Effect.Effect<void, Refusal> =>
  Effect.try({
    try: () => {
      writeBrand(draft, description, since)
      writeSchema(draft, description, description.answer, true, since)
      if (description.body !== undefined) writeSchema(draft, description, description.body[1], false, since)
    },
    catch: (error) =>
      new Refusal({
        message:
          `A schema of ${description.name} cannot be written: ${error instanceof Error ? error.message : String(error)}. ` +
          `Write it in ${schemaFolder} by hand, under Losant's name with a capital letter. Then run this command again.`
      })
  })
