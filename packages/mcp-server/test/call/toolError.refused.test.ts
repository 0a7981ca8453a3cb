// The error texts for names with no match or several matches, and for calls that come too late.

import { assert, describe, it } from "@effect/vitest"
import { actions } from "@effect-losant/core/Actions"
import { InstanceId, OrgId } from "@effect-losant/core/schemas/Ids"
import * as Effect from "effect/Effect"
import { makeTools } from "../../src/tools/registry.ts"
import { emulated, writesIn } from "../support/emulated.ts"
import { callWithOverride } from "../support/failing.ts"
import { instanceId, orgId, samples } from "../support/samples.ts"
import { callTool, toolOf } from "../support/serving.ts"

const twins = {
  instances: [
    {
      id: InstanceId.make(instanceId),
      name: "Acme",
      orgs: [
        { id: OrgId.make(orgId), name: "Twin East" },
        { id: OrgId.make("5f00000000000000000000a2"), name: "Twin West" }
      ]
    }
  ]
} as const

/** The tools that are about one organization, each with arguments that are right. */
const onOne = Object.values(actions).flatMap(({ action, params }) =>
  "orgId" in params ? [[toolOf(action).spec.name, samples[action].good] as const] : []
)

describe("a refusal", () => {
  it("can be of every tool that takes an organization's name", () => {
    assert.deepStrictEqual(
      onOne.map(([name]) => name),
      makeTools(true).flatMap(({ spec, arguments: known }) =>
        known.some(({ name }) => name === "orgId") ? [spec.name] : []
      )
    )
  })
  it.effect.each(onOne)("of %s names what there is, for a name that fits nothing", ([tool, given]) =>
    Effect.gen(function* () {
      const { result, text, sent } = yield* callWithOverride(() => undefined, tool, { ...given, orgId: "Northwand" })
      assert.isTrue(result.isError)
      assert.isUndefined(result.structuredContent)
      for (const word of ['"Northwand" stands for no organization', `"Northwind" (id ${orgId}`, "losant_list_orgs"]) {
        assert.include(text, word)
      }
      assert.isEmpty(writesIn(sent))
    })
  )
  it.effect.each(onOne)("of %s lists the candidates, for a name that fits several", ([tool, given]) =>
    Effect.gen(function* () {
      const { losant, sent } = yield* emulated(() => undefined, twins)
      const { result, text } = yield* callTool(tool, { ...given, orgId: "twin" }, losant)
      assert.isTrue(result.isError)
      for (const { id, name } of twins.instances[0].orgs) assert.include(text, `"${name}" (id ${id}`)
      assert.isEmpty(writesIn(sent))
    })
  )
  it.effect.each(onOne.filter(([, { userId: member, inviteId: invite }]) => Boolean(member) || Boolean(invite)))(
    "of %s names what there is, for an email that fits nothing",
    ([tool, given]) =>
      Effect.gen(function* () {
        const argument = "userId" in given ? "userId" : "inviteId"
        const { result, text, sent } = yield* callWithOverride(() => undefined, tool, {
          ...given,
          [argument]: "adam@example.com"
        })
        assert.isTrue(result.isError)
        assert.include(text, `${argument} "adam@example.com" stands for no `)
        assert.include(text, argument === "userId" ? "losant_list_org_members" : "losant_list_org_invites")
        assert.isEmpty(writesIn(sent))
      })
  )
  it.effect.each(["losant_update_org", "losant_delete_org"])("of %s says since when it is another", (tool) =>
    Effect.gen(function* () {
      const given = { orgId, ...(tool === "losant_update_org" ? { name: "A" } : {}) }
      const ifLastUpdated = "2026-01-02T00:00:00.000Z"
      const { result, text, sent } = yield* callWithOverride(() => undefined, tool, { ...given, ifLastUpdated })
      assert.isTrue(result.isError)
      assert.include(text, 'was last changed at "1970-01-01T00:00:00.000Z"')
      assert.isEmpty(writesIn(sent))
    })
  )
})
