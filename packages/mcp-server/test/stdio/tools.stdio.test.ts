// The built server over real stdio: what a desktop client starts.
import { spawnSync } from "node:child_process"
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { createServer, type Server as HttpServer } from "node:http"
import { tmpdir } from "node:os"
import { basename, dirname, join } from "node:path"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import * as Predicate from "effect/Predicate"
import { version } from "../../src/config/version.ts"
import { makeTools } from "../../src/tools/registry.ts"
import { allToolsets } from "../support/allToolsets.ts"
import { bareEnvironment, build, dist, folder, greet, main } from "../support/built.ts"
import { type Driver, drivers } from "../support/drivers.ts"
import { callInstanceTools } from "../support/instanceScenario.ts"
import { jobs, samples } from "../support/samples.ts"

const token = "the-secret-token-of-the-tests"
const tools = makeTools(true)
const names = tools.map(({ spec }) => spec.name)

beforeAll(build, 60_000)

const field = (value: unknown, ...path: ReadonlyArray<string>): unknown =>
  path.reduce<unknown>((inner, name) => (Predicate.isObjectOrArray(inner) ? Object(inner)[name] : undefined), value)

for (const [who, revision, connect] of drivers) {
  describe(`${who}, on the emulator`, () => {
    const journal = mkdtempSync(join(tmpdir(), "effect-losant-"))
    let driver: Driver
    beforeAll(async () => {
      driver = await connect({ LOSANT_MCP_JOURNAL: journal })
    })
    afterAll(async () => {
      await driver.close()
      rmSync(journal, { recursive: true })
    })

    it("lists all tools", async () => {
      assert.strictEqual(driver.revision, revision)
      assert.deepStrictEqual(await driver.list(), names)
    })

    it("calls each tool successfully", async () => {
      const used: Array<string> = []
      const call = async (name: string, args: Readonly<Record<string, unknown>> = {}) => {
        used.push(name)
        const { isError, text, content } = await driver.call(name, args)
        assert.isFalse(isError, `${name}: ${text}`)
        assert.deepStrictEqual(JSON.parse(text), content)
        return content
      }
      /** The same of what a person has to confirm: first the plan, and then the call with what the person typed. */
      const confirm = async (name: string, args: Readonly<Record<string, unknown>>) => {
        const plan = await call(name, args)
        assert.notProperty(plan, "done")
        return call(name, { ...args, confirmToken: plan["confirmToken"], confirmName: "Stdio Works" })
      }
      const person = { email: "ada@example.com", role: "edit" }

      assert.isNotEmpty(field(await call("losant_list_instances"), "items"))
      const created = await call("losant_create_org", { name: "Stdio Works", limits: { device: 5 } })
      const orgId = field(created, "org", "id")
      const found = await call("losant_list_orgs", { nameContains: "Stdio W" })
      assert.strictEqual(found["totalCount"], 1)
      assert.strictEqual(field(found, "items", "0", "id"), orgId)
      const updated = await call("losant_update_org", { orgId, description: "Made by a test" })
      assert.strictEqual(field(updated, "changed", "description", "after"), "Made by a test")
      assert.strictEqual((await call("losant_get_org", { orgId: "stdio works" }))["description"], "Made by a test")

      // An organization of the demonstration data has a year of usage.
      const harbor = await call("losant_list_orgs", { nameContains: "Harbor" })
      const seeded = { orgId: field(harbor, "items", "0", "id") }
      const devices = await call("losant_get_org_device_counts", { ...seeded, rows: true })
      assert.isAtLeast(Number(field(devices, "rows", "length")), 28)
      assert.notProperty(await call("losant_get_org_notebook_minutes", seeded), "rows")
      const bySource = await call("losant_get_org_payload_counts", { ...seeded, asBytes: true, rows: true })
      assert.isNotEmpty(field(bySource, "rows"))
      const hours = await call("losant_get_org_payload_breakdown", { ...seeded, resolution: "hour", rows: true })
      assert.strictEqual(field(hours, "rows", "length"), 14 * 24)
      const ranked = await call("losant_usage_ranking", { by: "payloads", top: 3 })
      assert.strictEqual(field(ranked, "items", "length"), 3)
      assert.isAbove(Number((await call("losant_find_orgs_near_limits", { percent: 1 }))["checked"]), 1)

      const compared = await call("losant_compare_orgs", { orgs: [orgId, seeded.orgId] })
      assert.include(JSON.stringify(compared["differences"]), "limits.device")
      // The whole uses more than one part of it.
      assert.isNumber(field(await call("losant_get_instance"), "limits", "organization"))
      const all = await call("losant_get_all_device_counts")
      const ofHarbor = Number(field(devices, "totals", "total"))
      assert.isAbove(Number(field(all, "totals", "total")), ofHarbor)
      assert.isNotEmpty(field(await call("losant_get_all_notebook_minutes", { rows: true }), "rows"))
      assert.isNotEmpty(field(await call("losant_get_all_payload_counts", { rows: true, asBytes: true }), "rows"))
      assert.isNotEmpty(field(await call("losant_get_all_payload_breakdown", { rows: true }), "rows"))
      const month = await call("losant_list_monthly_summaries", { perPage: 100 })
      assert.isAbove(Number(month["totalCount"]), 1)
      assert.isAbove(Number(field(await call("losant_list_instance_members"), "count")), 1)
      const manages = await call("losant_add_instance_member", { email: "jo@example.com", role: "view" })
      const manager = { userId: field(manages, "member", "id") ?? "jo@example.com" }
      assert.strictEqual((await call("losant_get_instance_member", manager))["role"], "view")
      await confirm("losant_update_instance_member", { userId: "jo@example.com", role: "admin" })
      await confirm("losant_remove_instance_member", manager)
      const changes = { targetName: "Stdio Works", requestAction: "patch", sortDirection: "asc" }
      const logs = await call("losant_list_audit_logs", changes)
      assert.isAtLeast(Number(logs["count"]), 1)
      const entry = await call("losant_get_audit_log", { instanceAuditLogId: field(logs, "items", "0", "id") })
      assert.strictEqual(field(entry, "requestBody", "description"), "Made by a test")

      const added = await call("losant_add_org_member", { orgId, ...person })
      const userId = field(added, "member", "userId")
      assert.strictEqual((await call("losant_get_org_member", { orgId, userId }))["email"], person.email)
      // A person is asked before a role is lowered.
      const member = await confirm("losant_update_org_member", { orgId, userId: person.email, role: "view" })
      assert.strictEqual(field(member, "changed", "role", "after"), "view")
      // The user who made the organization is its first member.
      assert.strictEqual((await call("losant_list_org_members", { orgId }))["totalCount"], 2)
      const memberships = await call("losant_find_members", { person: person.email })
      assert.include(JSON.stringify(memberships["items"]), String(orgId))
      await confirm("losant_remove_org_member", { orgId, userId })

      const invited = await call("losant_invite_to_org", { orgId, email: "grace@example.com", role: "view" })
      const inviteId = field(invited, "invite", "id")
      assert.strictEqual((await call("losant_get_org_invite", { orgId, inviteId }))["email"], "grace@example.com")
      assert.strictEqual((await call("losant_list_org_invites", { orgId }))["totalCount"], 1)
      const invites = await call("losant_find_invites", { email: "GRACE@example.com", expired: false })
      assert.include(JSON.stringify(invites["items"]), String(inviteId))
      const resent = await call("losant_resend_org_invite", { orgId, inviteId, role: "edit" })
      assert.strictEqual(field(resent, "invite", "role"), "edit")
      const planned = await call("losant_plan_changes", {
        operation: "update_org",
        orgs: ["Stdio Works"],
        change: { tags: { add: ["by=set"] } }
      })
      const { changeSetId, confirmToken } = planned
      const applied = await call("losant_apply_changes", { changeSetId, confirmToken })
      assert.deepStrictEqual(applied["counts"], { done: 1 })
      await confirm("losant_revoke_org_invite", { orgId, inviteId: "grace@example.com" })
      const deleted = await confirm("losant_delete_org", { orgId })
      const file = String(deleted["journal"])
      assert.strictEqual(dirname(file), journal)
      assert.strictEqual(field(JSON.parse(readFileSync(file, "utf8")), "organization", "id"), orgId)

      await callInstanceTools({
        call,
        confirm: async (name, args, confirmName) => {
          const plan = await call(name, args)
          const { confirmToken } = plan
          return plan["done"] === true ? plan : call(name, { ...args, confirmToken, confirmName })
        },
        field
      })
      assert.sameMembers([...new Set(used)], names)
      const gone = await driver.call("losant_get_org", { orgId })
      assert.isTrue(gone.isError)
      assert.include(gone.text, "losant_list_orgs")
    })

    it("is told by each tool what is wrong with bad input", async () => {
      const used: Array<string> = []
      for (const [key, { bad, wrong }] of [...Object.entries(samples), ...Object.entries(jobs)]) {
        const name = tools.find(({ action }) => action?.action === key)?.spec.name ?? key
        used.push(name)
        const { isError, text } = await driver.call(name, bad)
        assert.isTrue(isError, name)
        assert.include(text, `${wrong}: `)
        assert.include(text, `call ${name} again`)
      }
      assert.sameMembers(used, names)
    })

    it("reads nothing but the protocol", () => {
      assert.deepStrictEqual(driver.errors, [])
    })
  })
}

