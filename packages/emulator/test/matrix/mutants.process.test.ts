// The tables fail when core decides otherwise: about a repetition, about a status, about a deadline.
import { spawn } from "node:child_process"
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import * as Path from "node:path"
import { fileURLToPath } from "node:url"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { folder } from "../support/folder.ts"
import { mutants } from "./mutants.ts"

interface Result {
  readonly project: string
  readonly cell: string
  readonly state: string
}

const root = fileURLToPath(new URL("../../../../", import.meta.url))
const vitest = Path.join(Path.dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs")

const results = Effect.gen(function* () {
  const path = Path.join(yield* folder, "results.json")
  const config = fileURLToPath(new URL("mutants.config.ts", import.meta.url))
  const output = yield* Effect.callback<string>((resume) => {
    const child = spawn(process.execPath, [vitest, "run", "--config", config, "--root", root], {
      cwd: root,
      env: { ...process.env, RESULTS: path }
    })
    let text = ""
    child.stdout.on("data", (chunk) => (text += chunk))
    child.stderr.on("data", (chunk) => (text += chunk))
    child.on("close", () => resume(Effect.succeed(text)))
    return Effect.sync(() => child.kill())
  })
  return yield* Effect.try({
    try: (): ReadonlyArray<Result> => JSON.parse(readFileSync(path, "utf8")),
    catch: () => new Error(output)
  })
}).pipe(Effect.scoped)

describe("the tables", () => {
  it.live(
    "fail with every mutant, and only then",
    () =>
      Effect.gen(function* () {
        const cells = yield* results
        const failedIn = (project: string) =>
          cells.filter((result) => result.project === project && result.state === "failed").map(({ cell }) => cell)
        const passedIn = (project: string) =>
          cells.filter((result) => result.project === project && result.state === "passed").length
        assert.deepStrictEqual(failedIn("core"), [])
        assert.isAbove(passedIn("core"), 100)
        for (const { name, found } of mutants) {
          assert.includeMembers(failedIn(name), [...found], name)
          assert.isAbove(passedIn(name), 50, name)
        }
      }),
    120_000
  )
})
