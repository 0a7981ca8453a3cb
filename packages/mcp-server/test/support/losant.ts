// A Losant that a spawned server reaches over HTTP, and whose requests can be counted: an emulator in this process.

import type { Losant as LosantService } from "@effect-losant/core/Losant"
import { type Arrival, Emulator, type EmulatorOptions, type FaultPlan, NodeServer } from "@effect-losant/emulator"
import { Client, type ClientOptions, type Progress } from "@modelcontextprotocol/client"
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Predicate from "effect/Predicate"
import { bare, main } from "./built.ts"
import { token } from "./serving.ts"

export interface Losant {
  readonly url: string
  /** The first instance. */
  readonly instanceId: string
  /** Changes or reads what it holds, as somebody else who uses Losant: not over HTTP, and not with the token. */
  readonly as: <A, E>(work: Effect.Effect<A, E, LosantService>) => Promise<A>
  /** What arrived while `work` ran. */
  readonly during: <A>(work: () => Promise<A>) => Promise<readonly [A, ReadonlyArray<Arrival>]>
  readonly plan: (faults: FaultPlan) => Promise<void>
  readonly close: () => Promise<void>
}

/** Starts one. Its token is that of the tests. */
export const startLosant = async (options: EmulatorOptions): Promise<Losant> => {
  const runtime = ManagedRuntime.make(Layer.provideMerge(NodeServer.layer(), Emulator.layer({ token, ...options })))
  const { emulator, url } = await runtime.runPromise(
    Effect.gen(function* () {
      return { emulator: yield* Emulator, url: (yield* NodeServer).url }
    })
  )
  const { requests, faults, instanceId } = emulator
  const last = () => Effect.map(requests.all, (all) => all.at(-1)?.sequence ?? 0)
  return {
    url,
    instanceId,
    as: (work) => runtime.runPromise(work),
    during: async (work) => {
      const before = await runtime.runPromise(last())
      const result = await work()
      const all = await runtime.runPromise(requests.all)
      const arrived = all.filter(({ sequence }) => sequence > before)
      if (arrived.length < (all.at(-1)?.sequence ?? 0) - before) throw new Error("too many requests to remember")
      return [result, arrived]
    },
    plan: (plan) => runtime.runPromise(Effect.andThen(faults.clear, faults.plan(plan))),
    close: () => runtime.dispose()
  }
}

export interface Answered {
  readonly isError: boolean
  readonly text: string
  readonly content: Readonly<Record<string, unknown>>
  /** All of the content, where there is more than a text. */
  readonly blocks: ReadonlyArray<Readonly<Record<string, unknown>>>
}

export type CallTool = (
  name: string,
  given?: Readonly<Record<string, unknown>>,
  onprogress?: (progress: Progress) => void
) => Promise<Answered>

export interface Session {
  readonly client: Client
  readonly call: CallTool
  /** Calls a tool that has to succeed. */
  readonly done: (...given: Parameters<CallTool>) => Promise<Answered["content"]>
  /** Calls a tool that has to fail, and answers why. */
  readonly refused: (...given: Parameters<CallTool>) => Promise<string>
  /** Every message of the server, as JSON. */
  readonly heard: ReadonlyArray<string>
  readonly stderr: () => string
}

export interface Setup {
  readonly args?: ReadonlyArray<string>
  readonly env?: Readonly<Record<string, string>>
  /** Whether the server is told which instance it is for. Default true. */
  readonly hasInstance?: boolean
}

const blocksOf = (content: unknown): Answered["blocks"] =>
  Array.isArray(content) ? content.filter(Predicate.isObject).map((block) => ({ ...block })) : []

/** A client on a server of its own for that Losant. It confirms nothing and saves nothing, unless the setup says so. */
export const startSession = async (
  losant: Pick<Losant, "url" | "instanceId">,
  options: ClientOptions,
  { args = [], env = {}, hasInstance = true }: Setup = {}
): Promise<Session> => {
  const heard: Array<string> = []
  let stderr = ""
  const client = new Client({ name: "test", version: "1.0.0" }, options)
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [main, ...args],
    env: {
      ...bare,
      LOSANT_API_URL: losant.url,
      LOSANT_API_TOKEN: token,
      LOSANT_MCP_CONFIRM: "off",
      LOSANT_MCP_JOURNAL: "off",
      ...(hasInstance ? { LOSANT_INSTANCE_ID: losant.instanceId } : {}),
      ...env
    },
    stderr: "pipe"
  })
  transport.stderr?.on("data", (chunk) => {
    stderr += String(chunk)
  })
  transport.onmessage = (message) => heard.push(JSON.stringify(message))
  await client.connect(transport)
  const call: CallTool = async (name, given = {}, onprogress) => {
    const result = await client.callTool(
      { name, arguments: { ...given } },
      onprogress === undefined ? {} : { onprogress }
    )
    const blocks = blocksOf(result.content)
    const [text] = blocks
    return {
      isError: result.isError === true,
      text: String(text?.["text"]),
      content: Predicate.isObject(result.structuredContent) ? { ...result.structuredContent } : {},
      blocks
    }
  }
  return {
    client,
    call,
    done: async (...given) => {
      const { isError, text, content } = await call(...given)
      if (isError) throw new Error(`${given[0]} failed: ${text}`)
      return content
    },
    refused: async (...given) => {
      const { isError, text } = await call(...given)
      if (!isError) throw new Error(`${given[0]} did not fail: ${text}`)
      return text
    },
    heard,
    stderr: () => stderr
  }
}

/** A seed as a test writes it: an emulator checks it when it starts. */
export const seedOf = (...instances: ReadonlyArray<object>): NonNullable<EmulatorOptions["seed"]> =>
  // Sound: see above.
  ({ instances }) as unknown as Exclude<NonNullable<EmulatorOptions["seed"]>, string>
