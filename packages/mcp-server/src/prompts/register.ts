/** Makes the prompts known to the SDK. */
import { completable, type McpServer, type StandardSchemaWithJSON } from "@modelcontextprotocol/server"
import * as Predicate from "effect/Predicate"
import { longestValue } from "./arguments.ts"
import { nearLimitsPrompt } from "./nearLimits.ts"
import { offboardPrompt } from "./offboard.ts"
import { onboardPrompt } from "./onboard.ts"
import type { IsShown, Lookup, Prompt, PromptArgument, PromptValues } from "./Prompt.ts"
import { reviewAccessPrompt } from "./reviewAccess.ts"

export const prompts: ReadonlyArray<Prompt> = [onboardPrompt, offboardPrompt, nearLimitsPrompt, reviewAccessPrompt]

/** Runs a lookup on Losant as far as it is to be reached; without suggestions, and never failing, where that fails. */
export type Complete = (lookup: Lookup) => Promise<ReadonlyArray<string>>

interface Issue {
  readonly message: string
  readonly path: ReadonlyArray<string>
}

const issueOf = (argument: PromptArgument, value: unknown): ReadonlyArray<Issue> => {
  const issue = (message: string) => [{ message, path: [argument.name] }]
  if (value === undefined) return argument.isRequired ? issue("is missing") : []
  if (typeof value !== "string") return issue("expected a text")
  if (value.length > longestValue) return issue(`is longer than ${longestValue} characters`)
  const wrong = argument.check?.(value)
  return wrong === undefined ? [] : issue(wrong)
}

/** The texts among the values, without the spaces around them; a form sends those that were left out as empty. */
const givenIn = (value: unknown): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(Predicate.isObject(value) ? value : {})
      .map(([name, field]): readonly [string, unknown] => [name, typeof field === "string" ? field.trim() : field])
      .filter(([, field]) => field !== "")
  )

const textsIn = (values: Readonly<Record<string, unknown>>): PromptValues =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : []))
  )

const anyText = (): StandardSchemaWithJSON<string> => ({
  "~standard": {
    version: 1,
    vendor: "effect-losant",
    // What a value has to be is checked with the others, so that all mistakes are told at once.
    validate: (value) => (typeof value === "string" ? { value } : { issues: [{ message: "expected a text" }] }),
    jsonSchema: { input: () => ({ type: "string" }), output: () => ({ type: "string" }) }
  }
})

const completed = ({ suggest }: PromptArgument, complete: Complete) =>
  suggest === undefined
    ? anyText()
    : completable(anyText(), async (typed, context) => {
        if (suggest.kind === "fixed") return [...suggest.of(typed)]
        return [...(await complete(await suggest.of(typed, context?.arguments ?? {})))]
      })

const schemaOf = ({ arguments: known }: Prompt, complete: Complete): StandardSchemaWithJSON<PromptValues> => {
  const schema = {
    type: "object",
    properties: Object.fromEntries(known.map(({ name, description }) => [name, { type: "string", description }])),
    required: known.filter(({ isRequired }) => isRequired).map(({ name }) => name)
  }
  const standard: StandardSchemaWithJSON<PromptValues> = {
    "~standard": {
      version: 1,
      vendor: "effect-losant",
      validate: (value) => {
        const values = givenIn(value)
        const issues = known.flatMap((argument) => issueOf(argument, values[argument.name]))
        return issues.length > 0 ? { issues } : { value: textsIn(values) }
      },
      jsonSchema: { input: () => ({ ...schema }), output: () => ({ ...schema }) }
    }
  }
  // Where the SDK looks for what completes an argument.
  return Object.assign(standard, {
    shape: Object.fromEntries(known.map((argument) => [argument.name, completed(argument, complete)]))
  })
}

/** Registers the prompts whose tools are all there. */
export const registerPrompts = (server: McpServer, complete: Complete, isShown: IsShown): void => {
  const shown = prompts.filter(({ tools }) => tools.every(isShown))
  // The SDK would say that they change.
  if (shown.length > 0) server.server.registerCapabilities({ prompts: { listChanged: false } })
  for (const prompt of shown) {
    const { name, title, description, text } = prompt
    server.registerPrompt(name, { title, description, argsSchema: schemaOf(prompt, complete) }, (given) => ({
      description,
      messages: [{ role: "user", content: { type: "text", text: text(given, isShown) } }]
    }))
  }
}
