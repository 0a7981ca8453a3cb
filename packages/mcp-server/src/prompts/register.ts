/** Registers the prompts with the SDK. */
import { completable, type McpServer, type StandardSchemaWithJSON } from "@modelcontextprotocol/server"
import * as Predicate from "effect/Predicate"
import { maxValueLength } from "./arguments.ts"
import { invoicePrompt } from "./invoice.ts"
import { nearLimitsPrompt } from "./nearLimits.ts"
import { offboardPrompt } from "./offboard.ts"
import { onboardPrompt } from "./onboard.ts"
import type { IsAvailable, Lookup, Prompt, PromptArgument, PromptValues } from "./Prompt.ts"
import { reviewAccessPrompt } from "./reviewAccess.ts"
import { reviewInstancePrompt } from "./reviewInstance.ts"
import { warnPrompt } from "./warnBeforeLimit.ts"
import { whoChangedPrompt } from "./whoChanged.ts"

export const prompts: ReadonlyArray<Prompt> = [
  onboardPrompt,
  offboardPrompt,
  nearLimitsPrompt,
  warnPrompt,
  reviewAccessPrompt,
  reviewInstancePrompt,
  invoicePrompt,
  whoChangedPrompt
]

/** Runs a lookup in Losant within the policy. A failure gives no suggestions. */
export type Complete = (lookup: Lookup) => Promise<ReadonlyArray<string>>

interface Issue {
  readonly message: string
  readonly path: ReadonlyArray<string>
}

const issueOf = (argument: PromptArgument, value: unknown): ReadonlyArray<Issue> => {
  const issue = (message: string) => [{ message, path: [argument.name] }]
  if (value === undefined) return argument.isRequired ? issue("is missing") : []
  if (typeof value !== "string") return issue("expected a text")
  if (value.length > maxValueLength) return issue(`is longer than ${maxValueLength} characters`)
  const mistake = argument.check?.(value)
  return mistake === undefined ? [] : issue(mistake)
}

/** Trims the values and removes empty ones: a form sends omitted values as empty texts. */
const cleanValues = (value: unknown): Record<string, unknown> =>
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
    // The schema of all arguments checks the value, so that all mistakes are reported at once.
    validate: (value) => (typeof value === "string" ? { value } : { issues: [{ message: "expected a text" }] }),
    jsonSchema: { input: () => ({ type: "string" }), output: () => ({ type: "string" }) }
  }
})

const withCompletion = ({ suggest }: PromptArgument, complete: Complete) =>
  suggest === undefined
    ? anyText()
    : completable(anyText(), async (typed, context) => {
        if (suggest.kind === "fixed") return [...suggest.of(typed)]
        return [...(await complete(await suggest.of(typed, context?.arguments ?? {})))]
      })

const schemaOf = ({ arguments: promptArguments }: Prompt, complete: Complete): StandardSchemaWithJSON<PromptValues> => {
  const schema = {
    type: "object",
    properties: Object.fromEntries(
      promptArguments.map(({ name, description }) => [name, { type: "string", description }])
    ),
    required: promptArguments.filter(({ isRequired }) => isRequired).map(({ name }) => name)
  }
  const standard: StandardSchemaWithJSON<PromptValues> = {
    "~standard": {
      version: 1,
      vendor: "effect-losant",
      validate: (value) => {
        const values = cleanValues(value)
        const issues = promptArguments.flatMap((argument) => issueOf(argument, values[argument.name]))
        return issues.length > 0 ? { issues } : { value: textsIn(values) }
      },
      jsonSchema: { input: () => ({ ...schema }), output: () => ({ ...schema }) }
    }
  }
  // The SDK reads the completions from `shape`.
  return Object.assign(standard, {
    shape: Object.fromEntries(promptArguments.map((argument) => [argument.name, withCompletion(argument, complete)]))
  })
}

/** Registers the prompts whose tools are all available. */
export const registerPrompts = (server: McpServer, complete: Complete, isAvailable: IsAvailable): void => {
  const available = prompts.filter(({ tools }) => tools.every(isAvailable))
  // By default the SDK declares that the list changes.
  if (available.length > 0) server.server.registerCapabilities({ prompts: { listChanged: false } })
  for (const prompt of available) {
    const { name, title, description, text } = prompt
    server.registerPrompt(name, { title, description, argsSchema: schemaOf(prompt, complete) }, (values) => ({
      description,
      messages: [{ role: "user", content: { type: "text", text: text(values, isAvailable) } }]
    }))
  }
}
