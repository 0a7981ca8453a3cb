import { assert, describe, it } from "@effect/vitest"
import { type ActionName, actions } from "@effect-losant/core/Actions"
import { tools } from "../../src/tools/actionTools.ts"
import { makeTool, makeTools } from "../../src/tools/Tool.ts"

// The tools as they were agreed on: action, name, and whether it is read-only, destructive and idempotent.
const agreed: ReadonlyArray<readonly [ActionName, string, boolean, boolean, boolean]> = [
  ["instances.get", "losant_list_instances", true, false, true],
  ["instanceOrgs.get", "losant_list_orgs", true, false, true],
  ["instanceOrgs.post", "losant_create_org", false, false, false],
  ["instanceOrg.get", "losant_get_org", true, false, true],
  ["instanceOrg.patch", "losant_update_org", false, true, true],
  ["instanceOrg.delete", "losant_delete_org", false, true, true],
  ["instanceOrg.deviceCounts", "losant_get_org_device_counts", true, false, true],
  ["instanceOrg.notebookMinuteCounts", "losant_get_org_notebook_minutes", true, false, true],
  ["instanceOrg.payloadCounts", "losant_get_org_payload_counts", true, false, true],
  ["instanceOrg.payloadCountsBreakdown", "losant_get_org_payload_breakdown", true, false, true],
  ["instanceOrgMembers.get", "losant_list_org_members", true, false, true],
  ["instanceOrgMembers.post", "losant_add_org_member", false, false, false],
  ["instanceOrgMember.get", "losant_get_org_member", true, false, true],
  ["instanceOrgMember.patch", "losant_update_org_member", false, true, true],
  ["instanceOrgMember.delete", "losant_remove_org_member", false, true, true],
  ["instanceOrgInvites.get", "losant_list_org_invites", true, false, true],
  ["instanceOrgInvites.post", "losant_invite_to_org", false, false, false],
  ["instanceOrgInvite.get", "losant_get_org_invite", true, false, true],
  ["instanceOrgInvite.delete", "losant_revoke_org_invite", false, true, true],
  ["instanceOrgInvite.resendInvite", "losant_resend_org_invite", false, false, false]
]

describe("the tools", () => {
  it("are twenty, one for each action", () => {
    assert.deepStrictEqual(
      Object.keys(tools),
      agreed.map(([action]) => action)
    )
    assert.deepStrictEqual(Object.keys(tools), Object.keys(actions))
  })
  it("are complete, or do not compile", () => {
    const { "instances.get": first, ...others } = tools
    // @ts-expect-error: an action without a tool
    const incomplete: typeof tools = others
    assert.notProperty(incomplete, "instances.get")
    assert.strictEqual(first.name, "losant_list_instances")
  })
  for (const [action, name, readOnlyHint, destructiveHint, idempotentHint] of agreed) {
    it(`${name} says what it does`, () => {
      const spec = tools[action]
      assert.strictEqual(spec.name, name)
      assert.deepStrictEqual(spec.hints, { readOnlyHint, destructiveHint, idempotentHint, openWorldHint: true })
      assert.isNotEmpty(spec.title)
      assert.match(spec.description, /^[A-Z][^.]+\.( |$)/)
    })
    it(`${name} ${readOnlyHint ? "writes nothing" : "says how to find out what became of it"}`, () => {
      assert.strictEqual(readOnlyHint, actions[action].method === "GET")
      assert.strictEqual(tools[action].write === undefined, readOnlyHint)
    })
  }
  it("look up only with tools that read", () => {
    const reading = new Set(Object.values(tools).flatMap(({ name, hints }) => (hints.readOnlyHint ? [name] : [])))
    for (const { write } of Object.values(tools)) {
      if (write === undefined) continue
      assert.include([...reading], write.lookUp({}).tool)
    }
  })
  it("say what a change replaces whole", () => {
    const { properties } = makeTool(actions["instanceOrg.patch"], tools["instanceOrg.patch"], true).inputSchema
    const whole = Object.keys(properties).filter((name) => properties[name]?.description === "Replaced whole")
    assert.sameMembers(whole, ["whitelistedEmailDomains"])
    assert.match(properties["limits"]?.description ?? "", /^Merged;/)
    assert.sameMembers(Object.keys(properties["tags"]?.properties ?? {}), ["set", "add", "remove"])
  })
  it("say what names do not", () => {
    for (const { spec, arguments: known } of makeTools(false)) {
      for (const { name, schema } of known) {
        if (!/^(orgId|userId|inviteId|memberId|disallowTransfer)$/.test(name)) continue
        assert.isNotEmpty(schema.description ?? "", `${spec.name} ${name}`)
      }
    }
  })
  it("say of a deletion that it is immediate, permanent, and what it takes along", () => {
    const { description } = tools["instanceOrg.delete"]
    for (const word of ["immediately", "permanently", "applications", "devices", "data"]) {
      assert.include(description.split(".")[0] ?? "", word)
    }
  })
  it("offer the reversible way first wherever a deletion of an organization is spoken of", () => {
    for (const { description } of Object.values(tools)) {
      const deletion = description.search(/delet\w+ (it|the organization|an organization)/)
      if (deletion < 0) continue
      for (const way of ["losant_update_org", "disabledAt", "isReadOnly"]) {
        assert.include(description.slice(0, deletion), way)
      }
    }
    assert.match(
      tools["instanceOrg.delete"].description,
      /^Deletes an organization where it is not enough to take it out of use/
    )
  })
  it("take what a write needs that is seen, and confirmed, before it happens", () => {
    const taking = (argument: string) =>
      makeTools(true).flatMap(({ spec, arguments: known }) =>
        known.some(({ name }) => name === argument) ? [spec.name] : []
      )
    assert.sameMembers(
      taking("dryRun"),
      agreed.flatMap(([, name, readOnlyHint]) => (readOnlyHint ? [] : [name]))
    )
    assert.sameMembers(taking("ifLastUpdated"), ["losant_update_org", "losant_delete_org"])
    for (const argument of ["confirmToken", "confirmName"]) {
      assert.sameMembers(taking(argument), [
        "losant_update_org",
        "losant_delete_org",
        "losant_update_org_member",
        "losant_remove_org_member",
        "losant_revoke_org_invite"
      ])
    }
    assert.deepStrictEqual(taking("clear"), ["losant_update_org"])
    assert.lengthOf(taking("chart"), 3)
    assert.sameMembers(taking("fields"), [
      "losant_list_instances",
      "losant_list_orgs",
      "losant_get_org",
      "losant_list_org_members",
      "losant_get_org_member",
      "losant_list_org_invites",
      "losant_get_org_invite"
    ])
    assert.sameMembers(taking("perPage"), [
      "losant_list_instances",
      "losant_list_orgs",
      "losant_list_org_members",
      "losant_list_org_invites"
    ])
  })
  it("list limits as integers, without a word more", () => {
    for (const action of ["instanceOrgs.post", "instanceOrg.patch"] as const) {
      const { properties = {} } = makeTool(actions[action], tools[action], true).inputSchema.properties["limits"] ?? {}
      assert.isAbove(Object.keys(properties).length, 30)
      for (const limit of Object.values(properties)) assert.deepStrictEqual(limit, { type: "integer" })
    }
  })
})
