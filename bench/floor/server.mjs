// @ts-nocheck The imports are resolved only when the bench bundles this file from the server's folder.
// A server of the official SDK and Effect's HTTP client alone. It has two tools, and each sends one request and decodes
// the answer. It repeats, limits, logs, checks and shortens nothing.
import "effect/schema/SchemaJITCompiler/enable"
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import * as InstanceOrgs from "@effect-losant/core/InstanceOrgs"
import { McpServer } from "@modelcontextprotocol/server"
import { serveStdio } from "@modelcontextprotocol/server/stdio"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Schema from "effect/Schema"
import { makeFetch } from "../../packages/mcp-server/src/losant/http/nodeFetch.ts"

const { LOSANT_API_URL: url, LOSANT_API_TOKEN: token, LOSANT_INSTANCE_ID: instanceId } = process.env
const orgs = `${url}/instances/${instanceId}/orgs`

const runtime = ManagedRuntime.make(
  Layer.mergeAll(
    FetchHttpClient.layer,
    Layer.succeed(FetchHttpClient.Fetch, makeFetch()),
    Layer.succeed(HttpClient.TracerDisabledWhen, () => true)
  )
)

const decoders = {
  one: Schema.decodeUnknownEffect(InstanceOrg.get.success, { disableChecks: true }),
  page: Schema.decodeUnknownEffect(InstanceOrgs.get.success, { disableChecks: true })
}

const headers = { accept: "application/json", authorization: `Bearer ${token}` }

const answer = Effect.fnUntraced(function* (address, urlParams, decode) {
  const client = yield* HttpClient.HttpClient
  const response = yield* client.execute(HttpClientRequest.make("GET")(address, { urlParams, headers }))
  const json = JSON.parse(new TextDecoder().decode(yield* response.arrayBuffer))
  yield* decode(json)
  return { content: [{ type: "text", text: JSON.stringify(json) }], structuredContent: json }
})

const object = () => ({ type: "object" })
const anything = {
  "~standard": {
    version: 1,
    vendor: "bench",
    validate: (value) => ({ value }),
    jsonSchema: { input: object, output: object }
  }
}
const shape = { inputSchema: anything, outputSchema: anything }

serveStdio(() => {
  const server = new McpServer({ name: "floor", version: "1.0.0" }, { capabilities: { tools: {} } })
  server.registerTool("losant_get_org", shape, ({ orgId }) =>
    runtime.runPromise(answer(`${orgs}/${orgId}`, [], decoders.one))
  )
  server.registerTool("losant_list_orgs", shape, (query) =>
    runtime.runPromise(answer(orgs, Object.entries(query), decoders.page))
  )
  return server
})
