// Confirmation over the whole server: its own tools on an emulator, called by clients of both revisions.
import { InviteId, OrgId, UserId } from "@effect-losant/core/schemas/Ids"
import { Emulator, type EmulatorOptions } from "@effect-losant/emulator"
import type { ClientOptions } from "@modelcontextprotocol/client"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import { assert, describe, it, onTestFinished } from "vitest"
import { configOf } from "../../support/config.ts"
import { inviteId, orgId, userId } from "../../support/samples.ts"
import { connect, environment, losantOn, revisions, textOf } from "../../support/serving.ts"

const seed: EmulatorOptions["seed"] = {
  instances: [
    {
      name: "Instance",
      orgs: [
        {
          id: OrgId.make(orgId),
          name: "Northwind",
          members: [
            { userId: UserId.make(userId), email: "ada@example.com", role: "admin" },
            { email: "grace@example.com", role: "edit" }
          ],
          invites: [{ id: InviteId.make(inviteId), email: "joan@example.com", role: "view" }],
          resources: { appCount: 3 },
          limits: { application: 10 }
        }
      ]
    }
  ]
}

type Answer = { readonly action: "accept"; readonly content: { readonly answer: string | boolean } }

const accept = (answer: string | boolean): Answer => ({ action: "accept", content: { answer } })
const decline = { action: "decline" } as const

/** A server on an emulator, and a client whose person gives this answer to each form, where it shows any. */
const start = async (options: ClientOptions, mode: string, answer?: Answer | typeof decline) => {
  const emulator = await Effect.runPromise(Emulator.make({ seed }))
  const losant = losantOn(emulator, {
    accessToken: emulator.token,
    instanceId: emulator.instanceId,
    url: emulator.url
  })
  const config = configOf({ ...environment, LOSANT_MCP_CONFIRM: mode, LOSANT_MCP_PROFILE: "staging" })
  const messages: Array<string> = []
  const capabilities = answer === undefined ? {} : { elicitation: { form: {} } }
  const { client, close } = await connect(losant, { ...options, capabilities }, config)
  onTestFinished(close)
  if (answer !== undefined) {
    client.setRequestHandler("elicitation/create", ({ params }) => {
      messages.push(params.message)
      return { ...answer }
    })
  }
  return {
    instanceId: emulator.instanceId,
    messages,
    call: async (name: string, args: Readonly<Record<string, unknown>>) => {
      const result = await client.callTool({ name, arguments: { ...args } })
      return {
        isError: result.isError === true,
        text: textOf(result),
        content: Predicate.isObject(result.structuredContent) ? result.structuredContent : {}
      }
    },
    /** The requests that write. */
    writes: async () =>
      (await Effect.runPromise(emulator.requests.all))
        .filter(({ method }) => method !== "GET")
        .map(({ method, path }) => `${method} ${path.replace(/^.*\/orgs\//, "")}`)
  }
}

/** The calls that need a confirmation, what a form takes for one, and what they send. */
const dangers: ReadonlyArray<readonly [string, Readonly<Record<string, unknown>>, string | boolean, string]> = [
  ["losant_delete_org", { orgId: "northwind" }, "Northwind", `DELETE ${orgId}`],
  ["losant_remove_org_member", { orgId, userId: "ada@example.com" }, true, `DELETE ${orgId}/members/${userId}`],
  ["losant_revoke_org_invite", { orgId, inviteId: "joan@example.com" }, true, `DELETE ${orgId}/invites/${inviteId}`],
  ["losant_update_org", { orgId, disabledAt: "true" }, true, `PATCH ${orgId}`],
  ["losant_update_org", { orgId, limits: { application: 2 } }, true, `PATCH ${orgId}`],
  ["losant_update_org", { orgId, clear: ["limits.application"] }, true, `PATCH ${orgId}`],
  ["losant_update_org_member", { orgId, userId, role: "none" }, true, `PATCH ${orgId}/members/${userId}`],
  ["losant_update_org_member", { orgId, userId, role: "edit" }, true, `PATCH ${orgId}/members/${userId}`]
]

