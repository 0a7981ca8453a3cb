// Lines that a client may write on stdin: messages, nearly valid messages, and anything else.
import {
  CLIENT_CAPABILITIES_META_KEY,
  CLIENT_INFO_META_KEY,
  PROTOCOL_VERSION_META_KEY
} from "@modelcontextprotocol/server"
import * as Arbitrary from "effect/Arbitrary"
import * as Schema from "effect/Schema"
import { calls } from "./arguments.ts"
import { hostile, hostileName, index, json, oneOf, pick, text } from "./hostile.ts"

type Arb<A> = Arbitrary.Arbitrary<A>
type Values = Readonly<Record<string, unknown>>

/** Some lines with their ends, and the position at which the second of two pieces begins. */
export interface Input {
  readonly bytes: Buffer
  readonly cut: number
}

export const clientInfo = { name: "test", version: "1.0.0" }

/** The metadata of each request in the revision 2026-07-28. */
export const envelope = {
  [PROTOCOL_VERSION_META_KEY]: "2026-07-28",
  [CLIENT_INFO_META_KEY]: clientInfo,
  [CLIENT_CAPABILITIES_META_KEY]: {}
}

const goodIds: ReadonlyArray<unknown> = [
  0,
  1,
  -1,
  Number.MAX_SAFE_INTEGER,
  Number.MIN_SAFE_INTEGER,
  "a",
  "1",
  "",
  "__proto__",
  "constructor",
  "\u2028",
  "\ud800",
  "i".repeat(10_000)
]

const id: Arb<unknown> = oneOf<unknown>([pick(goodIds), pick(goodIds), Arbitrary.schema(Schema.Int), text])
const anyId: Arb<unknown> = oneOf<unknown>([id, pick<unknown>([null, 1.5, 2 ** 53, -1e300, true, [], {}]), hostile])

const methods = [
  "initialize",
  "ping",
  "tools/list",
  "tools/call",
  "server/discover",
  "resources/list",
  "prompts/get",
  "logging/setLevel",
  "completion/complete",
  "elicitation/create",
  "tasks/get",
  "notifications/initialized",
  "rpc.discover",
  "__proto__",
  "constructor"
]
const method = oneOf<unknown>([pick(methods), pick(methods), text])

const meta: Arb<Values> = oneOf<Values>([
  Arbitrary.Constant({}),
  Arbitrary.Constant({ _meta: envelope }),
  Arbitrary.Constant({ _meta: { ...envelope, progressToken: "p" } }),
  Arbitrary.map(Arbitrary.all([pick(Object.keys(envelope)), hostile]), ([key, value]) => ({
    _meta: { ...envelope, [key]: value }
  })),
  Arbitrary.map(hostile, (value) => ({ _meta: value }))
])

const toolCall = Arbitrary.map(calls, ({ name, input }) => ({
  method: "tools/call",
  params: { name, arguments: input }
}))

const initialize = Arbitrary.map(pick(["2025-11-25", "2025-03-26", "2026-07-28", "1"]), (protocolVersion) => ({
  method: "initialize",
  params: { protocolVersion, capabilities: {}, clientInfo }
}))

const anyParams = Arbitrary.map(
  Arbitrary.all([method, Arbitrary.array(Arbitrary.all([hostileName, hostile]))]),
  ([name, entries]) => ({ method: name, params: Object.fromEntries(entries) })
)

const withMeta = (called: { readonly method: unknown; readonly params: Values }, more: Values) => ({
  ...called,
  params: { ...called.params, ...more }
})

const body: Arb<Values> = oneOf<Values>([
  Arbitrary.map(Arbitrary.all([toolCall, meta]), ([called, more]) => withMeta(called, more)),
  Arbitrary.map(Arbitrary.all([toolCall, meta]), ([called, more]) => withMeta(called, more)),
  Arbitrary.map(Arbitrary.all([anyParams, meta]), ([called, more]) => withMeta(called, more)),
  Arbitrary.map(Arbitrary.all([initialize, meta]), ([called, more]) => withMeta(called, more)),
  Arbitrary.map(Arbitrary.all([method, hostile]), ([name, params]) => ({ method: name, params })),
  Arbitrary.map(method, (name) => ({ method: name }))
])

const requestWith = (ids: Arb<unknown>): Arb<Values> =>
  Arbitrary.map(Arbitrary.all([ids, body]), ([own, rest]) => ({ jsonrpc: "2.0", id: own, ...rest }))

const request = requestWith(id)

const cancel = (requestId: unknown): Values => ({
  jsonrpc: "2.0",
  method: "notifications/cancelled",
  params: { requestId, _meta: envelope }
})

