// The clients that start the built server: both revisions of the current SDK, and the SDK that most programs embed.
import { Client } from "@modelcontextprotocol/client"
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio"
import { Client as Client1 } from "@modelcontextprotocol/sdk/client/index.js"
import { StdioClientTransport as StdioClientTransport1 } from "@modelcontextprotocol/sdk/client/stdio.js"
import * as Predicate from "effect/Predicate"
import { allToolsets } from "./allToolsets.ts"
import { bareEnvironment, main } from "./built.ts"
import { revisions, textOf } from "./serving.ts"

export interface CallOutcome {
  readonly isError: boolean
  readonly text: string
  readonly content: Readonly<Record<string, unknown>>
}

export interface Driver {
  readonly revision: string | undefined
  readonly list: () => Promise<ReadonlyArray<string>>
  readonly call: (name: string, args: Readonly<Record<string, unknown>>) => Promise<CallOutcome>
  readonly close: () => Promise<void>
  /** The errors of the client, such as unreadable messages. */
  readonly errors: ReadonlyArray<Error>
}

type Environment = Readonly<Record<string, string>>

const parameters = (environment: Environment) => ({
  command: process.execPath,
  args: [main, "--emulator"],
  env: { ...bareEnvironment, ...allToolsets, ...environment },
  stderr: "ignore" as const
})
const info = { name: "test", version: "1.0.0" }

interface Result {
  readonly content: ReadonlyArray<{ readonly type: string }>
  readonly structuredContent?: unknown
  readonly isError?: boolean | undefined
}

const called = ({ content, structuredContent, isError }: Result): CallOutcome => ({
  isError: isError === true,
  text: textOf({ content }),
  content: Predicate.isObject(structuredContent) ? structuredContent : {}
})

const current =
  (options: ConstructorParameters<typeof Client>[1]) =>
  async (environment: Environment): Promise<Driver> => {
    const errors: Array<Error> = []
    const client = new Client(info, options)
    client.onerror = (error) => errors.push(error)
    await client.connect(new StdioClientTransport(parameters(environment)))
    return {
      revision: client.getNegotiatedProtocolVersion(),
      list: async () => (await client.listTools()).tools.map(({ name }) => name),
      call: async (name, args) => called(await client.callTool({ name, arguments: args })),
      close: () => client.close(),
      errors
    }
  }

const sdk1 = async (environment: Environment): Promise<Driver> => {
  const errors: Array<Error> = []
  const client = new Client1(info)
  client.onerror = (error) => errors.push(error)
  let revision: string | undefined
  const transport = Object.assign(new StdioClientTransport1(parameters(environment)), {
    setProtocolVersion: (version: string) => {
      revision = version
    }
  })
  await client.connect(transport)
  return {
    revision,
    list: async () => (await client.listTools()).tools.map(({ name }) => name),
    call: async (name, args) => {
      const result = await client.callTool({ name, arguments: args })
      if (!Array.isArray(result.content)) throw new Error("the result has no content")
      return called({
        content: result.content,
        structuredContent: result.structuredContent,
        isError: result.isError === true
      })
    },
    close: () => client.close(),
    errors
  }
}

export const drivers: ReadonlyArray<readonly [string, string, (environment: Environment) => Promise<Driver>]> = [
  ...revisions.map(([revision, options]) => [`a ${revision} client`, revision, current(options)] as const),
  ["a client of the SDK 1.x", "2025-11-25", sdk1]
]
