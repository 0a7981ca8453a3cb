/** Writes the declaration of an action into the module of its resource. */
import * as Effect from "effect/Effect"
import type { Parameter } from "../contract/types.ts"
import type { Description } from "./description.ts"
import { className, resourceWords } from "./names.ts"
import { Refusal } from "./Refusal.ts"
import { addImports, coreSource, type Draft } from "./repository.ts"

const list = (values: unknown): string => JSON.stringify(Array.isArray(values) ? values : [])

/** The query, as the parts that all lists share and the parameters of its own. */
const queryText = (
  { query }: Description,
  use: (name: string) => string
): Effect.Effect<string | undefined, Refusal> => {
  const left = new Map<string, Parameter>(query)
  const take = (...names: ReadonlyArray<string>): ReadonlyArray<Parameter> | undefined => {
    const found = names.map((name) => left.get(name)).filter((one) => one !== undefined)
    if (found.length < names.length) return undefined
    for (const name of names) left.delete(name)
    return found
  }
  const sorting = take("sortField", "sortDirection")
  const filtering = take("filterField", "filter")
  const paging = take("page", "perPage")
  const direction = sorting?.[1]?.facets["default"] ?? "asc"
  const field = sorting?.[0]?.facets["default"]
  const strange = [...left].find(([, { schema, required }]) => schema !== undefined || required)
  if (strange !== undefined) {
    return Effect.fail(
      new Refusal({ message: `No text is known for the query parameter ${strange[0]}: write the declaration by hand.` })
    )
  }
  const parts = [
    ...(sorting === undefined
      ? []
      : [`...${use("sorted")}(${list(sorting[0]?.facets["enum"])}, ${JSON.stringify({ field, direction })})`]),
    ...(paging === undefined ? [] : [`...${use("paged")}`]),
    ...(filtering === undefined ? [] : [`...${use("filtered")}(${list(filtering[0]?.facets["enum"])})`]),
    ...[...left].map(([name, { facets }]) => {
      const values = facets["enum"]
      const schema = Array.isArray(values) ? `Schema.Literals(${list(values)})` : "Schema.String"
      return `${name}: Schema.optionalKey(${schema})`
    })
  ]
  return Effect.succeed(parts.length === 0 ? undefined : `{ ${parts.join(", ")} }`)
}

const topLevel = new Set(["InstanceId", "OrgId", "UserId", "InviteId", "ResourceId"])

/** An example that calls the action with all that it requires. */
const exampleText = ({ resource, verb, pathParameters, body }: Description): ReadonlyArray<string> => {
  const module = className(resource)
  const fields = [
    ...pathParameters.map((name) => [name, className(name)] as const),
    ...(body === undefined ? [] : [[body[0], className(body[1])] as const])
  ]
  const typeOf = (name: string) => (topLevel.has(name) ? name : `Schemas.${name}`)
  const types = [...new Set(fields.map(([, type]) => typeOf(type).split(".")[0] ?? type))].map((type) => `type ${type}`)
  const names = fields.map(([name]) => name).join(", ")
  return [
    `import { ${[module, ...types.sort()].join(", ")} } from "@effect-losant/core"`,
    "",
    `const call = (${fields.map(([name, type]) => `${name}: ${typeOf(type)}`).join(", ")}) =>`,
    `  ${module}.${verb}(${names === "" ? "" : `{ ${names} }`})`
  ]
}

const header = ({ resource }: Description, since: string): string => {
  const words = resourceWords(resource).join(" ")
  const subject = words.endsWith("s") ? `The ${words} of an instance` : `One ${words} of an instance`
  return `/**\n * ${subject}.\n *\n * @module\n * @since ${since}\n */\nimport * as Action from "./Action.ts"\n`
}

/** Writes the declaration. */
export const writeDeclaration = Effect.fnUntraced(function* (
  draft: Draft,
  description: Description,
  since: string
): Effect.fn.Return<void, Refusal> {
  const { name, resource, verb, summary, method, path, pathParameters, body, status, answer, scopes } = description
  const file = `${coreSource}/${className(resource)}.ts`
  const before = draft.read(file) ?? header(description, since)
  if (new RegExp(`^(?:export )?const ${verb}\\b`, "m").test(before)) {
    return yield* Effect.fail(new Refusal({ message: `${file} exports ${verb} already. Change it by hand.` }))
  }
  const used = new Set<string>()
  const use = (needed: string): string => {
    used.add(needed)
    return needed
  }
  const query = yield* queryText(description, use)
  const params = pathParameters.map((parameter) => `${parameter}: ${use(className(parameter))}`).join(", ")
  const declaration = [
    `method: "${method}"`,
    `path: "${path}"`,
    `params: { ${params} }`,
    ...(query === undefined ? [] : [`query: ${query}`]),
    ...(body === undefined ? [] : [`body: { ${body[0]}: ${use(className(body[1]))} }`]),
    `success: ${use(className(answer))}`,
    ...(status === 200 ? [] : [`status: ${status}`]),
    ...(pathParameters.length === 0 ? [] : [`errors: [${use("LosantNotFound")}]`]),
    `scopes: "${scopes}"`
  ]
  const text = `/**
 * ${summary} (Losant's \`${name}\`).
 *
 * @example
 * \`\`\`ts
${exampleText(description)
  .map((line) => ` * ${line}`.trimEnd())
  .join("\n")}
 * \`\`\`
 *
 * @since ${since}
 */
export const ${verb} = Action.make("${name}", {
  ${declaration.join(",\n  ")}
})`
  const modules = [...used].map((needed) => [needed, draft.moduleOf(needed) ?? `${coreSource}/LosantError.ts`] as const)
  const imports = addImports(before, file, new Map(modules))
  const withSchema =
    query?.includes("Schema.") === true && !imports.includes('"effect/Schema"')
      ? imports.replace(/^import /m, 'import * as Schema from "effect/Schema"\nimport ')
      : imports
  draft.write(file, `${withSchema.trimEnd()}\n\n${text}\n`)
})
