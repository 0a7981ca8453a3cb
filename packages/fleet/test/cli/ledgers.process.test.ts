// The program with each kind of ledger.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { plants } from "../support/plants.ts"
import { lines, setUp } from "../support/program.ts"

// Each start of a process takes a while on a busy machine.
for (const ledger of ["ledger", "sqlite:fleet.sqlite"]) {
  describe(`losant-fleet on ${ledger}`, { timeout: 180_000 }, () => {
    it.live("is killed and goes on, refuses a second run, and leaves unknown emails to a person", () =>
      Effect.scoped(
        Effect.gen(function* () {
          const { emulator, run, runAs, start, write } = yield* setUp(plants(6), { LOSANT_FLEET_LEDGER: ledger })
          const invite = "{ invites: { jo@example.com: view } }"
          write(
            "fleet.yaml",
            `version: 1\nmanage: [settings, invites]\norgs:\n  plant-1: ${invite}\n${[2, 3, 4, 5, 6]
              .map((number) => `  plant-${number}: { description: new }\n`)
              .join("")}`
          )
          yield* run("plan", "--output", "plan.json")
          yield* run("plan", "--output", "other.json")
          // One change hangs, and the process is killed. Later the invitation gets no answer.
          yield* emulator.faults.next("reset-before-headers", { method: "POST" })
          yield* emulator.faults.next("hang-before-headers", { method: "PATCH", nth: 3 })
          const first = start("all", ["apply", "plan.json", "--concurrency", "1", "--json"])
          const early = Effect.flatMap(
            Effect.promise(() => first.ended),
            ({ out, err }) => Effect.die(new Error(`It ended before it was killed: ${out}${err}`))
          )
          yield* Effect.raceFirst(emulator.writes.applied(2), early)
          const second = yield* run("apply", "other.json")
          assert.strictEqual(second.code, 1)
          assert.match(second.err, /Another run is applied to this instance now\. .* by the process \d+ on /)
          first.child.kill("SIGKILL")
          yield* Effect.promise(() => first.ended)
          const [started] = lines(first.output.out)
          const id: string = JSON.parse(started ?? "{}").run
          const blocked = yield* run("apply", "other.json")
          assert.include(blocked.err, `The run ${id} is not finished: resume it, or cancel it`)

          const resumed = yield* run("resume", id, "--settle", "1")
          assert.strictEqual(resumed.code, 5)
          assert.match(resumed.out, /5 done, 1 unknown/)
          assert.include(resumed.out, '#5 unknown "Plant 1": invite jo@example.com as view, by email')
          assert.strictEqual((yield* run("resolve", id, "5", "done")).code, 0)
          assert.strictEqual((yield* run("resolve", id, "5", "again")).code, 1)
          assert.strictEqual((yield* run("cancel", id)).code, 0)
          assert.strictEqual(yield* emulator.writes.count(), 5)
          const status = yield* runAs(undefined, "status")
          assert.match(status.out, new RegExp(`^${id} .* 6 done\\n$`))
          assert.strictEqual((yield* runAs(undefined, "status", id)).code, 0)
        })
      )
    )
  })
}
