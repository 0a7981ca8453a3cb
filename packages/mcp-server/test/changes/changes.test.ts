import { InstanceOrg, InstanceOrgMember, InstanceOrgMembers, Losant, type OrgId } from "@effect-losant/core"
import { InstanceId } from "@effect-losant/core/schemas/Ids"
import type { SeedData } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import { afterEach, assert, describe, it } from "vitest"
import { leaver, plantId, type StartOptions, sayYes, startChanges } from "../support/changeSets.ts"
import { writesIn } from "../support/emulated.ts"
import { instanceId as instance } from "../support/samples.ts"
import { revisions } from "../support/serving.ts"

type Server = Awaited<ReturnType<typeof startChanges>>

const instanceId = InstanceId.make(instance)

let open: Array<Server> = []
afterEach(async () => {
  for (const server of open) await server.close()
  open = []
})

const namesIn = (list: unknown): ReadonlyArray<unknown> =>
  Array.isArray(list) ? list.flatMap(({ of = [], org }) => (org === undefined ? of : [org])) : []

/** The requests that change something, as method and path below the instance. */
const changedBy = ({ sent }: Server) =>
  writesIn(sent).map(({ method, url }) => `${method} ${url.pathname.replace(/^.*\/orgs\/0*/, "")}`)

/** Somebody else at work on the same Losant. */
const meanwhile = <A, E>({ emulator }: Server, effect: Effect.Effect<A, E, Losant>) =>
  Effect.runPromise(
    Effect.orDie(effect).pipe(
      Effect.provide(Losant.layer({ accessToken: emulator.token, url: emulator.url, fetch: emulator.fetch }))
    )
  )

const memberOf = (orgId: OrgId) =>
  Effect.map(InstanceOrgMembers.get({ instanceId, orgId }), ({ items }) => {
    const found = items.find(({ email }) => email === leaver)
    if (found === undefined) throw new Error("the person is no member")
    return found.userId
  })

const removal = { operation: "remove_member", person: leaver }

