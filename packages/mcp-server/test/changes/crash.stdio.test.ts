// Change sets over the built server when something goes wrong: kills, late writes, two servers on one folder, and a full disk.
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { assert, beforeAll, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { build } from "../support/built.ts"
import { revisions } from "../support/serving.ts"
import { type CrashOptions, crashServer, describeAll, lateWrites } from "../support/setCrash.ts"
import { fieldsOf, startSetServer, withPlants } from "../support/setServer.ts"

beforeAll(build, 60_000)

/** The numbers of applied writes after which the server is killed. */
const moments = [17, 78, 86, 129, 158]

/** In milliseconds: a late write is carried out so long after its connection broke. */
const lateness = 1_000

for (const [revision, options] of revisions) {
  describe(`a set of 300 writes, for a client of ${revision}`, () => {
    it("survives five kills and late writes: each write is carried out once, or listed as unknown", async () => {
      const breakLosant: CrashOptions["breakLosant"] = ({ plan }) => plan(lateWrites(lateness, "five kills"))
      const { answer, asked, done, unknown, others, applied } = await crashServer({
        orgs: 300,
        moments,
        revision: options,
        breakLosant
      })
      assert.isFalse(answer.isError, answer.text)
      // It was confirmed before the first kill, so nobody is asked again.
      assert.strictEqual(asked, 0)
      assert.isEmpty(others, answer.text)
      assert.strictEqual(done + unknown, 300)
      assert.deepEqual(new Set(applied), new Set([1]))
      assert.isAtLeast(applied.length, done)
      if (unknown > 0) {
        assert.include(["settling"], answer.content["state"])
        assert.isString(answer.content["askAgainAt"])
        assert.include(answer.text, "losant_get_org")
      }
    }, 180_000)
  })
}

const [, [, newer]] = revisions as readonly [(typeof revisions)[number], (typeof revisions)[number]]

describe("two servers on one folder", () => {
  it(
    "do not carry the same set out at once, and the second goes on when the first is dead",
    () =>
      withPlants(12, async (place, emulator) => {
        // The first server waits here for half a minute, unless it is killed.
        await Effect.runPromise(
          emulator.faults.plan({
            rules: [{ fault: "rate-limited-seconds", seconds: 30, nth: 3, probability: 1, method: "PATCH" }]
          })
        )
        const first = await startSetServer(place, newer, true)
        const second = await startSetServer(place, newer, true)
        const { content } = await first.call("losant_plan_changes", describeAll)
        const { changeSetId } = content
        const cut = first.call("losant_apply_changes", { changeSetId }).catch(() => "cut")
        await Effect.runPromise(emulator.writes.applied(2))
        const busy = await second.call("losant_apply_changes", { changeSetId })
        assert.isTrue(busy.isError)
        assert.include(busy.text, "is in use by the process")
        first.kill()
        await cut
        await first.close()
        await Effect.runPromise(emulator.faults.clear)
        const answer = await second.call("losant_apply_changes", { changeSetId })
        assert.isFalse(answer.isError, answer.text)
        const counts = await Effect.runPromise(emulator.writes.counts)
        assert.deepEqual(new Set(Object.values(counts)), new Set([1]))
        assert.include(["done", "settling"], answer.content["state"])
        // The record is on the disk before its request leaves.
        const ledger = readFileSync(join(place.journal, "change-sets", `${String(changeSetId)}.jsonl`), "utf8")
        assert.isAtLeast(ledger.split('"to":"begun"').length - 1, 12)
        await second.close()
      }),
    120_000
  )
})

/** A module that lets no file take more than so many records: then the disk is full. */
const fullDisk = (records: number): string => `
import { open } from "node:fs/promises"
const handle = await open(process.execPath)
const prototype = Object.getPrototypeOf(handle)
await handle.close()
const write = prototype.write
let left = ${records}
prototype.write = function (...args) {
  left -= 1
  if (left >= 0) return write.apply(this, args)
  return Promise.reject(Object.assign(new Error("no space left on device"), { code: "ENOSPC" }))
}
`

describe("a disk that gets full while a set is carried out", () => {
  it("ends the call: nothing is sent that cannot be recorded, and the set goes on when there is room", () =>
    withPlants(12, async (place, emulator) => {
      const preload = join(place.journal, "fullDisk.mjs")
      writeFileSync(preload, fullDisk(6))
      const first = await startSetServer(place, newer, true, {
        NODE_OPTIONS: `--import ${pathToFileURL(preload).href}`
      })
      const { content, text } = await first.call("losant_plan_changes", describeAll)
      const { changeSetId } = content
      const full = await first.call("losant_apply_changes", { changeSetId })
      assert.isTrue(full.isError, text)
      assert.include(full.text, "the disk is full")
      assert.include(full.text, "What cannot be recorded is not sent")
      const ledger = readFileSync(join(place.journal, "change-sets", `${String(changeSetId)}.jsonl`), "utf8")
      const begun = ledger.split('"to":"begun"').length - 1
      assert.isAtLeast(begun, 1)
      assert.isAtMost(await Effect.runPromise(emulator.writes.count()), begun)
      await first.close()
      const second = await startSetServer(place, newer, true)
      const answer = await second.call("losant_apply_changes", { changeSetId })
      assert.isFalse(answer.isError, answer.text)
      const { done = 0, unknown = 0 } = fieldsOf(answer.content["counts"])
      assert.strictEqual(Number(done) + Number(unknown), 12)
      assert.deepEqual(new Set(Object.values(await Effect.runPromise(emulator.writes.counts))), new Set([1]))
      await second.close()
    }))
})