describe.each(revisions)("over a %s client that shows forms", (_revision, options) => {
  it.each(dangers)("%s with %j is carried out once the person has confirmed it", async (name, args, answer, sent) => {
    const { call, writes, messages, instanceId } = await start(options, "auto", accept(answer))
    const { isError, text } = await call(name, args)
    assert.isFalse(isError, text)
    assert.deepStrictEqual(await writes(), [sent])
    assert.strictEqual(messages.length, 1)
    for (const part of [
      `${name} wants to `,
      "\nOrganization: Northwind\n",
      `\nWhere: Losant [staging], host api.losant.com, instance ${instanceId}\n`,
      "\n- applications: 3\n",
      "\n- devices: 0\n",
      "\n- members: 2\n",
      "\n- pending invites: 1\n",
      "\n- payloads of the last 30 days: 0\n"
    ]) {
      assert.include(messages[0], part)
    }
  })

  it.each(dangers)("%s with %j sends nothing after a decline", async (name, args) => {
    const { call, writes } = await start(options, "auto", decline)
    const { isError, text } = await call(name, args)
    assert.isTrue(isError)
    assert.include(text, "declined, or never shown by this client")
    assert.deepStrictEqual(await writes(), [])
  })

  it.each([
    ["losant_update_org", { orgId, name: "Southwind" }],
    ["losant_update_org", { orgId, limits: { application: 5 } }],
    ["losant_update_org_member", { orgId, userId: "grace@example.com", role: "view" }]
  ])("%s with %j asks nothing", async (name, args) => {
    const { call, writes, messages } = await start(options, "auto", decline)
    assert.isFalse((await call(name, args)).isError)
    assert.strictEqual((await writes()).length, 1)
    assert.deepStrictEqual(messages, [])
  })

  it("a dry run asks nothing, and sends nothing", async () => {
    const { call, writes, messages } = await start(options, "auto", accept("Northwind"))
    assert.isFalse((await call("losant_delete_org", { orgId, dryRun: true })).isError)
    assert.deepStrictEqual([await writes(), messages], [[], []])
  })

  it("the reversible way stands before what is lost", async () => {
    const { call, messages } = await start(options, "auto", decline)
    const { text } = await call("losant_delete_org", { orgId })
    assert.match(messages[0] ?? "", /A reversible way instead: .*disabledAt.*isReadOnly.*\n(.*\n)+- applications/)
    assert.match(text, /A reversible way instead: .*disabledAt.*isReadOnly/)
  })
})

describe.each(revisions)("over a %s client that shows no forms", (_revision, options) => {
  it.each(dangers)("%s with %j takes a plan and the organization's name", async (name, args, _answer, sent) => {
    const { call, writes } = await start(options, "auto")
    const plan = await call(name, args)
    assert.isFalse(plan.isError, plan.text)
    assert.notInclude(plan.text, "Northwind")
    const { confirmToken } = plan.content
    assert.deepStrictEqual(await writes(), [])
    assert.include((await call(name, { ...args, confirmToken })).text, "confirmName is missing")
    assert.deepStrictEqual(await writes(), [])
    const { isError, text } = await call(name, { ...args, confirmToken, confirmName: "Northwind" })
    assert.isFalse(isError, text)
    assert.deepStrictEqual(await writes(), [sent])
  })

  it("a plan does not outlive a change of the organization, nor serve for other arguments", async () => {
    const { call, writes } = await start(options, "auto")
    const { confirmToken } = (await call("losant_delete_org", { orgId })).content
    const confirmed = { confirmToken, confirmName: "Northwind" }
    const other = await call("losant_update_org", { orgId, disabledAt: "true", ...confirmed })
    assert.include(other.text, "confirmToken was given for another tool")
    await call("losant_update_org", { orgId, description: "new" })
    const changed = await call("losant_delete_org", { orgId, ...confirmed })
    assert.isTrue(changed.isError)
    assert.include(changed.text, "was given before the organization was last changed")
    assert.deepStrictEqual(await writes(), [`PATCH ${orgId}`])
  })

  it("nothing that has to be confirmed is done where only a form will do", async () => {
    const { call, writes } = await start(options, "elicit")
    for (const [name, args] of dangers) {
      const { isError, text } = await call(name, { ...args, confirmName: "Northwind" })
      assert.isTrue(isError)
      assert.include(text, "only by a form that the client shows")
    }
    assert.deepStrictEqual(await writes(), [])
  })
})