for (const [revision, options] of revisions) {
  const start = async (own: StartOptions = {}) => {
    const server = await startChanges(options, own)
    open.push(server)
    return server
  }
  /** Plans a set, and gives the arguments that apply it. */
  const plan = async ({ call }: Server, args: Readonly<Record<string, unknown>>) => {
    const { content, isError, text } = await call("losant_plan_changes", args)
    assert.isFalse(isError, text)
    const { changeSetId, confirmToken } = content
    return { content, apply: { changeSetId, ...(confirmToken === undefined ? {} : { confirmToken }) } }
  }

  describe(`change sets in ${revision}`, () => {
    it("take a person out of all organizations, invitations too, with one form", async () => {
      const server = await start({ answer: sayYes })
      const { content, apply } = await plan(server, removal)
      assert.include(content["summary"], "5 writes in 5 of 8 organizations")
      assert.deepEqual(namesIn(content["changes"]), [
        "Plant 1 (edit)",
        "Plant 3 (edit)",
        "Plant 5 (edit)",
        "Plant 7 (edit)",
        `${leaver} to Plant 2 (view)`
      ])
      assert.notProperty(content, "confirmToken")
      assert.deepEqual(changedBy(server), [])
      const applied = await server.call("losant_apply_changes", apply)
      assert.deepInclude(applied.content, { state: "done", counts: { done: 5 } })
      assert.lengthOf(server.messages, 1)
      assert.include(server.messages[0], "Plant 1 (edit); Plant 3 (edit)")
      assert.lengthOf(changedBy(server), 5)
      // Asked again, the set tells where it stands, and asks nobody.
      const again = await server.call("losant_apply_changes", apply)
      assert.deepInclude(again.content, { state: "done", counts: { done: 5 } })
      assert.lengthOf(changedBy(server), 5)
      assert.lengthOf(server.messages, 1)
    })

    it("show the risks of the changes first, and not the organizations that were only searched", async () => {
      const server = await start({ answer: sayYes })
      const { content } = await plan(server, removal)
      assert.notProperty(content, "skipped")
      assert.notProperty(content, "risks")
      const lowered = await plan(server, { operation: "update_org", all: true, change: { isReadOnly: true } })
      assert.deepInclude(lowered.content["risks"], {
        what: "make the organization read-only",
        count: 8,
        of: Array.from({ length: 8 }, (_, index) => `Plant ${index + 1}`)
      })
      await server.call("losant_apply_changes", lowered.apply)
      assert.include(server.messages[0], "this would make the organization read-only (8): Plant 1; Plant 2")
      const named = await server.call("losant_plan_changes", {
        operation: "remove_member",
        orgs: ["Plant 2"],
        role: "none"
      })
      assert.deepEqual(named.content["summary"], "Nothing has to be changed: 1 organization looked at.")
      assert.deepInclude(named.content["skipped"], { why: "It has no such member.", count: 1, of: ["Plant 2"] })
    })

    it("do nothing if the form is declined", async () => {
      const server = await start({ answer: () => undefined })
      const { apply } = await plan(server, removal)
      const { isError, text } = await server.call("losant_apply_changes", apply)
      assert.isTrue(isError)
      assert.include(text, "declined")
      assert.deepEqual(changedBy(server), [])
    })

    it("need the plan's token where the client shows no forms", async () => {
      const server = await start()
      const first = await plan(server, removal)
      const other = await plan(server, { operation: "update_org", all: true, change: { description: "audited" } })
      const { changeSetId } = first.apply
      const tokens = [other.apply.confirmToken, `${first.apply.confirmToken}x`, "plan.1.2.3.4.5.6"]
      for (const confirmToken of tokens) {
        const { isError } = await server.call("losant_apply_changes", { changeSetId, confirmToken })
        assert.isTrue(isError, String(confirmToken))
      }
      // Without a token the call only shows the plan, and gives a token.
      const shown = await server.call("losant_apply_changes", { changeSetId })
      assert.isFalse(shown.isError)
      assert.property(shown.content, "confirmToken")
      assert.deepEqual(changedBy(server), [])
      const applied = await server.call("losant_apply_changes", first.apply)
      assert.deepInclude(applied.content, { state: "done", counts: { done: 5 } })
      assert.lengthOf(changedBy(server), 5)
    })

    it("skip and name what was changed, deleted or renamed since the plan", async () => {
      const server = await start({ answer: sayYes })
      const removed = await plan(server, removal)
      const updated = await plan(server, {
        operation: "update_org",
        orgs: ["Plant 2", "Plant 4", "Plant 6"],
        change: { limits: { device: 20 } }
      })
      await meanwhile(
        server,
        Effect.gen(function* () {
          const orgId = plantId(1)
          const userId = yield* memberOf(orgId)
          yield* InstanceOrgMember.patch({ instanceId, orgId, userId, member: { role: "view" } })
          yield* InstanceOrg.delete({ instanceId, orgId: plantId(3) })
          yield* InstanceOrg.patch({ instanceId, orgId: plantId(2), organization: { limits: { device: 15 } } })
          yield* InstanceOrg.patch({ instanceId, orgId: plantId(4), organization: { name: "Quarry" } })
        })
      )
      const one = await server.call("losant_apply_changes", removed.apply)
      assert.deepInclude(one.content, { state: "done", counts: { done: 3, skipped: 2 } })
      assert.deepEqual(namesIn(one.content["skipped"]), ["Plant 1", "Plant 3"])
      const two = await server.call("losant_apply_changes", updated.apply)
      assert.deepInclude(two.content, { state: "done", counts: { done: 1, skipped: 2 } })
      assert.deepEqual(namesIn(two.content["skipped"]), ["Plant 2", "Plant 4"])
    })

    it("ask for the number of many removals where the client shows no forms", async () => {
      const members = Array.from({ length: 11 }, (_, index) => ({
        email: `m${index}@example.com`,
        role: "edit" as const
      }))
      const seed: SeedData = { instances: [{ id: instanceId, name: "One", orgs: [{ name: "Plant", members }] }] }
      const server = await start({ seed })
      const { content, apply } = await plan(server, { operation: "remove_member", role: "edit", orgs: ["Plant"] })
      assert.notInclude(JSON.stringify(content), "remove 11")
      const refused = await server.call("losant_apply_changes", apply)
      assert.isTrue(refused.isError)
      assert.include(refused.text, "confirmNames")
      for (const [confirmNames, isRight] of [
        [["remove 10"], false],
        [["remove 11"], true]
      ] as const) {
        const { content } = await server.call("losant_apply_changes", { changeSetId: apply.changeSetId })
        const { confirmToken } = content
        const answer = await server.call("losant_apply_changes", { ...apply, confirmToken, confirmNames })
        assert.strictEqual(answer.isError, !isRight, answer.text)
      }
      assert.lengthOf(changedBy(server), 11)
    })

    it("ask for the name of each organization whose change cannot be undone, or leave it out", async () => {
      const change = { clear: ["limits.device"] }
      const server = await start()
      const planned = await plan(server, { operation: "update_org", orgs: ["Plant 1", "Plant 2"], change })
      const { content } = planned
      assert.include(JSON.stringify(content), plantId(1))
      // The name proves that the person has looked it up.
      assert.notInclude(JSON.stringify(content), "Plant 1")
      const half = await server.call("losant_apply_changes", { ...planned.apply, confirmNames: ["Plant 1"] })
      assert.isTrue(half.isError)
      const shown = await server.call("losant_apply_changes", { changeSetId: planned.apply.changeSetId })
      const { confirmToken } = shown.content
      const confirmNames = ["Plant 2", "Plant 1"]
      const applied = await server.call("losant_apply_changes", { ...planned.apply, confirmToken, confirmNames })
      assert.deepInclude(applied.content, { state: "done", counts: { done: 2 } })

      const all = { operation: "update_org", all: true, change }
      const tooMany = await server.call("losant_plan_changes", all)
      assert.isTrue(tooMany.isError)
      assert.include(tooMany.text, "reversibleOnly")
      const none = await server.call("losant_plan_changes", { ...all, reversibleOnly: true })
      assert.include(none.content["summary"], "Nothing has to be changed")
    })

    it("show an organization that the policy denies as if it did not exist", async () => {
      const server = await start({ answer: sayYes, environment: { LOSANT_MCP_DENY_ORG: "Plant 3" } })
      const denied = await server.call("losant_plan_changes", {
        operation: "update_org",
        orgs: ["Plant 3"],
        change: { description: "x" }
      })
      assert.isTrue(denied.isError)
      assert.include(denied.text, 'no organization "Plant 3"')
      const { content, apply } = await plan(server, removal)
      assert.notInclude(JSON.stringify(content), "Plant 3")
      // Moved out of the policy after the plan.
      await meanwhile(server, InstanceOrg.patch({ instanceId, orgId: plantId(5), organization: { name: "Plant 3" } }))
      const applied = await server.call("losant_apply_changes", apply)
      assert.deepInclude(applied.content, { counts: { done: 3, skipped: 1 } })
      assert.deepEqual(namesIn(applied.content["skipped"]), ["Plant 5"])
      assert.isFalse(changedBy(server).some((line) => line.startsWith("DELETE 5/")))
    })
  })
}
