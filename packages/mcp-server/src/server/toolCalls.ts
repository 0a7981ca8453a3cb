/** All that a start has no need of, loaded with the first call: what carries calls out, and what resources look up. */
import type { Losant } from "@effect-losant/core/Losant"
import type { LosantConfigError } from "@effect-losant/core/LosantConfigError"
import { isInputRequiredResult, type McpServer, type ServerContext } from "@modelcontextprotocol/server"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Layer from "effect/Layer"
import * as Predicate from "effect/Predicate"
import { call } from "../call/callTool.ts"
import { askDirectly, clientRequest, isAskedDirectly } from "../call/clientRequest.ts"
import type { ServerConfig } from "../config/ServerConfig.ts"
import { ClientRequest } from "../model/ClientRequest.ts"
import type { Tool } from "../model/Tool.ts"
import type { Answer } from "../model/ToolResult.ts"
import { failure } from "../model/ToolResult.ts"
import type { Sink } from "../observability/stderr.ts"
import { withToolSpan } from "../observability/telemetry/requestSpan.ts"
import type { Complete } from "../prompts/register.ts"
import type { ResourceRunner } from "../resources/ResourceRunner.ts"
import { toolOf } from "../tools/Tool.ts"
import * as Runtime from "./Runtime.ts"
import { makeCompleter, makeResourceRunner } from "./readsRuntime.ts"

export interface ToolCalls {
  /** Calls the tool of that name. */
  readonly call: (server: McpServer, name: string, given: unknown, context: ServerContext) => Promise<Answer>
  /** Runs what a resource reads. */
  readonly runFor: (server: McpServer) => ResourceRunner
  readonly complete: Complete
  /** Says what is wrong with the settings. */
  readonly logSettings: () => void
  /** Says that something of the client could not be served. */
  readonly warn: (message: string, error: string) => void
  readonly dispose: () => Promise<void>
}

/** Prepares calls on a Losant that is reached with the first of them. */
export const make = (config: ServerConfig, losant: Layer.Layer<Losant, LosantConfigError>, sink: Sink): ToolCalls => {
  const runtime = Runtime.make(config, losant, sink)
  const made = new Map<string, Tool>()

  const toolNamed = (name: string): Tool | undefined => {
    const tool = made.get(name) ?? toolOf(name, config.hasInstance)
    if (tool !== undefined) made.set(name, tool)
    return tool
  }

  return {
    call: async (server, name, given, context) => {
      const tool = toolNamed(name)
      if (tool === undefined) return failure(`There is no tool ${name}.`)
      const values = Predicate.isObject(given) ? given : {}
      const request = clientRequest(server, context)
      const answered = call(tool, values).pipe(
        Effect.provideService(ClientRequest, request),
        Effect.flatMap((answer) =>
          isInputRequiredResult(answer) && isAskedDirectly(context)
            ? Effect.flatMap(askDirectly(server, context, answer), (answers) =>
                Effect.provideService(call(tool, values), ClientRequest, { ...request, ...answers })
              )
            : Effect.succeed(answer)
        ),
        withToolSpan(name, context.mcpReq)
      )
      const exit = await runtime.runPromiseExit(answered, { signal: context.mcpReq.signal })
      // Only an interruption ends here, whose answer nobody reads.
      return Exit.isSuccess(exit) ? exit.value : failure(`${name} was cancelled.`)
    },
    runFor: (server) => makeResourceRunner(server, runtime),
    complete: makeCompleter(runtime),
    logSettings: () => void runtime.runFork(Runtime.logSettings(config)),
    warn: (message, error) => void runtime.runFork(Effect.annotateLogs(Effect.logWarning(message), { error })),
    dispose: () => runtime.dispose()
  }
}

/** The calls of a server whose Losant is that of its configuration. */
export const makeFromConfig = (config: ServerConfig, sink: Sink): ToolCalls =>
  make(config, Runtime.losantLayer(config), sink)
