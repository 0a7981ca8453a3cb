// Wherever Losant, or a proxy before it, puts the token: no text that leaves the server holds a long part of it.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import type { Client } from "@modelcontextprotocol/client"
import * as Arbitrary from "effect/Arbitrary"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import { prompts } from "../../src/prompts/register.ts"
import { toJsonObject } from "../../src/text/json.ts"
import { configOf } from "../support/config.ts"
import { renewableEmulator } from "../support/emulated.ts"
import { instanceId, orgId } from "../support/samples.ts"
import { connect, revisions } from "../support/serving.ts"
import { calls } from "./arguments.ts"
import { index, oneOf, pick } from "./hostile.ts"
import { runs, seed, settings, timeout } from "./settings.ts"

// It has the form and about the length of a real token.
const token =
  "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI1ZjAwMDAwMDAwMDAwMDAwMDAwMDAwYTEiLCJzY29wZSI6WyJhbGwuSW5zdGFuY2UiXSwi" +
  "aWF0IjoxNzY0NDAwMDAwLCJub25jZSI6IlEyRnVJSGx2ZFNCeVpXRmtJSFJvYVhNX1RtOGdiMjVsSUhOb2IzVnNaQSJ9.4Kp0nq_-RzXw7LbTjHcV2eYs"

/** So many characters of the token in a row are too many. */
const partLength = 12

const parts = Array.from({ length: token.length - partLength + 1 }, (_, at) =>
  token.slice(at, at + partLength).toLowerCase()
)

const assertHidden = (text: string, where: string): void => {
  const folded = text.toLowerCase()
  const at = parts.findIndex((part) => folded.includes(part))
  if (at >= 0) {
    const found = folded.indexOf(parts[at] ?? "")
    assert.fail(`${where} shows the token from character ${at} on: ${text.slice(Math.max(0, found - 200), found + 40)}`)
  }
}

/** The token, as a text may hold it. Texts are cut at many lengths, so that the token stands at any place of some. */
const texts = oneOf<string>([
  pick([
    token,
    token.toLowerCase(),
    `Bearer ${token}`,
    `\u202e${token}\u200b`,
    `a\n${token}`,
    token.replace(/.{20}/g, "$&\n"),
    token.replace(/.{20}/g, "$&\\u{200B}"),
    token.repeat(30),
    `\\u{65}${token.slice(1)}`,
    JSON.stringify({ authorization: token }),
    `/orgs?query=${encodeURIComponent(JSON.stringify({ token }))}`,
    `${token}@example.com`
  ]),
  Arbitrary.map(index(2_100), (length) => "x".repeat(length) + token),
  Arbitrary.map(index(120), (length) => "\u202e".repeat(length) + token)
])

/** The place in each answer: the number of a text or key, counted through. `error`: the answer is an error. */
const places = oneOf<Place>([
  Arbitrary.map(index(40), (at) => ({ kind: "value", at })),
  Arbitrary.map(index(40), (at) => ({ kind: "key", at })),
  Arbitrary.map(pick([400, 401, 403, 404, 409, 413, 422, 429, 500, 504]), (status) => ({ kind: "error", status })),
  Arbitrary.Constant({ kind: "body" })
])

type Place =
  | { readonly kind: "value" | "key"; readonly at: number }
  | { readonly kind: "error"; readonly status: number }
  | { readonly kind: "body" }

const put = (body: unknown, kind: "value" | "key", at: number, text: string): unknown => {
  let count = 0
  const walk = (value: unknown, visit: (at: number) => boolean): unknown => {
    if (typeof value === "string") return kind === "value" && visit(count++) ? text : value
    if (Array.isArray(value)) return value.map((item: unknown) => walk(item, visit))
    if (!Predicate.isObject(value)) return value
    return Object.fromEntries(
      Object.entries(value).map(([name, field]) => [kind === "key" && visit(count++) ? text : name, walk(field, visit)])
    )
  }
  walk(body, () => false)
  const all = Math.max(1, count)
  count = 0
  return walk(body, (one) => one === at % all)
}

const headers = (text: string) => ({
  "content-type": "application/json",
  // A header holds no line ends, and only Latin letters.
  "x-request-id": text.replace(/[^\x20-\x7e]/g, " ").slice(0, 4_000)
})

const changed = async (response: Response, place: Place, text: string): Promise<Response> => {
  switch (place.kind) {
    case "error":
      return new Response(JSON.stringify({ type: text, message: text }), {
        status: place.status,
        headers: headers(text)
      })
    case "body":
      return new Response(text, { status: 200, headers: headers(text) })
    default:
      return new Response(JSON.stringify(put(await response.json(), place.kind, place.at, text)), {
        status: response.status,
        headers: headers(text)
      })
  }
}

