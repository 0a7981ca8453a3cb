// A server with change sets on an emulator, called by a real client in memory, with forms or without.
import { InstanceId, OrgId } from "@effect-losant/core/schemas/Ids"
import type { SeedData } from "@effect-losant/emulator"
import type { ClientOptions } from "@modelcontextprotocol/client"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import { configOf } from "./config.ts"
import { emulated, type Override } from "./emulated.ts"
import { instanceId } from "./samples.ts"
import { connect, environment, textOf } from "./serving.ts"

export const plantId = (number: number) => OrgId.make(number.toString(16).padStart(24, "0"))

export const leaver = "jo@example.com"

/** Plants, of which every other has a member who leaves, and the second an invitation for this person. */
export const plantsSeed = (count: number): SeedData => ({
  instances: [
    {
      id: InstanceId.make(instanceId),
      name: "Plants",
      orgs: Array.from({ length: count }, (_, index) => ({
        id: plantId(index + 1),
        name: `Plant ${index + 1}`,
        limits: { device: 10, member: 20 },
        tags: [{ key: "region", value: index < count / 2 ? "eu" : "us" }],
        members: [
          { email: "ada@example.com", role: "admin" as const },
          ...(index % 2 === 0 ? [{ email: leaver, role: "edit" as const }] : [])
        ],
        invites: index === 1 ? [{ email: leaver, role: "view" as const }] : []
      }))
    }
  ]
})

/** The answer of a person to a form: a function of its message. */
export type AnswerForm = (form: {
  readonly message: string
  readonly fields: ReadonlyArray<string>
}) => Readonly<Record<string, string | boolean>> | undefined

/** A yes to every form. */
export const sayYes: AnswerForm = ({ fields }) => Object.fromEntries(fields.map((field) => [field, true]))

export interface StartOptions {
  readonly answer?: AnswerForm
  readonly environment?: Readonly<Record<string, string>>
  readonly seed?: SeedData
  readonly instead?: Override
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> => (Predicate.isObject(value) ? { ...value } : {})

export const startChanges = async (
  revision: ClientOptions,
  { answer, environment: own = {}, seed = plantsSeed(8), instead }: StartOptions = {}
) => {
  const { emulator, losant, sent } = await Effect.runPromise(emulated(instead, seed))
  const messages: Array<string> = []
  const config = configOf({ ...environment, LOSANT_MCP_CONFIRM: "auto", ...own })
  const options = { ...revision, capabilities: answer === undefined ? {} : { elicitation: { form: {} } } }
  const { client, close, lines } = await connect(losant, options, config, (prepared) => {
    if (answer === undefined) return
    prepared.setRequestHandler("elicitation/create", ({ params }) => {
      messages.push(params.message)
      const properties = fieldsOf(fieldsOf(fieldsOf(params)["requestedSchema"])["properties"])
      const content = answer({ message: params.message, fields: Object.keys(properties) })
      return content === undefined
        ? { action: "decline" as const }
        : { action: "accept" as const, content: { ...content } }
    })
  })
  return {
    emulator,
    sent,
    messages,
    lines,
    close,
    /** Calls a tool, and gives its answer. */
    call: async (name: string, args: Readonly<Record<string, unknown>>) => {
      const result = await client.callTool({ name, arguments: args })
      const content = fieldsOf(result.structuredContent)
      return { isError: result.isError === true, text: textOf(result), content }
    }
  }
}
