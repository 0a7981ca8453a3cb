// The secret of a new API token, with telemetry, trail and journal on: it leaves the server in one file alone.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import * as Predicate from "effect/Predicate"
import { build, greet } from "../support/built.ts"
import { listen } from "../support/collector.ts"

beforeAll(build, 60_000)

const folder = mkdtempSync(join(tmpdir(), "effect-losant-"))
afterAll(() => rmSync(folder, { recursive: true }))

const field = (value: unknown, ...path: ReadonlyArray<string>): unknown =>
  path.reduce<unknown>((inner, name) => (Predicate.isObjectOrArray(inner) ? Object(inner)[name] : undefined), value)

/** The least part of the secret that a search looks for, in characters. */
const window = 12

/** The parts of `secret` that stand in `text`. */
const partsIn = (secret: string, text: string): ReadonlyArray<string> =>
  Array.from({ length: secret.length - window + 1 }, (_, at) => secret.slice(at, at + window)).filter((part) =>
    text.toLowerCase().includes(part.toLowerCase())
  )

describe.each(["off", "token"])("with confirmations by %s, the secret of a new token", (confirm) => {
  it("is in no span, log, line, answer, trail or journal", async () => {
    const collector = await listen(200)
    const home = join(folder, confirm)
    const [journal, audit, secretFile] = ["journal", "trail.jsonl", "secret"].map((name) => join(home, name))
    mkdirSync(home, { mode: 0o700 })
    const server = await greet(["--emulator"], {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      LOSANT_LOG_LEVEL: "debug",
      LOSANT_MCP_TOOLSETS: "default,api-tokens",
      LOSANT_MCP_CONFIRM: confirm,
      LOSANT_MCP_JOURNAL: journal ?? "",
      LOSANT_MCP_AUDIT: audit ?? ""
    })
    const call = async (name: string, args: object) => {
      const { result } = await server.request("tools/call", { name, arguments: args })
      return field(result, "structuredContent")
    }
    /** Calls, and again with the token of the plan if a person has to confirm. */
    const confirmed = async (name: string, args: object, confirmName: string) => {
      const answer = await call(name, args)
      const confirmToken = field(answer, "confirmToken")
      return confirmToken === undefined ? answer : call(name, { ...args, confirmToken, confirmName })
    }

    const token = { name: "Reader", scope: ["all.Instance"], secretFile }
    assert.property(await call("losant_create_api_token", { ...token, dryRun: true }), "request")
    const made = await confirmed("losant_create_api_token", token, "Reader")
    assert.strictEqual(field(made, "secretFile"), secretFile)
    const apiTokenId = field(made, "apiToken", "id")
    // The file is there, so this one is refused.
    assert.isUndefined(await call("losant_create_api_token", token))
    await call("losant_list_api_tokens", { fields: ["name", "token"] })
    await call("losant_get_api_token", { apiTokenId, fields: ["token", "scope"] })
    // Losant's own log of the creation.
    const logs = await call("losant_list_audit_logs", { requestResource: "instanceApiTokens" })
    const entry = await call("losant_get_audit_log", { instanceAuditLogId: field(logs, "items", "0", "id") })
    assert.strictEqual(field(entry, "requestBody", "name"), "Reader")
    await confirmed("losant_update_api_token", { apiTokenId, status: "inactive" }, "Reader")
    await confirmed("losant_delete_api_token", { apiTokenId }, "Reader")
    const created = await call("losant_create_org", { name: "Stdio Works" })
    await confirmed("losant_delete_org", { orgId: field(created, "org", "id") }, "Stdio Works")
    server.process.stdin.end()
    assert.strictEqual(await server.ended, 0)
    await collector.close()

    const secret = readFileSync(secretFile ?? "", "utf8").trim()
    // The last part is the signature, without which the others open nothing: all tokens begin alike.
    const signature = secret.slice(secret.lastIndexOf(".") + 1)
    assert.isAtLeast(signature.length, 3 * window)
    assert.deepStrictEqual(partsIn(signature, secret).length, signature.length - window + 1)

    const places: ReadonlyArray<readonly [place: string, text: string, has: string]> = [
      ["spans", collector.received.map(({ body }) => body).join("\n"), "tools/call losant_create_api_token"],
      ["headers", JSON.stringify(collector.received.map(({ headers }) => headers)), "content-type"],
      ["stdout", server.stdout.join("\n"), String(apiTokenId)],
      ["stderr", server.stderr(), "tool=losant_create_api_token"],
      ["trail", readFileSync(audit ?? "", "utf8"), String(apiTokenId)],
      ...readdirSync(journal ?? "").map(
        (name) => ["journal", readFileSync(join(journal ?? "", name), "utf8"), "Stdio Works"] as const
      )
    ]
    assert.includeMembers(
      places.map(([place]) => place),
      ["journal"]
    )
    for (const [place, text, has] of places) {
      assert.include(text, has, place)
      assert.deepStrictEqual(partsIn(signature, text), [], place)
      assert.notInclude(text, secret, place)
    }
    assert.isAtLeast(collector.spans().length, 10)
    // Nothing else was left behind.
    assert.sameMembers(readdirSync(home), ["journal", "trail.jsonl", "secret"])
  })
})