describe("stdout", () => {
  it("holds nothing but JSON-RPC, whatever is sent, and the process ends with its input", async () => {
    const server = await greet(["--emulator"], { LOSANT_LOG_LEVEL: "debug" })
    for (const line of ["", "no JSON", "{}", "[]", '{"jsonrpc":"2.0","id":"x"}', '{"jsonrpc":"2.0","method":"odd"}']) {
      server.send(line)
    }
    await server.request("tools/call", { name: "losant_list_orgs", arguments: {} })
    await server.request("tools/call", { name: "losant_list_orgs", arguments: { page: "x" } })
    const unknown = await server.request("tools/call", { name: "losant_nothing", arguments: {} })
    assert.strictEqual(field(unknown, "error", "code"), -32602)
    await server.request("no/such/method")
    server.process.stdin.end()
    assert.strictEqual(await server.ended, 0)
    assert.isNotEmpty(server.stdout)
    for (const line of server.stdout) assert.strictEqual(field(JSON.parse(line), "jsonrpc"), "2.0")
    assert.match(server.stderr(), /level=INFO fiber=#\d+ message=call tool=losant_list_orgs .*status=200/)
  })
})

describe("arguments that are no object", () => {
  it("are read where they stand in a text, and otherwise refused by the tool, in words", async () => {
    const server = await greet(["--emulator"], {})
    const call = async (args: unknown) =>
      field(await server.request("tools/call", { name: "losant_list_orgs", arguments: args }), "result")
    assert.strictEqual(field(await call('{"perPage":3}'), "structuredContent", "count"), 3)
    for (const args of [[], "perPage 3", 3]) {
      const result = await call(args)
      assert.strictEqual(field(result, "isError"), true)
      assert.include(JSON.stringify(result), "arguments: expected an object of the arguments by name")
    }
    server.process.stdin.end()
    assert.strictEqual(await server.ended, 0)
  })
})

describe("without a token", () => {
  it("starts, says so on stderr, lists its tools, and says on each call which variable to set", async () => {
    const server = await greet([], allToolsets)
    const listed = await server.request("tools/list")
    assert.strictEqual(field(listed, "result", "tools", "length"), names.length)
    for (const name of names) {
      const { result } = await server.request("tools/call", { name, arguments: {} })
      assert.strictEqual(field(result, "isError"), true)
      assert.include(JSON.stringify(result), "LOSANT_API_TOKEN is not set")
      assert.include(JSON.stringify(result), "API tokens")
    }
    server.process.stdin.end()
    assert.strictEqual(await server.ended, 0)
    assert.match(server.stderr(), /^timestamp=\S+ level=WARN fiber=#\d+ message="LOSANT_API_TOKEN is not set/)
  })
})

describe("with a token", () => {
  const seen: Array<string> = []
  let http: HttpServer
  let url: string
  beforeAll(async () => {
    http = createServer((request, response) => {
      seen.push(`${request.method} ${request.url}`)
      // A careless proxy repeats the request in its answer.
      const authorization = request.headers.authorization ?? ""
      response.writeHead(400, { "content-type": "application/json", "x-request-id": authorization })
      response.end(JSON.stringify({ type: authorization, message: `bad header ${authorization}` }))
    })
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve))
    const address = http.address()
    url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`
  })
  afterAll(() => new Promise((resolve) => http.close(resolve)))

  it("touches the network with the first call and not before, and shows the token nowhere", async () => {
    const server = await greet([], { LOSANT_API_TOKEN: token, LOSANT_API_URL: url, LOSANT_LOG_LEVEL: "debug" })
    await server.request("tools/list")
    assert.isEmpty(seen)
    const args = { instanceId: "5f0000000000000000000001" }
    const { result } = await server.request("tools/call", { name: "losant_list_orgs", arguments: args })
    assert.strictEqual(field(result, "isError"), true)
    assert.lengthOf(seen, 1)
    server.process.stdin.end()
    assert.strictEqual(await server.ended, 0)
    assert.include(server.stdout.join(), "bad header")
    assert.notInclude(server.stdout.join() + server.stderr(), token)
  })

  for (const [what, crash] of [
    ["an error that nobody catches", "throw error"],
    ["a rejection that nobody handles", "Promise.reject(error)"]
  ] as const) {
    it(`ends on ${what} with one line, without the token and a stack trace`, async () => {
      const script = `process.once("SIGUSR2", () => {
        const error = new Error("failed with " + process.env.LOSANT_API_TOKEN, { cause: process.env.LOSANT_API_TOKEN })
        ${crash}
      })`
      const server = await greet([], { LOSANT_API_TOKEN: token }, [
        "--import",
        `data:text/javascript,${encodeURIComponent(script)}`
      ])
      server.process.kill("SIGUSR2")
      assert.strictEqual(await server.ended, 1)
      assert.strictEqual(
        server.stderr(),
        'level=ERROR message="the server ends because of a mistake in it" cause="failed with <redacted>"\n'
      )
    })
  }
})

describe("the flags", () => {
  const run = (...args: ReadonlyArray<string>) =>
    spawnSync(process.execPath, [main, ...args], { env: bareEnvironment, encoding: "utf8" })

  it("--help and --version answer on stdout", () => {
    const help = run("--help")
    assert.deepInclude(help, { status: 0, stderr: "" })
    assert.match(help.stdout, /^Usage: effect-losant-mcp/)
    assert.deepInclude(run("--version"), { status: 0, stdout: `${version}\n`, stderr: "" })
  })
  it("an unknown one is a mistake on stderr that names the nearest", () => {
    const { status, stdout, stderr } = run("--emulater")
    assert.strictEqual(status, 2)
    assert.strictEqual(stdout, "")
    assert.include(stderr, "'--emulater' (Did you mean --emulator?)")
  })
})

describe("the bundle", () => {
  it("can be run by itself", () => {
    assert.isTrue(readFileSync(main, "utf8").startsWith("#!/usr/bin/env node\n"))
  })
  it("works alone in a folder without any modules: it needs only Node", async () => {
    const alone = mkdtempSync(join(tmpdir(), "effect-losant-"))
    cpSync(dist, join(alone, "dist"), { recursive: true })
    cpSync(join(folder, "package.json"), join(alone, "package.json"))
    const server = await greet(["--emulator"], {}, [], join(alone, "dist", "main.js"))
    const listed = await server.request("tools/call", { name: "losant_list_orgs", arguments: {} })
    assert.strictEqual(field(listed, "result", "structuredContent", "page"), 0)
    server.process.stdin.end()
    assert.strictEqual(await server.ended, 0)
    rmSync(alone, { recursive: true })
  })
  it("loads the emulator only if it is asked for", async () => {
    const isEmulated = (name: string) => name.startsWith("emulated-")
    assert.isNotEmpty(readdirSync(dist).filter(isEmulated))
    const alone = mkdtempSync(join(tmpdir(), "effect-losant-"))
    cpSync(dist, alone, { recursive: true, filter: (path) => !isEmulated(basename(path)) })
    const answerOf = async (args: ReadonlyArray<string>) => {
      const server = await greet(args, {}, [], join(alone, "main.js"))
      const { result } = await server.request("tools/call", { name: "losant_list_orgs", arguments: {} })
      server.process.stdin.end()
      assert.strictEqual(await server.ended, 0)
      return JSON.stringify(result)
    }
    assert.include(await answerOf([]), "LOSANT_API_TOKEN is not set")
    assert.include(await answerOf(["--emulator"]), "a mistake in this server")
    rmSync(alone, { recursive: true })
  })
})
