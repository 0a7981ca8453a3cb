// A server on a scripted network, called directly or by a real client in memory.

import type { ActionName } from "@effect-losant/core/Actions"
import { Losant } from "@effect-losant/core/Losant"
import type { LosantConfigError } from "@effect-losant/core/LosantConfigError"
import type { LosantOptions } from "@effect-losant/core/LosantOptions"
import { InstanceId } from "@effect-losant/core/schemas/Ids"
import { Client, type ClientOptions, InMemoryTransport } from "@modelcontextprotocol/client"
import { type CallToolResult, isCallToolResult } from "@modelcontextprotocol/server"
import { serveStdio } from "@modelcontextprotocol/server/stdio"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { callTool as runCall } from "../../src/call/callTool.ts"
import type { ServerConfig } from "../../src/config/ServerConfig.ts"
import type { Tool } from "../../src/model/tool/Tool.ts"
import type { Answer } from "../../src/model/tool/ToolResult.ts"
import { makeHideToken } from "../../src/observability/redaction.ts"
import * as Runtime from "../../src/server/Runtime.ts"
import { makeServerFactory } from "../../src/server/Server.ts"
import * as Calls from "../../src/server/toolCalls.ts"
import type { JsonObject } from "../../src/text/json.ts"
import { definitions } from "../../src/tools/definitions/definitions.ts"
import { makeTools } from "../../src/tools/registry.ts"
import { configOf } from "./config.ts"
import { hideTokenIn } from "./hideTokenIn.ts"
import type { Network } from "./network.ts"
import { instanceId } from "./samples.ts"

export const token = "eyJhbGciOi.the-secret-token.of-the-tests"

export const environment = { LOSANT_API_TOKEN: token, LOSANT_INSTANCE_ID: instanceId, LOSANT_LOG_LEVEL: "info" }

export const defaultConfig = configOf(environment)

/** Losant on a scripted network, with a configured instance and without retries. */
export const losantOn = (network: Pick<Network, "fetch"> & Partial<Network>, options: Partial<LosantOptions> = {}) =>
  Losant.layer({
    accessToken: Redacted.make(token),
    instanceId: InstanceId.make(instanceId),
    fetch: network.fetch,
    retry: { times: 0 },
    ...options
  })

type LosantLayer = Layer.Layer<Losant, LosantConfigError>

// Made once, because making the tools takes longer than most calls.
const tools = { true: makeTools(true), false: makeTools(false) }

export const toolNamed = (name: string, hasInstance = true): Tool => {
  const tool = tools[`${hasInstance}`].find(({ spec }) => spec.name === name)
  if (tool === undefined) throw new Error(`there is no tool ${name}`)
  return tool
}

/** The tool that carries out an action. */
export const toolOf = (name: ActionName, hasInstance = true): Tool => {
  const tool = tools[`${hasInstance}`].find(({ action }) => action?.action === name)
  if (tool === undefined) throw new Error(`there is no tool for ${name}`)
  return tool
}

/** Calls a tool, and collects the lines of the log. */
export const callTool = (name: string, input: JsonObject, losant: LosantLayer, config: ServerConfig = defaultConfig) =>
  Effect.suspend(() => {
    const lines: Array<string> = []
    return runCall(toolNamed(name, config.hasInstance), input).pipe(
      Effect.provide(Runtime.layer(config, losant, (line) => lines.push(line))),
      Effect.map((answer) => {
        const result = resultOf(answer)
        return { result, lines, text: textOf(result) }
      })
    )
  })

/** The result of a call that needs no input from the person. */
export const resultOf = (answer: Answer): CallToolResult => {
  if (!isCallToolResult(answer)) throw new Error(`not a result: ${JSON.stringify(answer)}`)
  return answer
}

/** The only text of a result. */
export const textOf = (result: { readonly content: ReadonlyArray<{ readonly type: string }> }): string => {
  const [only, ...others] = result.content
  if (only === undefined || others.length > 0 || !("text" in only) || typeof only.text !== "string") {
    throw new Error(`not one text: ${JSON.stringify(result.content)}`)
  }
  return only.text
}

/** Connects a real client in memory to a server on that Losant. `prepare` gives the client its handlers. */
export const connect = async (
  losant: LosantLayer,
  options: ClientOptions,
  config: ServerConfig = defaultConfig,
  prepare: (client: Client) => void = () => undefined
) => {
  const lines: Array<string> = []
  const calls = Calls.make(config, losant, (line) => lines.push(line))
  const [ours, theirs] = InMemoryTransport.createLinkedPair()
  const written = hideTokenIn(theirs, makeHideToken(config.environment))
  const handle = serveStdio(
    makeServerFactory(config, definitions, async () => calls),
    { transport: theirs }
  )
  const client = new Client({ name: "test", version: "1.0.0" }, options)
  prepare(client)
  await client.connect(ours)
  const close = async () => {
    await client.close()
    await handle.close()
    await calls.dispose()
  }
  return { client, lines, written, close }
}

export const revisions: ReadonlyArray<readonly [string, ClientOptions]> = [
  ["2025-11-25", { versionNegotiation: { mode: "legacy" } }],
  ["2026-07-28", { versionNegotiation: { mode: { pin: "2026-07-28" } } }]
]
