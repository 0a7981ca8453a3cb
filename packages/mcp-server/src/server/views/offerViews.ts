/**
 * Offers views to the clients that show them. The SDK answers all clients alike, so its handlers are wrapped: a client
 * without the extension gets exactly what it would get otherwise.
 */
import type {
  CallToolRequest,
  CallToolResult,
  ListToolsResult,
  McpServer,
  ReadResourceRequest,
  ReadResourceResult,
  ServerContext
} from "@modelcontextprotocol/server"
import { clientShowsViews } from "../../model/views/clientCapabilities.ts"
import { type PageName, pageUris, viewMetaKey, viewTool } from "../../model/views/names.ts"
import type { ShownCall } from "../../model/views/ShownCall.ts"
import { pageAt, readPage } from "./pages.ts"
import { viewToolDefinition } from "./viewTool.ts"

type Handler = (request: never, context: ServerContext) => unknown

/** Answers a request, or undefined to leave it to the SDK. */
type Wrapper = (
  request: never,
  context: ServerContext,
  byTheSdk: () => Promise<unknown>
) => Promise<unknown> | undefined

/** Lets wrappers see the requests of clients that show views, before the handlers that are set from now on. */
const wrapHandlers = (server: McpServer, wrappers: Readonly<Record<string, Wrapper>>): void => {
  const { server: inner } = server
  // Sound: the SDK sets the handlers of these methods with a method and a function.
  const set = inner.setRequestHandler.bind(inner) as (method: string, ...rest: ReadonlyArray<unknown>) => void
  const wrapAndSet = (method: string, ...rest: ReadonlyArray<unknown>): void => {
    const wrapper = Object.hasOwn(wrappers, method) ? wrappers[method] : undefined
    const [handler] = rest
    if (wrapper === undefined || typeof handler !== "function") {
      set(method, ...rest)
      return
    }
    const wrapped: Handler = (request, context) => {
      const byTheSdk = async () => handler(request, context)
      const answer = clientShowsViews(server, context) ? wrapper(request, context, byTheSdk) : undefined
      return answer ?? handler(request, context)
    }
    set(method, wrapped)
  }
  // Sound: it takes what the SDK passes, and gives it on in the same order.
  inner.setRequestHandler = wrapAndSet as typeof inner.setRequestHandler
}

/** Calls the tool of the pages. */
export type CallViewTool = (values: unknown, context: ServerContext) => Promise<CallToolResult>

/** Has to run before the tools and resources are registered. `pages` are the pages of the tools, by name. */
export const offerViews = (
  server: McpServer,
  pages: ReadonlyMap<string, PageName>,
  callViewTool: CallViewTool
): void => {
  const hasPlans = [...pages.values()].includes("plan")
  const listTools = async (_: never, __: ServerContext, byTheSdk: () => Promise<unknown>): Promise<ListToolsResult> => {
    // Sound: it is the SDK's own answer to this method.
    const listed = (await byTheSdk()) as ListToolsResult
    const tools = listed.tools.map((tool) => {
      const page = pages.get(tool.name)
      return page === undefined ? tool : { ...tool, _meta: { ...tool._meta, ui: { resourceUri: pageUris[page] } } }
    })
    return { ...listed, tools: hasPlans ? [...tools, viewToolDefinition] : tools }
  }
  const answerWithCall = async (
    { name, arguments: values = {} }: CallToolRequest["params"],
    byTheSdk: () => Promise<unknown>
  ): Promise<CallToolResult> => {
    // Sound: it is the SDK's own answer to this method.
    const result = (await byTheSdk()) as CallToolResult
    const shown: ShownCall = { tool: name, arguments: values }
    return { ...result, _meta: { ...result._meta, [viewMetaKey]: shown } }
  }
  const callTool = (
    { params }: CallToolRequest,
    context: ServerContext,
    byTheSdk: () => Promise<unknown>
  ): Promise<CallToolResult> | undefined => {
    if (hasPlans && params.name === viewTool) return callViewTool(params.arguments, context)
    return pages.get(params.name) === "usage" ? answerWithCall(params, byTheSdk) : undefined
  }
  const readResource = ({ params }: ReadResourceRequest): Promise<ReadResourceResult> | undefined => {
    const page = pageAt(params.uri)
    return page === undefined ? undefined : readPage(page)
  }
  wrapHandlers(server, { "tools/list": listTools, "tools/call": callTool, "resources/read": readResource })
}
