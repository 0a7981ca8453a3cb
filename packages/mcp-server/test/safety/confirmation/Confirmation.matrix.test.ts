// Confirmation over the whole server: its own tools on an emulator, called by clients of both revisions.
import { InviteId, OrgId, UserId } from "@effect-losant/core/schemas/Ids"
import { Emulator, type EmulatorOptions } from "@effect-losant/emulator"
import type { ClientOptions } from "@modelcontextprotocol/client"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import { assert, describe, it, onTestFinished } from "vitest"
import type { ConfirmLevel } from "../../../src/model/Danger.ts"
import type { Environment } from "../../../src/model/Environment.ts"
import { definitions } from "../../../src/tools/definitions/definitions.ts"
import { configOf } from "../../support/config.ts"
import { inviteId, orgId, userId } from "../../support/samples.ts"
import { connect, environment, losantOn, revisions, textOf } from "../../support/serving.ts"
import { setTools } from "../../support/setTools.ts"

const graceId = "5f00000000000000000000b2"

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
            { userId: UserId.make(graceId), email: "grace@example.com", role: "collaborate" }
          ],
          invites: [{ id: InviteId.make(inviteId), email: "joan@example.com", role: "view" }],
          resources: { appCount: 3 },
          limits: { application: 10, dataTTL: 31_104_000 },
          tags: [{ key: "tier", value: "gold" }],
          whitelistedEmailDomains: ["example.com"]
        }
      ]
    }
  ]
}

type Answer = { readonly action: "accept"; readonly content?: { readonly answer: string | boolean } }

const accept = (answer: string | boolean): Answer => ({ action: "accept", content: { answer } })
const decline = { action: "decline" } as const

/** A server on an emulator, and a client whose person gives this answer to each form, where it shows any. */
const start = async (
  options: ClientOptions,
  mode: string,
  answer?: Answer | typeof decline,
  further: Environment = {}
) => {
  const emulator = await Effect.runPromise(Emulator.make({ seed }))
  const losant = losantOn(emulator, {
    accessToken: emulator.token,
    instanceId: emulator.instanceId,
    url: emulator.url
  })
  const config = configOf({ ...environment, LOSANT_MCP_CONFIRM: mode, LOSANT_MCP_PROFILE: "staging", ...further })
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
        .map(({ method, path }) => `${method} ${path.replace(/^.*\/orgs(\/|$)/, "")}`)
  }
}

const name = "Northwind"
const grace = "grace@example.com"

type Args = Readonly<Record<string, unknown>>

/** Calls of every tool that writes, with the confirmation that each needs and the request that it sends. */
const calls: ReadonlyArray<readonly [string, Args, ConfirmLevel, string]> = [
  ["losant_create_org", { name }, "none", "POST "],
  ["losant_create_org", { name, members: [{ email: grace, role: "edit" }] }, "none", "POST "],
  ["losant_create_org", { name, members: [{ userId, role: "admin" }] }, "yes", "POST "],
  [
    "losant_create_org",
    {
      name,
      members: [
        { email: grace, role: "view" },
        { email: "joan@example.com", role: "view" }
      ]
    },
    "yes",
    "POST "
  ],
  ["losant_update_org", { orgId, name: "Southwind" }, "none", `PATCH ${orgId}`],
  ["losant_update_org", { orgId, description: "new", tags: { add: ["a=b"] } }, "none", `PATCH ${orgId}`],
  ["losant_update_org", { orgId, limits: { application: 5 } }, "none", `PATCH ${orgId}`],
  ["losant_update_org", { orgId, limits: { application: 20 } }, "none", `PATCH ${orgId}`],
  ["losant_update_org", { orgId, disabledAt: "true" }, "yes", `PATCH ${orgId}`],
  ["losant_update_org", { orgId, isReadOnly: true }, "yes", `PATCH ${orgId}`],
  ["losant_update_org", { orgId, limits: { application: 2 } }, "yes", `PATCH ${orgId}`],
  ["losant_update_org", { orgId, limits: { applicationFlowSlots: 1 } }, "yes", `PATCH ${orgId}`],
  ["losant_update_org", { orgId, clear: ["tags"] }, "yes", `PATCH ${orgId}`],
  ["losant_update_org", { orgId, clear: ["whitelistedEmailDomains"] }, "yes", `PATCH ${orgId}`],
  ["losant_update_org", { orgId, clear: ["limits.application"] }, "type", `PATCH ${orgId}`],
  ["losant_update_org", { orgId, limits: { dataTTL: 86_400 } }, "type", `PATCH ${orgId}`],
  ["losant_update_org", { orgId, disabledAt: "true", clear: ["limits.application"] }, "type", `PATCH ${orgId}`],
  ["losant_delete_org", { orgId: "northwind" }, "type", `DELETE ${orgId}`],
  ["losant_add_org_member", { orgId, email: "joan@example.com", role: "edit" }, "none", `POST ${orgId}/members`],
  ["losant_add_org_member", { orgId, email: "joan@example.com", role: "admin" }, "yes", `POST ${orgId}/members`],
  ["losant_update_org_member", { orgId, userId: graceId, role: "edit" }, "none", `PATCH ${orgId}/members/${graceId}`],
  ["losant_update_org_member", { orgId, userId: graceId, role: "view" }, "yes", `PATCH ${orgId}/members/${graceId}`],
  ["losant_update_org_member", { orgId, userId: graceId, role: "none" }, "yes", `PATCH ${orgId}/members/${graceId}`],
  ["losant_update_org_member", { orgId, userId: graceId, role: "admin" }, "yes", `PATCH ${orgId}/members/${graceId}`],
  ["losant_update_org_member", { orgId, userId, role: "edit" }, "type", `PATCH ${orgId}/members/${userId}`],
  ["losant_remove_org_member", { orgId, userId: grace }, "yes", `DELETE ${orgId}/members/${graceId}`],
  ["losant_remove_org_member", { orgId, userId: "ada@example.com" }, "type", `DELETE ${orgId}/members/${userId}`],
  ["losant_invite_to_org", { orgId, email: "new@example.com", role: "edit" }, "none", `POST ${orgId}/invites`],
  ["losant_invite_to_org", { orgId, email: "new@example.com", role: "admin" }, "yes", `POST ${orgId}/invites`],
  ["losant_resend_org_invite", { orgId, inviteId }, "none", `POST ${orgId}/invites/${inviteId}`],
  ["losant_resend_org_invite", { orgId, inviteId, role: "admin" }, "yes", `POST ${orgId}/invites/${inviteId}`],
  ["losant_revoke_org_invite", { orgId, inviteId: "joan@example.com" }, "yes", `DELETE ${orgId}/invites/${inviteId}`]
]

