/**
 * Reads what a client can show, in both revisions of the protocol. A start needs it for the views, so it knows nothing of
 * Effect's runtime, which only calls need.
 */
import { CLIENT_CAPABILITIES_META_KEY, type McpServer, type ServerContext } from "@modelcontextprotocol/server"
import * as Predicate from "effect/Predicate"
import { extensionId, pageMimeType } from "./names.ts"

/** The fields of an object; none of any other value. */
export const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  Predicate.isObject(value) ? { ...value } : {}

/** A client that names no mode means forms: older clients know only forms, and declare no modes. */
export const canShowForms = (capabilities: unknown): boolean => {
  const { elicitation } = fieldsOf(capabilities)
  return Predicate.isObject(elicitation) && ("form" in elicitation || Object.keys(elicitation).length === 0)
}

/** True if a client with these capabilities shows views. */
export const canShowViews = (capabilities: unknown): boolean => {
  const { mimeTypes } = fieldsOf(fieldsOf(fieldsOf(capabilities)["extensions"])[extensionId])
  return Array.isArray(mimeTypes) && mimeTypes.includes(pageMimeType)
}

/** The capabilities of the client of a request. In the newer revision each request declares them. */
export const capabilitiesOf = ({ server }: McpServer, { mcpReq }: Pick<ServerContext, "mcpReq">): unknown =>
  fieldsOf(mcpReq.envelope)[CLIENT_CAPABILITIES_META_KEY] ?? server.getClientCapabilities()

/** True if the client of a request shows views. */
export const clientShowsViews = (server: McpServer, context: Pick<ServerContext, "mcpReq">): boolean =>
  canShowViews(capabilitiesOf(server, context))
