// Change sets when Losant gives no answer, or when the world has moved since the plan.
import { InstanceOrg, InstanceOrgInvites, Losant } from "@effect-losant/core"
import { InstanceId } from "@effect-losant/core/schemas/Ids"
import * as Effect from "effect/Effect"
import { afterEach, assert, describe, it } from "vitest"
import { leaver, plantId, type StartOptions, sayYes, startChanges } from "../support/changeSets.ts"
import { type Override, writesIn } from "../support/emulated.ts"
import { instanceId as instance } from "../support/samples.ts"
import { revisions } from "../support/serving.ts"

type Server = Awaited<ReturnType<typeof startChanges>>

const instanceId = InstanceId.make(instance)

let open: Array<Server> = []
afterEach(async () => {
  for (const server of open) await server.close()
  open = []
})

/** Somebody else at work on the same Losant. */
const meanwhile = <A, E>({ emulator }: Server, effect: Effect.Effect<A, E, Losant>) =>
  Effect.runPromise(
    Effect.orDie(effect).pipe(
      Effect.provide(Losant.layer({ accessToken: emulator.token, url: emulator.url, fetch: emulator.fetch }))
    )
  )

/** Breaks the connection of the first write with this method to an organization. */
const breakFirst = (method: string, end: string): Override => {
  let broken = false
  return (sent) => {
    if (broken || sent.method !== method || !sent.url.pathname.endsWith(end)) return undefined
    broken = true
    return () => Promise.reject(new TypeError("fetch failed"))
  }
}

const writesOf = ({ sent }: Server, method: string) => writesIn(sent).filter((one) => one.method === method).length

const orgsIn = (list: unknown): ReadonlyArray<unknown> => (Array.isArray(list) ? list.map(({ org }) => org) : [])

for (const [revision, options] of revisions) {
  const start = async (own: StartOptions = {}) => {
    const server = await startChanges(options, { answer: sayYes, ...own })
    open.push(server)
    return server
  }
  const plan = async ({ call }: Server, args: Readonly<Record<string, unknown>>) => {
    const { content, isError, text } = await call("losant_plan_changes", args)
    assert.isFalse(isError, text)
    return { changeSetId: content["changeSetId"] }
  }

  describe(`a write of a set without an answer in ${revision}`, () => {
    it("settles: it is not sent again before that time, and is done once its effect is found", async () => {
      const server = await start({ instead: breakFirst("PATCH", plantId(1)) })
      const apply = await plan(server, { operation: "update_org", all: true, change: { description: "audited" } })
      const first = await server.call("losant_apply_changes", apply)
      assert.deepInclude(first.content, { state: "settling", counts: { done: 7, unknown: 1 } })
      assert.include(JSON.stringify(first.content["unknown"]), "losant_get_org")
      const askAgainAt = Date.parse(String(first.content["askAgainAt"]))
      assert.isAbove(askAgainAt, Date.now() + 30_000)
      const early = await server.call("losant_apply_changes", apply)
      assert.deepInclude(early.content, { state: "settling", counts: { done: 7, unknown: 1 } })
      assert.strictEqual(writesOf(server, "PATCH"), 8)
      // The request comes late after all.
      await meanwhile(
        server,
        InstanceOrg.patch({ instanceId, orgId: plantId(1), organization: { description: "audited" } })
      )
      const last = await server.call("losant_apply_changes", apply)
      assert.deepInclude(last.content, { state: "done", counts: { done: 8 } })
      assert.strictEqual(writesOf(server, "PATCH"), 8)
      assert.lengthOf(server.messages, 1)
    })

    it("is never sent again by itself if it is an email, and only after a further yes if the person wants that", async () => {
      const answers: Array<boolean> = [true, false, true]
      const server = await start({
        answer: (form) => (answers.shift() === true ? sayYes(form) : undefined),
        instead: breakFirst("POST", "/invites")
      })
      const apply = await plan(server, {
        operation: "invite",
        orgs: ["Plant 3"],
        person: "new@example.com",
        change: { role: "view" }
      })
      const first = await server.call("losant_apply_changes", apply)
      assert.deepInclude(first.content, { state: "settling", counts: { unknown: 1 } })
      const declined = await server.call("losant_apply_changes", { ...apply, resendEmails: true })
      assert.isTrue(declined.isError)
      const agreed = await server.call("losant_apply_changes", { ...apply, resendEmails: true })
      // Even then the first email may still come: it is not sent again before that time.
      assert.deepInclude(agreed.content, { state: "settling", counts: { unknown: 1 } })
      assert.include(server.messages[2], "do once more what another call did")
      assert.strictEqual(writesOf(server, "POST"), 1)
      await meanwhile(
        server,
        InstanceOrgInvites.post({ instanceId, orgId: plantId(3), invite: { email: "new@example.com", role: "view" } })
      )
      const last = await server.call("losant_apply_changes", apply)
      assert.deepInclude(last.content, { state: "done", counts: { done: 1 } })
      assert.strictEqual(writesOf(server, "POST"), 1)
    })
  })

  describe(`a set whose organizations have moved since its plan in ${revision}`, () => {
    it("skips those that left the policy, and leaves alone those that came into it", async () => {
      const server = await start({ environment: { LOSANT_MCP_ALLOW_ORG: "tag:region=eu" } })
      const apply = await plan(server, { operation: "update_org", all: true, change: { description: "audited" } })
      const move = (number: number, region: string) =>
        InstanceOrg.patch({
          instanceId,
          orgId: plantId(number),
          organization: { tags: [{ key: "region", value: region }] }
        })
      await meanwhile(server, Effect.andThen(move(2, "us"), move(8, "eu")))
      const { content } = await server.call("losant_apply_changes", apply)
      assert.deepInclude(content, { state: "done", counts: { done: 3, skipped: 1 } })
      assert.deepEqual(orgsIn(content["skipped"]), ["Plant 2"])
      assert.strictEqual(writesOf(server, "PATCH"), 3)
    })

    it("skips every write to one that has another name now", async () => {
      const server = await start()
      const apply = await plan(server, { operation: "remove_member", person: leaver })
      await meanwhile(
        server,
        InstanceOrg.patch({ instanceId, orgId: plantId(5), organization: { name: "Headquarters" } })
      )
      const { content } = await server.call("losant_apply_changes", apply)
      assert.deepInclude(content, { state: "done", counts: { done: 4, skipped: 1 } })
      assert.deepEqual(orgsIn(content["skipped"]), ["Plant 5"])
      assert.include(JSON.stringify(content["skipped"]), "Headquarters")
      assert.strictEqual(writesOf(server, "DELETE"), 4)
    })

    it("does not go on with the ticket of another set", async () => {
      const server = await startChanges(options)
      open.push(server)
      const first = await server.call("losant_plan_changes", { operation: "remove_member", person: leaver })
      const second = await server.call("losant_plan_changes", {
        operation: "update_org",
        all: true,
        change: { description: "audited" }
      })
      const mixed = await server.call("losant_apply_changes", {
        changeSetId: first.content["changeSetId"],
        confirmToken: second.content["confirmToken"]
      })
      assert.isTrue(mixed.isError)
      assert.isEmpty(writesIn(server.sent))
    })
  })
}
