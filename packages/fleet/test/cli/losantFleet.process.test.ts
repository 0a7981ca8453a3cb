// The program as it is started: a process of its own, on an emulator over HTTP.
import * as Path from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { plant, plants } from "../support/plants.ts"
import { lines, setUp } from "../support/program.ts"

// Each start of a process takes a while on a busy machine.
describe("losant-fleet", { timeout: 180_000 }, () => {
  it.live("goes from pull to plan, apply, drift and status", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const { emulator, run, runAs, read, write } = yield* setUp([...plants(2), plant(3, { tags: [] })])
        assert.deepInclude(yield* runAs("read", "pull"), { code: 0, out: `${Path.join("fleet", "fleet.yaml")}\n` })
        assert.include((yield* runAs("read", "pull")).err, "fleet has files already (fleet.yaml)")
        const empty = yield* runAs("read", "plan", "--exit-code")
        assert.deepInclude(empty, { code: 0, err: "" })
        assert.include(empty.out, "Nothing has to be changed in 3 managed organizations. The plan took 1 request.")

        write("fleet/fleet.yaml", read("fleet/fleet.yaml").replaceAll("device: 10", "device: 25"))
        const planned = yield* runAs("read", "plan", "--output", "plan.json", "--exit-code")
        assert.strictEqual(planned.code, 2)
        assert.include(planned.out, '~ #0 "Plant 1": limits.device 10 → 25')

        // A token that only reads plans, and cannot apply.
        const refused = yield* runAs("read", "apply", "plan.json", "--ledger", "other")
        assert.strictEqual(refused.code, 4)
        assert.include(refused.out, "3 failed")
        assert.strictEqual(yield* emulator.writes.count(), 0)

        const applied = yield* run("apply", "plan.json")
        assert.deepInclude(applied, { code: 0, err: "" })
        assert.match(applied.out, /Run [0-9a-f-]{36} of .*: 3 done/)
        assert.strictEqual(yield* emulator.writes.count(), 3)
        const again = yield* run("apply", "plan.json")
        assert.strictEqual(again.code, 1)
        assert.include(again.err, "was applied before, and a plan is applied once: make a new plan.")
        assert.strictEqual(yield* emulator.writes.count(), 3)

        assert.strictEqual((yield* run("drift", "--exit-code")).code, 0)
        const status = yield* runAs(undefined, "status")
        assert.deepInclude(status, { code: 0, err: "" })
        assert.match(status.out, /^[0-9a-f-]{36} {2}\d{4}-.* {2}3 done\n$/)
      })
    )
  )

  it.live("tells mistakes in the files, in the arguments and in the settings, and sends nothing", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const { emulator, run, runAs, write } = yield* setUp(plants(1))
        write("fleet.yaml", "version: 1\norgs:\n  plant-1: { limits: { devise: 1 } }\n  plant-1: {}\n")
        assert.deepInclude(yield* run("plan"), {
          code: 1,
          out: "",
          err: "fleet.yaml:4:3: this key stands here a second time in the same place: keep one of the two.\n"
        })
        write("fleet.yaml", "version: 1\ninstance: 575ec8687ae143cd83dc4a97\n")
        assert.include((yield* run("plan")).err, "fleet.yaml:2:1: instance: this is not the instance")
        const withoutToken = yield* runAs(undefined, "plan")
        assert.strictEqual(withoutToken.code, 1)
        assert.include(withoutToken.err, "LOSANT_API_TOKEN is not set.")
        const mistake = yield* run("plam")
        assert.deepInclude(mistake, { code: 1, out: "" })
        assert.include(mistake.err, "(Did you mean plan?)")
        write("plan.json", "{}")
        assert.include((yield* run("apply", "plan.json")).err, "plan.json is not a plan of this version")
        assert.include((yield* run("status", "x")).err, '"x" is not the id of a run.')
        assert.strictEqual(yield* emulator.writes.count(), 0)
      })
    )
  )

  it.live("shows the dangerous first, and is stopped by the guards", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const { emulator, run, write } = yield* setUp(plants(2))
        write(
          "fleet.yaml",
          'version: 1\norgs:\n  plant-1: { description: "a|b <x> @me" }\n  plant-2: { limits: { member: 0 } }\n'
        )
        const markdown = yield* run("plan", "--markdown")
        assert.strictEqual(markdown.code, 0)
        assert.isBelow(markdown.out.indexOf("Plant 2"), markdown.out.indexOf("Plant 1"))
        assert.include(markdown.out, "**Dangerous: 1**")
        assert.include(markdown.out, "a\\|b \\<x\\> @\u200bme")
        const json = lines((yield* run("plan", "--json")).out).map((line) => JSON.parse(line))
        assert.deepInclude(json[0], {
          number: 0,
          operation: "update_org",
          org: "Plant 1",
          changes: { description: { after: "a|b <x> @me" } }
        })
        assert.deepInclude(json[2], { writes: 2, dangerous: 1 })

        assert.include((yield* run("apply")).err, "Nothing is applied: say --yes, or apply the file of a plan.")
        const refused = yield* run("apply", "--yes")
        assert.strictEqual(refused.code, 3)
        assert.include(refused.err, "allow them for this run with --allow-dangerous.")
        assert.strictEqual(yield* emulator.writes.count(), 0)
        const applied = yield* run("apply", "--yes", "--allow-dangerous", "--json")
        assert.strictEqual(applied.code, 0)
        assert.deepInclude(JSON.parse(lines(applied.out).at(-1) ?? ""), { event: "finished" })
        assert.strictEqual(yield* emulator.writes.count(), 2)
      })
    )
  )
})
