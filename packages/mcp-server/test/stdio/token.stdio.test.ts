// The token in the data of Losant, through the built server over real stdio: what a client reads from the pipe.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { Client } from "@modelcontextprotocol/client"
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio"
import * as Predicate from "effect/Predicate"
import { bareEnvironment, build, main } from "../support/built.ts"
import { revisions, textOf } from "../support/serving.ts"

beforeAll(build, 60_000)

const folder = mkdtempSync(join(tmpdir(), "effect-losant-"))
afterAll(() => rmSync(folder, { recursive: true }))

const token =
  "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI1ZjAwMDAwMDAwMDAwMDAwMDAwMDAwYTEiLCJzY29wZSI6WyJhbGwifQ.4Kp0nq_-RzXw7LbTjHcV2eY"
const description = `${"x".repeat(120)} ${token}`

for (const [revision, options] of revisions) {
  describe.each(["form", "token"])(`a client of ${revision} that is asked by %s`, (way) => {
    const home = join(folder, `${revision}-${way}`)
    const wire = `${home}.txt`
    const forms: Array<string> = []
    const client = new Client(
      { name: "test", version: "1.0.0" },
      { ...options, capabilities: way === "form" ? { elicitation: { form: {} } } : {} }
    )
    if (way === "form") {
      client.setRequestHandler("elicitation/create", ({ params }) => {
        forms.push(params.message)
        return { action: "decline" }
      })
    }
    beforeAll(() =>
      client.connect(
        new StdioClientTransport({
          // A copy of what the server writes to both pipes.
          command: "/bin/sh",
          args: ["-c", '"$0" "$1" --emulator 2>>"$2" | tee -a "$2"', process.execPath, main, wire],
          env: {
            ...bareEnvironment,
            LOSANT_API_TOKEN: token,
            LOSANT_LOG_LEVEL: "debug",
            LOSANT_MCP_AUDIT: `${home}.audit.jsonl`
          },
          stderr: "ignore"
        })
      )
    )
    afterAll(() => client.close())

    const call = (name: string, args: Readonly<Record<string, unknown>>) => client.callTool({ name, arguments: args })

    it("shows it in no answer, refusal, difference, form, plan, resource or completion", async () => {
      const created = await call("losant_create_org", {
        name: token,
        description,
        tags: [{ key: token.replaceAll(".", "_"), value: token }]
      })
      assert(Predicate.isObject(created.structuredContent), textOf(created))
      const { org } = created.structuredContent
      assert(Predicate.isObject(org))
      assert.strictEqual(org["name"], "<redacted>")
      const orgId = String(org["id"])
      assert.include(textOf(await call("losant_list_orgs", { nameContains: "eyJ" })), '"<redacted>"')
      // The name of the organization stands in the refusal, and a part of the description in the difference.
      const ifLastUpdated = "2020-01-01T00:00:00.000Z"
      assert.isTrue((await call("losant_update_org", { orgId, description: "q", ifLastUpdated })).isError)
      assert.include(textOf(await call("losant_update_org", { orgId, description: "q", dryRun: true })), "x <redacted>")
      await call("losant_update_org", { orgId: "eyJ", description: "q" })
      await call("losant_update_org", { orgId, disabledAt: "2026-01-01T00:00:00.000Z" })
      await call("losant_delete_org", { orgId })
      assert.lengthOf(forms, way === "form" ? 2 : 0)
      for (const form of forms) assert.include(form, "<redacted>")
      await client.listResources()
      await client.readResource({ uri: `losant://orgs/${orgId}` })
      await client.complete({
        ref: { type: "ref/resource", uri: "losant://orgs/{orgId}" },
        argument: { name: "orgId", value: "eyJ" }
      })
    })

    it("has it in no line of its pipes and files", () => {
      for (const file of readdirSync(folder).map((name) => join(folder, name))) {
        const text = readFileSync(file, "utf8").toLowerCase()
        assert.include(text, "<redacted>")
        for (let at = 0; at + 12 <= token.length; at++) {
          assert.notInclude(text, token.slice(at, at + 12).toLowerCase(), file)
        }
      }
    })
  })
}