const listen: Arb<Values> = Arbitrary.map(index(1_000_000), (own) => ({
  jsonrpc: "2.0",
  id: `listen-${own}`,
  method: "subscriptions/listen",
  params: { notifications: { toolsListChanged: true }, _meta: envelope }
}))

/** A message with a replaced or an additional member. */
const broken: Arb<Values> = Arbitrary.map(
  Arbitrary.all([requestWith(anyId), oneOf([pick(["jsonrpc", "id", "method", "params"]), hostileName]), hostile]),
  ([message, name, value]) => Object.fromEntries([...Object.entries(message), [name, value]])
)

const response: Arb<Values> = Arbitrary.map(
  Arbitrary.all([anyId, pick(["result", "error"]), hostile]),
  ([own, member, value]) => ({ jsonrpc: "2.0", id: own, [member]: value })
)

const notification: Arb<Values> = Arbitrary.map(body, (rest) => ({ jsonrpc: "2.0", ...rest }))

const messages: Arb<ReadonlyArray<unknown>> = oneOf<ReadonlyArray<unknown>>([
  Arbitrary.map(request, (one) => [one]),
  Arbitrary.map(request, (one) => [one]),
  Arbitrary.map(request, (one) => [one]),
  Arbitrary.map(requestWith(anyId), (one) => [one]),
  Arbitrary.map(broken, (one) => [one]),
  Arbitrary.map(response, (one) => [one]),
  Arbitrary.map(notification, (one) => [one]),
  Arbitrary.map(anyId, (requestId) => [cancel(requestId)]),
  Arbitrary.map(request, (one) => [one, cancel(one["id"])]),
  Arbitrary.map(request, (one) => [cancel(one["id"]), one]),
  Arbitrary.map(request, (one) => [one, one]),
  Arbitrary.map(request, (one) => [one, cancel(one["id"]), one]),
  Arbitrary.map(listen, (one) => [one]),
  Arbitrary.map(listen, (one) => [one, cancel(one["id"])]),
  Arbitrary.array(request, { minLength: 2, maxLength: 6 }),
  Arbitrary.map(Arbitrary.array(request), (batch) => [batch]),
  Arbitrary.map(json, (value) => [value])
])

const stringify = (value: unknown): string => JSON.stringify(value) ?? "undefined"

/** A line with a piece left out or repeated. */
const spoiled: Arb<string> = Arbitrary.map(
  Arbitrary.all([request, index(10_000), index(20), index(3)]),
  ([one, at, length, times]) => {
    const line = stringify(one)
    const start = at % line.length
    return `${line.slice(0, start)}${line.slice(start, start + length).repeat(times)}${line.slice(start + length)}`
  }
)

const deep: Arb<string> = Arbitrary.map(
  Arbitrary.all([
    pick(["params", "id", "method", "_meta", "arguments"]),
    pick([10, 100, 1_000, 50_000]),
    pick([
      ["[", "]"],
      ['{"a":', "}"],
      ["[", ""]
    ] as const)
  ]),
  ([at, depth, [open, close]]) => {
    const value = `${open.repeat(depth)}1${close.repeat(depth)}`
    const line = stringify({ jsonrpc: "2.0", id: "deep", method: "tools/call", params: {} })
    switch (at) {
      case "id":
        return line.replace('"deep"', () => value)
      case "method":
        return line.replace('"tools/call"', () => value)
      case "params":
        return line.replace("{}", () => value)
      case "_meta":
        return line.replace("{}", () => `{"name":"losant_list_orgs","_meta":{"progressToken":${value}}}`)
      default:
        return line.replace("{}", () => `{"name":"losant_list_orgs","arguments":{"query":${value}}}`)
    }
  }
)

const bytes: Arb<Buffer> = Arbitrary.map(Arbitrary.array(index(256)), (values) =>
  Buffer.from(values.filter((byte) => byte !== 0x0a))
)

const lines: Arb<ReadonlyArray<string | Buffer>> = oneOf<ReadonlyArray<string | Buffer>>([
  ...Array.from({ length: 8 }, () => Arbitrary.map(messages, (several) => several.map(stringify))),
  Arbitrary.map(spoiled, (line) => [line]),
  Arbitrary.map(spoiled, (line) => [line]),
  Arbitrary.map(deep, (line) => [line]),
  Arbitrary.map(text, (line) => [line.replaceAll("\n", " ")]),
  Arbitrary.map(bytes, (line) => [line])
])

/** The inputs. Each is written at once. */
export const inputs: Arb<Input> = Arbitrary.map(
  Arbitrary.all([lines, pick(["\n", "\n", "\r\n"]), index(1_000)]),
  ([several, end, cut]) => {
    const bytes = Buffer.concat(several.flatMap((line) => [Buffer.from(line), Buffer.from(end)]))
    return { bytes, cut: Math.floor((cut / 1_000) * bytes.length) }
  }
)
