/** The span of a request of the client, by OpenTelemetry's conventions for MCP. */
import { type ServerContext, TRACEPARENT_META_KEY } from "@modelcontextprotocol/server"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Answer } from "../../model/ToolResult.ts"
import { parseTraceParent } from "./internal/traceParent.ts"

/** The part of a request's context that its span tells of. */
type Request = Pick<ServerContext["mcpReq"], "id" | "method" | "_meta">

/** What the client says of the span that it is in itself. */
const parent = (meta: Request["_meta"]) => {
  const traceparent = meta?.[TRACEPARENT_META_KEY]
  return Option.getOrUndefined(typeof traceparent === "string" ? parseTraceParent(traceparent) : Option.none())
}

/** A span for a request of this method; the client's span is its parent, where it named one. */
const ofRequest = (name: string, method: string, request: Request | undefined, attributes = {}) => {
  const client = parent(request?._meta)
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
      ...(client === undefined ? {} : { parent: client })
    },
    // A stack would show this line, whatever the client asks for.
    { captureStackTrace: false }
  )
}

// The SDK gives no request to what completes.
const completing = "completion/complete"

/** A span for what is looked up for the client beside the calls of tools. */
export const withLookupSpan = (request?: Request) => {
  const { method } = request ?? { method: completing }
  return ofRequest(method, method, request)
}

/** Ends the span as an error: a tool that fails answers all the same. */
class ToolFailed extends Data.TaggedError("ToolFailed")<{ readonly answer: Answer }> {}

const isFailed = (answer: Answer): boolean => "isError" in answer && answer.isError === true

/** A span for a call of a tool, with nothing of its arguments and its answer. */
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
      ofRequest(`tools/call ${tool}`, "tools/call", request, {
        "gen_ai.operation.name": "execute_tool",
        "gen_ai.tool.name": tool
      }),
      Effect.catch(({ answer }) => Effect.succeed(answer))
    )
