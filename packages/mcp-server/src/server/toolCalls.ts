/** Runs tool calls and lookups. A start does not need this module: the first call loads it. */
import type { Losant } from "@effect-losant/core/Losant"
import type { LosantConfigError } from "@effect-losant/core/LosantConfigError"
import { type CallToolResult, isCallToolResult, type McpServer, type ServerContext } from "@modelcontextprotocol/server"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { identity } from "effect/Function"
import type * as Layer from "effect/Layer"
import * as Predicate from "effect/Predicate"
import { answerInTime } from "../call/answerInTime.ts"
import { callTool, newReference } from "../call/callTool.ts"
import { clientRequest, sendForms, usesDirectRequests } from "../call/clientRequest.ts"
import { makeRuleNotice } from "../call/ruleNotice.ts"
import { withSignsOfLife } from "../call/signsOfLife.ts"
import type { ServerConfig } from "../config/ServerConfig.ts"
import { ClientRequest } from "../model/ClientRequest.ts"
import type { Tool } from "../model/tool/Tool.ts"
import type { Answer } from "../model/tool/ToolResult.ts"
import { failure } from "../model/tool/ToolResult.ts"
import { viewTool } from "../model/views/names.ts"
import type { Sink } from "../observability/stderr.ts"
import { withToolSpan } from "../observability/telemetry/requestSpan.ts"
import { showsTool } from "../policy/Policy.ts"
import type { Complete } from "../prompts/register.ts"
import type { ResourceRunner } from "../resources/ResourceRunner.ts"
import { toJsonObject } from "../text/json.ts"
import { toolSummaries } from "../tools/definitions/toolSummaries.ts"
import { toolOf } from "../tools/registry.ts"
import * as Runtime from "./Runtime.ts"
import { makeCompleter, makeResourceRunner } from "./readsRuntime.ts"
import { offersViews } from "./views/offersViews.ts"

export interface ToolCalls {
  readonly call: (server: McpServer, name: string, values: unknown, context: ServerContext) => Promise<Answer>
  /** Answers the page of a view. */
  readonly callView: (server: McpServer, values: unknown, context: ServerContext) => Promise<CallToolResult>
  readonly resourceRunner: (server: McpServer) => ResourceRunner
  readonly complete: Complete
  /** Logs mistakes in the settings. */
  readonly logSettings: () => void
  /** Logs that a message of the client could not be served. */
  readonly warn: (message: string, error: string) => void
  readonly dispose: () => Promise<void>
}

/** Prepares calls. The first one connects to Losant. */
export const make = (config: ServerConfig, losant: Layer.Layer<Losant, LosantConfigError>, sink: Sink): ToolCalls => {
  const runtime = Runtime.make(config, losant, sink)
  const tools = new Map<string, Tool>()
  const tellRules = makeRuleNotice(config.policy)

  const getTool = (name: string): Tool | undefined => {
    const tool = tools.get(name) ?? toolOf(name, config.hasInstance)
    if (tool !== undefined) tools.set(name, tool)
    return tool
  }

  const hasViews = offersViews(config)
  const requestOf = (server: McpServer, context: ServerContext) => {
    const request = clientRequest(server, context)
    return { ...request, showsViews: hasViews && request.showsViews }
  }

  const isOffered = (name: string): boolean => {
    const summary = toolSummaries.find((one) => one.name === name)
    return summary !== undefined && showsTool(config.policy, summary)
  }

  return {
    call: async (server, name, input, context) => {
      const tool = getTool(name)
      if (tool === undefined) return failure(`There is no tool ${name}.`)
      const values = toJsonObject(Predicate.isObject(input) ? input : {})
      const toolCall = answerInTime(
        {
          tool: name,
          isWrite: tool.spec.write !== undefined,
          values,
          newId: newReference,
          run: (parameters, callId, answers) =>
            callTool(tool, parameters, callId).pipe(
              Effect.updateService(ClientRequest, (request) => ({ ...request, ...answers })),
              config.telemetry === undefined ? identity : withToolSpan(name, context.mcpReq)
            ),
          sendForms: usesDirectRequests(context) ? (answer) => sendForms(server, context, answer) : undefined
        },
        config.answerWithin
      ).pipe(tellRules, withSignsOfLife, Effect.provideService(ClientRequest, requestOf(server, context)))
      const exit = await runtime.runPromiseExit(toolCall, { signal: context.mcpReq.signal })
      // Only a cancelled call has no success, and nobody reads its answer.
      return Exit.isSuccess(exit) ? exit.value : failure(`${name} was cancelled.`)
    },
    callView: async (server, input, context) => {
      const values = toJsonObject(Predicate.isObject(input) ? input : {})
      const viewCall = Effect.gen(function* () {
        const { answerView } = yield* Effect.promise(() => import("../call/viewCall.ts"))
        return yield* answerView((name) => (isOffered(name) ? getTool(name) : undefined), values, yield* newReference)
      }).pipe(
        withToolSpan(viewTool, context.mcpReq),
        withSignsOfLife,
        Effect.provideService(ClientRequest, requestOf(server, context))
      )
      // A frame that is closed cancels its calls. What the person confirmed is carried out all the same.
      const exit = await runtime.runPromiseExit(viewCall)
      return Exit.isSuccess(exit) && isCallToolResult(exit.value) ? exit.value : failure("The view was not answered.")
    },
    resourceRunner: (server) => makeResourceRunner(server, runtime, config.answerWithin),
    complete: makeCompleter(runtime, config.answerWithin),
    logSettings: () => void runtime.runFork(Runtime.logSettings(config)),
    warn: (message, error) => void runtime.runFork(Effect.annotateLogs(Effect.logWarning(message), { error })),
    dispose: () => runtime.dispose()
  }
}

/** The calls of a server with the Losant of its configuration. */
export const makeFromConfig = (config: ServerConfig, sink: Sink): ToolCalls =>
  make(config, Runtime.losantLayer(config), sink)
