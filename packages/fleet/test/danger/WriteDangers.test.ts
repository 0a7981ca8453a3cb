import { assert, describe, it } from "@effect/vitest"
import { ResourceId, UserId } from "@effect-losant/core"
import { type Danger, dangers, levelOf, WriteDangers } from "@effect-losant/fleet"
import { orgId } from "../support/sets.ts"

const application = ResourceId.make(orgId(1))
const dashboard = ResourceId.make(orgId(2))
const many = { known: 2, unknown: 0 }
const none = { known: 0, unknown: 0 }

describe("levelOf", () => {
  // Sound: these are the keys of the table.
  const all = Object.keys(dangers) as ReadonlyArray<Danger>

  it("is none without a danger, and otherwise the highest", () => {
    assert.strictEqual(levelOf([]), "none")
    for (const danger of all) assert.strictEqual(levelOf([danger]), dangers[danger].level)
    assert.strictEqual(levelOf(["removeMember", "disableOrg"]), "yes")
    assert.strictEqual(levelOf(["removeMember", "takeLastAdmin"]), "type")
    assert.strictEqual(levelOf(["deleteOrg", "removeMember"]), "type")
  })

  it("is a typed name for what no call takes back, and only for that", () => {
    assert.deepStrictEqual(
      all.filter((danger) => dangers[danger].level === "type"),
      ["deleteOrg", "removeLimit", "shortenDataTime", "takeLastAdmin", "takePossiblyLastAdmin"]
    )
  })

  it("has words for each danger", () => {
    const words = all.map((danger) => dangers[danger].action)
    assert.strictEqual(new Set(words).size, all.length)
    for (const text of words) assert.match(text, /^[a-z].{20,}/)
  })
})

describe("the dangers of a write", () => {
  it.each(["admin", "edit", "view"])("of a new member or an invitation with the role %s", (role) => {
    assert.deepStrictEqual(WriteDangers.ofNewMember({ role }), role === "admin" ? ["makeAdmin"] : [])
    assert.deepStrictEqual(WriteDangers.ofInvitation({ role }), role === "admin" ? ["inviteAdmin"] : [])
  })

  it("of an invitation without a role are none", () => {
    assert.deepStrictEqual(WriteDangers.ofInvitation({}), [])
  })

  it("of another role say what is given and what is taken", () => {
    const of = (before: "admin" | "edit" | "view", after: "admin" | "edit" | "view", others = many) =>
      WriteDangers.ofRoleChange({ role: before }, { role: after }, others)
    assert.deepStrictEqual(of("view", "edit"), [])
    assert.deepStrictEqual(of("edit", "view"), ["lowerRole"])
    assert.deepStrictEqual(of("edit", "admin"), ["makeAdmin"])
    assert.deepStrictEqual(of("admin", "edit"), ["lowerRole"])
    assert.deepStrictEqual(of("admin", "edit", none), ["lowerRole", "takeLastAdmin"])
    assert.deepStrictEqual(of("admin", "admin", none), ["makeAdmin"])
    assert.deepStrictEqual(of("edit", "view", none), ["lowerRole"])
    assert.deepStrictEqual(WriteDangers.ofRoleChange({}, { role: "edit" }, none), [
      "lowerRole",
      "takePossiblyLastAdmin"
    ])
  })

  it("of roles on applications and dashboards are told as well", () => {
    const member = {
      role: "edit",
      applicationRoles: [{ resourceId: application, role: "collaborate" }],
      dashboardRoles: [{ resourceId: dashboard, role: "view" }]
    } as const
    const lowered = [{ resourceId: application, role: "view" }] as const
    assert.deepStrictEqual(WriteDangers.ofRoleChange(member, { applicationRoles: lowered }, none), ["lowerRole"])
    assert.deepStrictEqual(WriteDangers.ofRoleChange(member, { dashboardRoles: [] }, none), ["lowerRole"])
    assert.deepStrictEqual(
      WriteDangers.ofRoleChange(member, { applicationRoles: [{ resourceId: application, role: "collaborate" }] }, none),
      []
    )
    assert.deepStrictEqual(WriteDangers.ofRoleChange(member, {}, none), [])
  })

  it.each([
    ["admin", "edit", true],
    [undefined, "edit", true],
    ["admin", "admin", false],
    ["admin", undefined, false],
    ["edit", "view", false]
  ] as const)("take the role admin if %s becomes %s: %s", (before, after, expected) => {
    assert.strictEqual(WriteDangers.takesAdmin(before === undefined ? {} : { role: before }, after), expected)
  })

  it("of a new organization count admins, and emails from the second on", () => {
    const one = { email: "ada@example.com", role: "view" } as const
    const two = { email: "jo@example.com", role: "admin" } as const
    assert.deepStrictEqual(WriteDangers.ofNewOrg({ name: "x" }), [])
    assert.deepStrictEqual(WriteDangers.ofNewOrg({ name: "x", members: [one] }), [])
    assert.deepStrictEqual(WriteDangers.ofNewOrg({ name: "x", members: [two] }), ["makeAdmin"])
    // Nobody writes an email to those who have an account.
    const known = [3, 4].map((number) => ({ userId: UserId.make(orgId(number)), role: "view" }) as const)
    assert.deepStrictEqual(WriteDangers.ofNewOrg({ name: "x", members: [one, ...known] }), [])
    assert.deepStrictEqual(WriteDangers.ofNewOrg({ name: "x", members: [one, { ...one, email: "b@example.com" }] }), [
      "emailSeveral"
    ])
    assert.deepStrictEqual(WriteDangers.ofNewOrg({ name: "x", members: [one, two] }), ["makeAdmin", "emailSeveral"])
  })
})
