// The issues of an input that does not fit: the place, the reason, and nothing about a shape that was not meant.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import type { ActionName } from "../../../src/Actions.ts"
import { execute, expectError, run } from "../../support/calls.ts"
import * as ScriptedFetch from "../../support/ScriptedFetch.ts"
import { orgId, samples, userId } from "../../support/samples.ts"

/** The issues of an input, as `path: message`. */
const issuesOf = (name: ActionName, input: unknown) =>
  Effect.gen(function* () {
    const network = yield* ScriptedFetch.make()
    const { issues } = expectError(yield* run(network, execute(name, input)), "LosantInvalidInput")
    return issues.map(({ path, message }) => `${path.join(".")}: ${message}`)
  })

const posted = (member: unknown) =>
  issuesOf("instanceOrgMembers.post", { ...samples["instanceOrgMembers.post"].least, member })

const email = "ada@example.com"
const roles = 'Expected "admin" | "edit" | "collaborate" | "view" | "none"'
const either = "member: Give either userId or email"
const byUserId = "is not known here; known are userId, role, applicationRoles, dashboardRoles"

describe("a value that may have several shapes", () => {
  it.effect.each([
    ["a wrong role by email", { email, role: "boss" }, [`member.role: ${roles}`]],
    ["a wrong role by user", { userId, role: "boss" }, [`member.role: ${roles}`]],
    ["no role", { userId }, ["member.role: Missing key"]],
    ["a wrong email", { email: "ada", role: "view" }, ["member.email: Expected an email address"]],
    ["a wrong user", { userId: "ada", role: "view" }, ["member.userId: Expected 24 hexadecimal digits"]],
    [
      "a field of the other",
      { userId, role: "view", disallowTransfer: true },
      [`member.disallowTransfer: ${byUserId}`]
    ],
    ["both", { userId, email, role: "view" }, [either]],
    ["neither", { role: "view" }, [either]],
    ["both and a wrong role", { userId, email, role: "boss" }, [either, `member.role: ${roles}`]],
    ["nothing", {}, [either, "member.role: Missing key"]]
  ] as const)("names what is wrong with the shape that was meant: %s", ([, member, expected]) =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* posted(member), [...expected])
    })
  )

  it.effect("names each wrong member of a list once", () =>
    Effect.gen(function* () {
      const { least } = samples["instanceOrgs.post"]
      const members = [{ email, role: "boss" }, { userId, role: "view" }, { role: "view" }]
      assert.deepStrictEqual(
        yield* issuesOf("instanceOrgs.post", { ...least, orgConfig: { name: "Northwind", members } }),
        [`orgConfig.members.0.role: ${roles}`, "orgConfig.members.2: Give either userId or email"]
      )
    })
  )

  it.effect("chooses the nearest shape if no key tells them apart", () =>
    Effect.gen(function* () {
      const { least } = samples["instanceOrgs.get"]
      assert.deepStrictEqual(yield* issuesOf("instanceOrgs.get", { ...least, query: { tags: { $tagKey: 3 } } }), [
        "query.tags.$tagKey: Expected string | null | object"
      ])
    })
  )
})

describe("a name that is not known", () => {
  it.effect("is told which are", () =>
    Effect.gen(function* () {
      const invite = { email, role: "view", until: 3 }
      assert.deepStrictEqual(
        yield* issuesOf("instanceOrgInvites.post", { ...samples["instanceOrgInvites.post"].least, invite }),
        ["invite.until: is not known here; known are email, role, applicationRoles, dashboardRoles, disallowTransfer"]
      )
    })
  )

  it.effect("are not listed if there are too many", () =>
    Effect.gen(function* () {
      const { least } = samples["instanceOrgs.post"]
      const orgConfig = { name: "Northwind", limits: { devices: 1 } }
      assert.deepStrictEqual(yield* issuesOf("instanceOrgs.post", { ...least, orgConfig }), [
        "orgConfig.limits.devices: is not known here"
      ])
    })
  )

  it.effect("is told at every level of a query", () =>
    Effect.gen(function* () {
      const { least } = samples["instanceOrgs.get"]
      const [issue = "", ...more] = yield* issuesOf("instanceOrgs.get", {
        ...least,
        query: { $or: [{ colour: orgId }] }
      })
      assert.deepStrictEqual(more, [])
      assert.match(issue, /^query\.\$or\.0\.colour: is not known here; known are \$and, \$or, \$nor, id, /)
    })
  )
})
