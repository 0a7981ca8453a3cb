// The limit: the server to which the bench compares all others. It is written by hand, without any dependency, and
// checks, retries and explains nothing. Hardly any server with the same tools can start or answer sooner. Its list of
// tools is the one of effect-losant. It reads the list from the file that its argument names.
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"

// node:http is loaded when it is first needed. An import would load all of fetch on newer versions of Node.
const require = createRequire(import.meta.url)
/** @type {typeof import("node:http") | undefined} */
let http
/** @type {import("node:http").Agent | undefined} */
let agent

const orgs = "/instances/:instanceId/orgs"
const org = `${orgs}/:orgId`
const members = `${org}/members`
const member = `${members}/:userId`
const invites = `${org}/invites`
const invite = `${invites}/:inviteId`

/** @type {Readonly<Record<string, readonly [method: string, path: string]>>} */
const tools = {
  losant_list_instances: ["GET", "/instances"],
  losant_list_orgs: ["GET", orgs],
  losant_create_org: ["POST", orgs],
  losant_get_org: ["GET", org],
  losant_update_org: ["PATCH", org],
  losant_delete_org: ["DELETE", org],
  losant_get_org_device_counts: ["GET", `${org}/deviceCounts`],
  losant_get_org_notebook_minutes: ["GET", `${org}/notebookMinuteCounts`],
  losant_get_org_payload_counts: ["GET", `${org}/payloadCounts`],
  losant_get_org_payload_breakdown: ["GET", `${org}/payloadCountsBreakdown`],
  losant_list_org_members: ["GET", members],
  losant_add_org_member: ["POST", members],
  losant_get_org_member: ["GET", member],
  losant_update_org_member: ["PATCH", member],
  losant_remove_org_member: ["DELETE", member],
  losant_list_org_invites: ["GET", invites],
  losant_invite_to_org: ["POST", invites],
  losant_get_org_invite: ["GET", invite],
  losant_revoke_org_invite: ["DELETE", invite],
  losant_resend_org_invite: ["POST", invite]
}

const { LOSANT_API_URL: apiUrl = "", LOSANT_API_TOKEN: token = "", LOSANT_INSTANCE_ID: instanceId = "" } = process.env
const { hostname, port } = new URL(apiUrl)
const listed = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8"))

/** @param {unknown} id @param {unknown} result */
const reply = (id, result) => process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", id, result })}\n`)

/** @param {string} method @param {string} path @param {string | undefined} body @param {(status: number, text: string) => void} done */
const request = (method, path, body, done) => {
  http ??= /** @type {typeof import("node:http")} */ (require("node:http"))
  agent ??= new http.Agent({ keepAlive: true })
  const headers = {
    accept: "application/json",
    authorization: `Bearer ${token}`,
    ...(body === undefined ? {} : { "content-type": "application/json" })
  }
  const sent = http.request({ agent, hostname, port, method, path, headers }, (response) => {
    /** @type {Array<Buffer>} */
    const chunks = []
    response.on("data", (chunk) => chunks.push(chunk))
    response.on("end", () => done(response.statusCode ?? 0, Buffer.concat(chunks).toString("utf8")))
  })
  sent.on("error", (error) => done(0, JSON.stringify({ type: "Transport", message: error.message })))
  sent.end(body)
}

/** @param {unknown} id @param {string} name @param {Readonly<Record<string, unknown>>} args */
const call = (id, name, args) => {
  const [method, path] = tools[name] ?? ["GET", "/no-such-tool"]
  const rest = new Map(Object.entries({ instanceId, ...args }))
  const filled = path.replace(/:(\w+)/g, (_, /** @type {string} */ key) => {
    const value = rest.get(key)
    rest.delete(key)
    return encodeURIComponent(String(value))
  })
  const query = method === "GET" ? new URLSearchParams([...rest].map(([key, value]) => [key, String(value)])) : ""
  const body = method === "GET" || rest.size === 0 ? undefined : JSON.stringify(Object.fromEntries(rest))
  request(method, `${filled}?${query}`, body, (status, text) => {
    const answer = JSON.parse(text)
    const content = [{ type: "text", text: JSON.stringify(answer) }]
    reply(id, status < 300 ? { content, structuredContent: answer } : { content, isError: true })
  })
}

/** @param {{ id?: unknown, method: string, params?: Record<string, any> }} message */
const handle = ({ id, method, params }) => {
  if (method === "tools/call") call(id, params?.["name"], params?.["arguments"] ?? {})
  else if (method === "tools/list") reply(id, listed)
  else if (method === "initialize") {
    reply(id, {
      protocolVersion: params?.["protocolVersion"],
      capabilities: { tools: {} },
      serverInfo: { name: "limit", version: "1.0.0" }
    })
  } else if (id !== undefined) reply(id, {})
}

let rest = ""
process.stdin.setEncoding("utf8")
process.stdin.on("data", (piece) => {
  const lines = (rest + piece).split("\n")
  rest = lines.pop() ?? ""
  for (const line of lines) handle(JSON.parse(line))
})
process.stdin.on("end", () => agent?.destroy())
