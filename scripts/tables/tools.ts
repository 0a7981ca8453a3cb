/** The tools and the prompts of the server, from their definitions. */
import { code, table } from "./markdown.ts"
import { definitions, prompts } from "./sources.ts"

type Definition = (typeof definitions)[number]

const kindOf = ({ hints }: Definition): string => {
  if (hints.readOnlyHint) return "reads"
  return hints.destructiveHint ? "changes or removes" : "adds"
}

const argumentsOf = ({ inputSchema }: Definition): ReadonlyArray<string> => Object.keys(inputSchema.properties)

/** A tool that may need a confirmation takes the token of one. */
const mayAsk = (definition: Definition): boolean => argumentsOf(definition).includes("confirmToken")

/** A row for each tool. */
export const toolTable = (): string =>
  table(
    ["tool", "Losant's action", "toolset", "kind", "may ask the person"],
    definitions.map((one) => [
      code(one.name),
      code(one.action ?? ""),
      one.toolset,
      kindOf(one),
      mayAsk(one) ? "yes" : ""
    ])
  )

const nameOf = ({ inputSchema }: Definition, name: string): string =>
  `${code(name)}${inputSchema.required?.includes(name) === true ? "!" : ""}`

/** A line for each tool, with its arguments. */
export const argumentList = (): string =>
  definitions
    .map((one) => {
      const names = argumentsOf(one).filter((name) => name !== "instanceId")
      const text = names.length === 0 ? "no arguments" : names.map((name) => nameOf(one, name)).join(", ")
      return `- ${code(one.name)}: ${text}`
    })
    .join("\n")

/** A row for each prompt. */
export const promptTable = (): string =>
  table(
    ["prompt", "arguments", "purpose"],
    prompts.map((prompt) => [
      code(prompt.name),
      prompt.arguments.map(({ name, isRequired }) => `${code(name)}${isRequired ? "!" : ""}`).join(", "),
      prompt.description
    ])
  )
