// The jobs of change sets over the built server: calls, requests, and what a crash leaves.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { hostname } from "node:os"
import { join } from "node:path"
import { assert, beforeAll, describe, it } from "@effect/vitest"
import type { Emulator } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import { build } from "../support/built.ts"
import { leaver } from "../support/changeSets.ts"
import { revisions } from "../support/serving.ts"
import { fieldsOf, startSetServer, withPlants } from "../support/setServer.ts"

beforeAll(build, 60_000)

type Server = Awaited<ReturnType<typeof startSetServer>>

/** Plans and applies a set in two calls. */
const carryOut = async (server: Server, request: Readonly<Record<string, unknown>>) => {
  const plan = await server.call("losant_plan_changes", request)
  assert.isFalse(plan.isError, plan.text)
  const { changeSetId, confirmToken } = plan.content
  const applied = await server.call("losant_apply_changes", {
    changeSetId,
    ...(confirmToken === undefined ? {} : { confirmToken })
  })
  assert.isFalse(applied.isError, applied.text)
  return applied.content
}

const requestsOf = ({ requests }: Emulator["Service"]) =>
  Effect.runPromise(Effect.map(requests.all, (all) => all.at(-1)?.sequence ?? 0))

const writesOf = ({ writes }: Emulator["Service"]) => Effect.runPromise(writes.count())

for (const [revision, options] of revisions) {
  for (const showsForms of [true, false]) {
    describe(`a client of ${revision} ${showsForms ? "with forms" : "without forms"}`, () => {
      it("does each of the jobs in two calls", () =>
        withPlants(12, async (place, emulator) => {
          const server = await startSetServer(place, options, showsForms)
          const viewers = { operation: "update_member", orgs: ["Plant 1"], role: "edit", change: { role: "view" } }
          assert.deepInclude(await carryOut(server, viewers), { state: "done", counts: { done: 1 } })
          const offboarded = await carryOut(server, { operation: "remove_member", person: leaver })
          assert.deepInclude(offboarded, { state: "done", counts: { done: 7 } })
          const tagged = await carryOut(server, {
            operation: "update_org",
            tag: "region=eu",
            change: { tags: { add: ["audited=2026"] } }
          })
          assert.deepInclude(tagged, { state: "done", counts: { done: 6 } })
          const raised = await carryOut(server, {
            operation: "update_org",
            all: true,
            change: { limits: { device: 20 } }
          })
          assert.deepInclude(raised, { state: "done", counts: { done: 12 } })
          assert.strictEqual(await writesOf(emulator), 26)
          const { asked } = server.counts()
          assert.strictEqual(asked, showsForms ? 4 : 0)
          await server.close()
        }))
    })
  }
}

const [, [, newer]] = revisions as readonly [(typeof revisions)[number], (typeof revisions)[number]]

const describeAll = { operation: "update_org", all: true, change: { description: "audited" } }

describe("a large instance", () => {
  it("gets no more requests than the writes need", () =>
    withPlants(2_000, async (place, emulator) => {
      const server = await startSetServer(place, newer, true)
      const before = await requestsOf(emulator)
      const tagged = await carryOut(server, {
        operation: "update_org",
        nameContains: "Plant 11",
        change: { tags: { add: ["audited=2026"] } }
      })
      assert.deepInclude(tagged, { state: "done", counts: { done: 111 } })
      const pages = 1
      assert.isAtMost((await requestsOf(emulator)) - before, 2 * 111 + pages)
      const tooMany = await server.call("losant_plan_changes", {
        operation: "update_org",
        all: true,
        change: { description: "x" }
      })
      assert.isTrue(tooMany.isError)
      assert.include(tooMany.text, "2000 writes, and a set may have 1000")
      await server.close()
    }))
})

describe("a server that is killed while it carries a set out", () => {
  it("leaves a set with which the next server goes on, and no write is sent twice", () =>
    withPlants(40, async (place, emulator) => {
      const first = await startSetServer(place, newer, true)
      const { content } = await first.call("losant_plan_changes", describeAll)
      const { changeSetId } = content
      const cut = first.call("losant_apply_changes", { changeSetId }).catch(() => "cut")
      await Effect.runPromise(emulator.writes.applied(10))
      first.kill()
      await cut
      await first.close()
      const second = await startSetServer(place, newer, true)
      // It was confirmed before the crash: nobody is asked again.
      const answer = await second.call("losant_apply_changes", { changeSetId })
      assert.isFalse(answer.isError, answer.text)
      assert.strictEqual(second.counts().asked, 0)
      // A request that was begun when the process died may still come: only such a write has no outcome yet.
      assert.include(["done", "settling"], answer.content["state"], answer.text)
      const { done = 0, unknown = 0, ...others } = fieldsOf(answer.content["counts"])
      assert.isEmpty(Object.keys(others))
      assert.strictEqual(Number(done) + Number(unknown), 40)
      assert.isAtMost(Number(unknown), 4)
      const counts = await Effect.runPromise(emulator.writes.counts)
      assert.deepEqual(new Set(Object.values(counts)), new Set([1]))
      await second.close()
    }))
})

describe("a set of two servers on one folder", () => {
  it("is refused while another process has it, and leaves lines of each write in the audit trail", () =>
    withPlants(30, async (place, emulator) => {
      const audit = join(place.journal, "audit.jsonl")
      const server = await startSetServer(place, newer, true, { LOSANT_MCP_AUDIT: audit })
      const { content } = await server.call("losant_plan_changes", describeAll)
      const { changeSetId } = content
      const lock = join(place.journal, "change-sets", `${String(changeSetId)}.jsonl.lock`)
      // This process is alive, and no server of the test.
      writeFileSync(lock, JSON.stringify({ pid: process.pid, host: hostname(), token: "another" }))
      const busy = await server.call("losant_apply_changes", { changeSetId })
      assert.isTrue(busy.isError)
      assert.include(busy.text, "is in use by the process")
      assert.strictEqual(await writesOf(emulator), 0)
      rmSync(lock)
      const applied = await server.call("losant_apply_changes", { changeSetId })
      assert.deepInclude(applied.content, { state: "done", counts: { done: 30 } })
      const lines = readFileSync(audit, "utf8")
        .trimEnd()
        .split("\n")
        .map((line): Readonly<Record<string, unknown>> => JSON.parse(line))
      const ofWrites = lines.filter((line) => line["action"] === "instanceOrg.patch")
      for (const outcome of ["begun", "done"]) {
        const found = ofWrites.filter((line) => line["outcome"] === outcome)
        assert.lengthOf(found, 30)
      }
      await server.close()
    }))

  it("sends nothing if the audit trail cannot be written", () =>
    withPlants(3, async (place, emulator) => {
      const folder = join(place.journal, "trail")
      mkdirSync(folder)
      const server = await startSetServer(place, newer, true, { LOSANT_MCP_AUDIT: join(folder, "audit.jsonl") })
      const { content } = await server.call("losant_plan_changes", describeAll)
      rmSync(folder, { recursive: true })
      writeFileSync(folder, "in the way")
      const applied = await server.call("losant_apply_changes", { changeSetId: content["changeSetId"] })
      assert.isTrue(applied.isError)
      assert.include(applied.text, "audit trail")
      assert.strictEqual(await writesOf(emulator), 0)
      await server.close()
    }))
})