type Request = (client: Client) => Promise<unknown>

const org = `losant://orgs/${orgId}`
const named = (name: string) => `losant://orgs/${encodeURIComponent(name)}`

/** Calls a tool. A writing one is called as it is confirmed. */
const callOf =
  (name: string, input: object): Request =>
  async (client) => {
    const call = (args: object) => client.callTool({ name, arguments: { ...args } }, { onprogress: () => undefined })
    const { structuredContent } = await call(input)
    const { confirmToken } = toJsonObject(structuredContent ?? {})
    if (typeof confirmToken === "string") await call({ ...input, confirmToken, confirmName: "Northwind" })
  }

/** All that a client can ask for. */
const requests = oneOf<Request>([
  Arbitrary.map(calls, ({ name, input: { instanceId: _, ...input } }) => callOf(name, input)),
  pick<Request>([
    (client) => client.listResources(),
    ...[org, `${org}/members`, `${org}/invites`, `${org}/usage`, named("Northwind"), named("eyJ"), named("x")].map(
      (uri): Request =>
        (client) =>
          client.readResource({ uri })
    ),
    ...["", "eyJ", "nor"].map(
      (value): Request =>
        (client) =>
          client.complete({
            ref: { type: "ref/resource", uri: "losant://orgs/{orgId}" },
            argument: { name: "orgId", value }
          })
    ),
    ...prompts.flatMap(({ name, arguments: promptArguments }) =>
      promptArguments.map(
        (argument): Request =>
          (client) =>
            client.complete({
              ref: { type: "ref/prompt", name },
              argument: { name: argument.name, value: "" },
              context: { arguments: { organization: "Northwind", customer: "Northwind" } }
            })
      )
    )
  ])
])

const tries = Math.ceil(runs / 20)

describe.each(revisions)(`a server for a client of %s, ${settings}`, (_, options) => {
  it.effect.each(["token", "elicit"] as const)(
    "shows no long part of the token, asking by %s",
    (mode) =>
      Effect.gen(function* () {
        let place: Place = { kind: "value", at: 0 }
        let text = ""
        const folder = mkdtempSync(join(tmpdir(), "effect-losant-"))
        const { losant, renew } = yield* renewableEmulator((response) => changed(response, place, text), token)
        const config = configOf({
          LOSANT_API_TOKEN: token,
          LOSANT_INSTANCE_ID: instanceId,
          LOSANT_LOG_LEVEL: "debug",
          LOSANT_MCP_CONFIRM: mode,
          LOSANT_MCP_AUDIT: join(folder, "audit.jsonl"),
          LOSANT_MCP_JOURNAL: join(folder, "journal")
        })
        const capabilities = mode === "elicit" ? { elicitation: { form: {} } } : {}
        const connected = yield* Effect.promise(() =>
          connect(losant, { ...options, capabilities }, config, (client) => {
            if (mode === "token") return
            client.setRequestHandler("elicitation/create", () => ({
              action: "accept",
              content: { answer: "Northwind" }
            }))
          })
        )
        const { client, lines, written, close } = connected
        let hits = 0

        const holds = Effect.fnUntraced(function* ([request, where, what]: readonly [Request, Place, string]) {
          place = where
          text = what
          const from = { lines: lines.length, written: written.length }
          // Errors of the protocol are answers too, and are among the lines.
          yield* Effect.promise(() => request(client).catch(() => undefined))
          yield* renew
          yield* Effect.try({
            try: () => {
              for (const line of written.slice(from.written)) {
                if (line.includes("<redacted>")) hits++
                assertHidden(line, "a message")
              }
              for (const line of lines.slice(from.lines)) assertHidden(line, "the log")
            },
            catch: (error) => error
          })
          return true
        })

        const all = Arbitrary.all([requests, places, texts])
        const tried = yield* Arbitrary.checkEffect(all, holds, { runs: tries, seed, size: 12 })
        assert.strictEqual(Arbitrary.formatCheckFailure(tried), undefined)
        // Otherwise the test would cover little.
        assert.isAbove(hits, tries / 20)
        // Chance deletes few organizations, and only a deletion leaves a copy.
        for (let at = 0; at < 20; at++) {
          yield* holds([callOf("losant_delete_org", { orgId }), { kind: "value", at }, `a text with ${token}`])
        }
        yield* Effect.promise(close)
        const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.includes("json"))
        assert.isAbove(files.length, 1, "the audit trail, and copies of deleted organizations")
        for (const name of files) assertHidden(readFileSync(join(folder, name), "utf8"), name)
        rmSync(folder, { recursive: true })
      }),
    timeout
  )
})
