/** Writes the tool of an action, and its line in the toolset. */
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import { definitions } from "../../packages/mcp-server/src/tools/definitions/definitions.ts"
import type { Description } from "./description.ts"
import { className, resourceWords, type ToolNames, toolNames, wordsOf } from "./names.ts"
import { Refusal } from "./Refusal.ts"
import { type Draft, toolFolder } from "./repository.ts"

const toolsets = `${toolFolder}/toolsets.ts`

const maxShownFields = 6

/** The fields of an item that a list shows unless others are named: those that have one value, the first few of them. */
const shownFields = ({ schemas, answer }: Description): ReadonlyArray<string> => {
  const items: unknown = Object(Object(schemas.get(answer)?.["properties"])["items"])["items"]
  const reference: unknown = Object(items)["$ref"]
  const item = Predicate.isString(reference) ? schemas.get(reference.replace("#/definitions/", "")) : items
  const properties: unknown = Object(item)["properties"]
  return Object.entries(Object(properties))
    .filter(([name, field]) => !["array", "object"].includes(String(Object(field)["type"])) && name !== "instanceId")
    .map(([name]) => name)
    .slice(0, maxShownFields)
}

/** The tool that reads an item, by the action that does. */
const readerOf = (resource: string): string | undefined =>
  definitions.find(({ action }) => action === `${resource}.get`)?.name

const partsOf = (description: Description): Effect.Effect<readonly [define: string, parts: string], Refusal> => {
  const { resource, shape, query } = description
  if (shape === "read") return Effect.succeed(["defineRead", "...onlyFields"])
  if (shape === "list") {
    const isPaged = query.some(([name]) => name === "perPage")
    return Effect.succeed([
      "defineList",
      `always: ${JSON.stringify(shownFields(description))},\n  unless: {},\n  isWhole: ${!isPaged}`
    ])
  }
  const verify = readerOf(resource)
  return verify === undefined
    ? Effect.fail(new Refusal({ message: `No tool reads with ${resource}.get yet. Write that tool first.` }))
    : Effect.succeed(["defineUpdate", `read: ${className(resource)}.get,\n  verify: "${verify}"`])
}

/** The names of the tool: with the owner where the short name is taken, as by the members of an organization. */
const freeNames = (draft: Draft, { resource, verb, shape }: Description): Effect.Effect<ToolNames, Refusal> => {
  const candidates = [resourceWords(resource), wordsOf(resource)].map((nouns) => toolNames(nouns, verb, shape))
  const text = draft.read(toolsets) ?? ""
  const isFree = ({ tool, value, folder }: ToolNames) =>
    draft.read(`${toolFolder}/${folder}/${value}.ts`) === undefined &&
    !new RegExp(`\\b${value}\\b`).test(text) &&
    !definitions.some(({ name }) => name === tool)
  const found = candidates.find(isFree)
  return found === undefined
    ? Effect.fail(new Refusal({ message: `There is a tool ${candidates[0]?.tool} already. Write the tool by hand.` }))
    : Effect.succeed(found)
}

/** Writes the tool into a toolset. */
export const writeTool = Effect.fnUntraced(function* (
  draft: Draft,
  description: Description,
  toolset: string
): Effect.fn.Return<void, Refusal> {
  const { resource, verb, shape, summary } = description
  const { tool, value, title, folder } = yield* freeNames(draft, description)
  const [define, parts] = yield* partsOf(description)
  const words = resourceWords(resource).join(" ")
  const purpose = shape === "update" ? `Changes a ${words}; what is left out stays.` : `${summary}.`
  const path = `${toolFolder}/${folder}/${value}.ts`
  const module = className(resource)
  draft.write(
    path,
    `/** ${tool}: ${purpose.charAt(0).toLowerCase()}${purpose.slice(1)} */
import * as ${module} from "@effect-losant/core/${module}"
${shape === "read" ? 'import { onlyFields } from "../../answers/present.ts"\n' : ""}import { ${define} } from "../define/${define}.ts"

export const ${value} = ${define}(${module}.${verb}, {
  name: "${tool}",
  title: "${title}",
  description: ${JSON.stringify(purpose)},
  ${parts}
})
`
  )
  const text = draft.read(toolsets) ?? ""
  const [, array] = new RegExp(`\\n  ${toolset}: \\{[^}]*tools: (\\w+)`).exec(text) ?? []
  const line = new RegExp(`(const ${array} = \\[[^\\]]*?)(\\s*\\] as const)`)
  if (array === undefined || !line.test(text)) {
    return yield* Effect.fail(
      new Refusal({
        message: `There is no toolset ${toolset} in ${toolsets}. Write it there by hand, or choose another.`
      })
    )
  }
  draft.write(
    toolsets,
    text
      .replace(line, `$1,\n  ${value}$2`)
      .replace(/^import type \{ ToolDeclaration/m, `import { ${value} } from "./${folder}/${value}.ts"\n$&`)
  )
})