const ofLevel = (...levels: ReadonlyArray<ConfirmLevel>) => calls.filter(([, , level]) => levels.includes(level))
const asked = ofLevel("yes", "type")

const strict = { LOSANT_MCP_CONFIRM_LEVEL: "strict" }

/** The lines of a form about the contents of the organization, which a new one does not have. */
const contents = [
  "\n- applications: 3\n",
  "\n- devices: 0\n",
  "\n- members: 2\n",
  "\n- pending invites: 1\n",
  "\n- payloads of the last 30 days: 0\n"
]

it("the calls are of every tool that writes", () => {
  const writing = definitions.flatMap(({ name: tool, hints, isOnByDefault }) =>
    hints.readOnlyHint || !isOnByDefault || setTools.includes(tool) ? [] : [tool]
  )
  assert.sameMembers([...new Set(calls.map(([tool]) => tool))], writing)
})

describe.each(revisions)("over a %s client that shows forms", (_revision, options) => {
  it.each(asked)(
    "%s with %j is carried out once the person answered the form (%s)",
    async (tool, args, level, sent) => {
      const { call, writes, messages, instanceId } = await start(
        options,
        "auto",
        accept(level === "type" ? name : true)
      )
      const { isError, text } = await call(tool, args)
      assert.isFalse(isError, text)
      assert.deepStrictEqual(await writes(), [sent])
      assert.strictEqual(messages.length, 1)
      for (const part of [
        `Losant [staging], host api.losant.com, instance ${instanceId}\n${tool} wants to `,
        "\nOrganization: Northwind\n",
        "\nTo undo it: ",
        level === "type" ? "type the organization's name" : "Go on?",
        ...(tool === "losant_create_org" ? [] : contents)
      ]) {
        assert.include(messages[0], part)
      }
    }
  )

  it.each(ofLevel("type"))("%s with %j is not carried out after a mere yes (%s)", async (tool, args) => {
    const { call, writes } = await start(options, "auto", accept(true))
    assert.include((await call(tool, args)).text, "the typed name does not match")
    assert.deepStrictEqual(await writes(), [])
  })

  it.each(asked)("%s with %j sends nothing after a decline", async (tool, args) => {
    const { call, writes } = await start(options, "auto", decline)
    const { isError, text } = await call(tool, args)
    assert.isTrue(isError)
    assert.include(text, "declined, or never shown by this client")
    assert.deepStrictEqual(await writes(), [])
  })

  it.each(ofLevel("none"))("%s with %j asks nothing", async (tool, args, _level, sent) => {
    const { call, writes, messages } = await start(options, "auto", decline, strict)
    const { isError, text } = await call(tool, args)
    assert.isFalse(isError, text)
    assert.deepStrictEqual(await writes(), [sent])
    assert.deepStrictEqual(messages, [])
  })

  it.each(ofLevel("yes"))("%s with %j takes the typed name where the level is strict", async (tool, args, _, sent) => {
    const typing = await start(options, "elicit", accept(name), strict)
    assert.isFalse((await typing.call(tool, args)).isError)
    assert.deepStrictEqual(await typing.writes(), [sent])
    const agreeing = await start(options, "elicit", accept(true), strict)
    assert.include((await agreeing.call(tool, args)).text, "the typed name does not match")
    assert.deepStrictEqual(await agreeing.writes(), [])
  })

  it("an accepted form without an answer is no yes, and the advice is another way, not another call", async () => {
    for (const [tool, args] of asked) {
      const { call, writes } = await start(options, "auto", { action: "accept" })
      const { isError, text } = await call(tool, args)
      assert.isTrue(isError)
      assert.include(text, "accepted the form and sent no answer with it")
      assert.include(text, "LOSANT_MCP_CONFIRM=token")
      assert.deepStrictEqual(await writes(), [])
    }
  })

  it("a yes as a text is a yes", async () => {
    const { call, writes } = await start(options, "auto", accept("true"))
    assert.isFalse((await call("losant_remove_org_member", { orgId, userId: grace })).isError)
    assert.deepStrictEqual(await writes(), [`DELETE ${orgId}/members/${graceId}`])
  })

  it("a dry run asks nothing, sends nothing, and says what would be asked", async () => {
    const { call, writes, messages } = await start(options, "auto", accept(name))
    for (const [tool, args, level] of calls) {
      const { isError, content } = await call(tool, { ...args, dryRun: true })
      assert.isFalse(isError)
      const { toBeConfirmed } = content
      assert.strictEqual(Predicate.isObject(toBeConfirmed) ? toBeConfirmed["level"] : "none", level)
    }
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
  it.each(ofLevel("yes"))("%s with %j takes a plan and its token alone (%s)", async (tool, args, _level, sent) => {
    const { call, writes } = await start(options, "auto")
    const plan = await call(tool, args)
    assert.isFalse(plan.isError, plan.text)
    assert.deepInclude(plan.content["plan"], { org: name })
    assert.deepStrictEqual(await writes(), [])
    const { confirmToken } = plan.content
    const { isError, text } = await call(tool, { ...args, confirmToken })
    assert.isFalse(isError, text)
    assert.deepStrictEqual(await writes(), [sent])
    // A second time it is refused, or there is nothing left to do.
    await call(tool, { ...args, confirmToken })
    assert.deepStrictEqual(await writes(), [sent])
  })

  it.each([
    ...ofLevel("type").map((one) => [...one, {}] as const),
    ...ofLevel("yes").map((one) => [...one, strict] as const)
  ])("%s with %j (%s, %s, %j) takes a plan and the organization's name", async (tool, args, _level, sent, setting) => {
    const { call, writes } = await start(options, "auto", undefined, setting)
    const plan = await call(tool, args)
    assert.isFalse(plan.isError, plan.text)
    // The name of a new organization is what the assistant itself gave.
    if (tool !== "losant_create_org") assert.notInclude(plan.text, name)
    const { confirmToken } = plan.content
    assert.deepStrictEqual(await writes(), [])
    assert.include((await call(tool, { ...args, confirmToken })).text, "confirmName is missing")
    assert.deepStrictEqual(await writes(), [])
    const { isError, text } = await call(tool, { ...args, confirmToken, confirmName: name })
    assert.isFalse(isError, text)
    assert.deepStrictEqual(await writes(), [sent])
  })

  it("a plan does not outlive a change of the organization, nor serve for other arguments", async () => {
    const { call, writes } = await start(options, "auto")
    const { confirmToken } = (await call("losant_delete_org", { orgId })).content
    const confirmed = { confirmToken, confirmName: name }
    const other = await call("losant_update_org", { orgId, disabledAt: "true", ...confirmed })
    assert.include(other.text, "confirmToken was given for another tool")
    await call("losant_update_org", { orgId, description: "new" })
    const changed = await call("losant_delete_org", { orgId, ...confirmed })
    assert.isTrue(changed.isError)
    assert.include(changed.text, "was given before the organization was last changed")
    assert.deepStrictEqual(await writes(), [`PATCH ${orgId}`])
  })

  it("the token of a yes serves for no other call", async () => {
    const { call, writes } = await start(options, "auto")
    const { confirmToken } = (await call("losant_remove_org_member", { orgId, userId: grace })).content
    for (const [tool, args, , sent] of asked) {
      if (sent.includes(`DELETE ${orgId}/members/${graceId}`)) continue
      const { isError, text } = await call(tool, { ...args, confirmToken, confirmName: name })
      assert.isTrue(isError, tool)
      assert.match(text, /confirmToken was given for (another tool|other arguments)/)
    }
    assert.deepStrictEqual(await writes(), [])
  })

  it("nothing that has to be confirmed is done where only a form will do", async () => {
    const { call, writes } = await start(options, "elicit")
    for (const [tool, args] of asked) {
      const { isError, text } = await call(tool, { ...args, confirmName: name })
      assert.isTrue(isError)
      assert.include(text, "only by a form that the client shows")
    }
    assert.deepStrictEqual(await writes(), [])
  })

  it.each(asked)(
    "%s with %j is done at once where nothing is asked, strict or not",
    async (tool, args, _level, sent) => {
      const { call, writes } = await start(options, "off", undefined, strict)
      const { isError, text } = await call(tool, args)
      assert.isFalse(isError, text)
      assert.deepStrictEqual(await writes(), [sent])
    }
  )
})
