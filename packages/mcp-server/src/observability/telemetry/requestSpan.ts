/** The span of a client's request, by OpenTelemetry's conventions for MCP. */
import { type ServerContext, TRACEPARENT_META_KEY } from "@modelcontextprotocol/server"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Answer } from "../../model/tool/ToolResult.ts"
import { parseTraceParent } from "./internal/traceParent.ts"

/** The part of a request's context that its span describes. */
type Request = Pick<ServerContext["mcpReq"], "id" | "method" | "_meta">

/** The client's own span, if the request names it. */
const clientSpan = (meta: Request["_meta"]) => {
  const traceparent = meta?.[TRACEPARENT_META_KEY]
  return Option.getOrUndefined(typeof traceparent === "string" ? parseTraceParent(traceparent) : Option.none())
}

/** A span for a request of this method. Its parent is the client's span, if the request names one. */
const withRequestSpan = (name: string, method: string, request: Request | undefined, attributes = {}) => {
  const parent = clientSpan(request?._meta)
  return Effect.withSpan(
    name,
    {
      kind: "server",
      attributes: {
        "mcp.method.name": method,
        "network.transport": "pipe",
        ...(request === undefined ? {} : { "jsonrpc.request.id": String(request.id) }),
        ...attributes
      },
      ...(parent === undefined ? {} : { parent })
    },
    // Every stack trace would name this line.
    { captureStackTrace: false }
  )
}

// The SDK passes no request to the function that completes an argument.
const completionMethod = "completion/complete"

/** A span for a lookup outside of tool calls, for a resource or a prompt. */
export const withLookupSpan = (request?: Request) => {
  const { method } = request ?? { method: completionMethod }
  return withRequestSpan(method, method, request)
}

/** Marks the span as failed. A failed tool call still has an answer. */
class ToolFailed extends Data.TaggedError("ToolFailed")<{ readonly answer: Answer }> {}

const isFailed = (answer: Answer): boolean => "isError" in answer && answer.isError === true

/** A span for a tool call. It contains nothing of the arguments and the answer. */
export const withToolSpan =
  (tool: string, request: Request) =>
  <R>(self: Effect.Effect<Answer, never, R>): Effect.Effect<Answer, never, R> =>
    self.pipe(
      Effect.flatMap((answer) =>
        isFailed(answer)
          ? Effect.andThen(
              Effect.annotateCurrentSpan("error.type", "tool_error"),
              Effect.fail(new ToolFailed({ answer }))
            )
          : Effect.succeed(answer)
      ),
      withRequestSpan(`tools/call ${tool}`, "tools/call", request, {
        "gen_ai.operation.name": "execute_tool",
        "gen_ai.tool.name": tool
      }),
      Effect.catch(({ answer }) => Effect.succeed(answer))
    )
