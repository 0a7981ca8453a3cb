// An emulator in this process that a spawned server reaches over HTTP. A test can count its requests.
import type { Losant as LosantService } from "@effect-losant/core/Losant"
import { type Arrival, Emulator, type EmulatorOptions, type FaultPlan, NodeServer } from "@effect-losant/emulator"
import { Client, type ClientOptions, type Progress } from "@modelcontextprotocol/client"
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Predicate from "effect/Predicate"
import { allToolsets } from "./allToolsets.ts"
import { bareEnvironment, main } from "./built.ts"
import { token } from "./serving.ts"

export interface Losant {
  readonly url: string
  /** The first instance. */
  readonly instanceId: string
  /** Changes or reads the data as another user of Losant, without HTTP and without the token. */
  readonly as: <A, E>(work: Effect.Effect<A, E, LosantService>) => Promise<A>
  /** The requests that arrive while `work` runs. */
  readonly during: <A>(work: () => Promise<A>) => Promise<readonly [A, ReadonlyArray<Arrival>]>
  readonly plan: (faults: FaultPlan) => Promise<void>
  readonly close: () => Promise<void>
}

/** Starts an emulator with the token of the tests. */
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

export interface ToolOutcome {
  readonly isError: boolean
  readonly text: string
  readonly content: Readonly<Record<string, unknown>>
  /** All blocks of the content. */
  readonly blocks: ReadonlyArray<Readonly<Record<string, unknown>>>
}

export type CallTool = (
  name: string,
  input?: Readonly<Record<string, unknown>>,
  onprogress?: (progress: Progress) => void
) => Promise<ToolOutcome>

export interface Session {
  readonly client: Client
  readonly call: CallTool
  /** Calls a tool, and expects success. */
  readonly done: (...input: Parameters<CallTool>) => Promise<ToolOutcome["content"]>
  /** Calls a tool, expects a failure, and returns its text. */
  readonly refused: (...input: Parameters<CallTool>) => Promise<string>
  /** Every message of the server, as JSON. */
  readonly heard: ReadonlyArray<string>
  readonly stderr: () => string
}

export interface Setup {
  readonly args?: ReadonlyArray<string>
  readonly env?: Readonly<Record<string, string>>
  /** The instance is configured. Default true. */
  readonly hasInstance?: boolean
}

const blocksOf = (content: unknown): ToolOutcome["blocks"] =>
  Array.isArray(content) ? content.filter(Predicate.isObject).map((block) => ({ ...block })) : []

/**
 * A client of a new server for that Losant. Unless the setup sets them, confirmation and journal are off, and
 * all toolsets are on.
 */
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
      ...bareEnvironment,
      ...allToolsets,
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
  const call: CallTool = async (name, input = {}, onprogress) => {
    const result = await client.callTool(
      { name, arguments: { ...input } },
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
    done: async (...input) => {
      const { isError, text, content } = await call(...input)
      if (isError) throw new Error(`${input[0]} failed: ${text}`)
      return content
    },
    refused: async (...input) => {
      const { isError, text } = await call(...input)
      if (!isError) throw new Error(`${input[0]} did not fail: ${text}`)
      return text
    },
    heard,
    stderr: () => stderr
  }
}

/** A seed without branded ids. */
export const seedOf = (...instances: ReadonlyArray<object>): NonNullable<EmulatorOptions["seed"]> =>
  // Sound: an emulator checks its seed at the start.
  ({ instances }) as unknown as Exclude<NonNullable<EmulatorOptions["seed"]>, string>
