import { spawnSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import { assert, it } from "@effect/vitest"
import { actions } from "@effect-losant/core"
import { exceptions } from "../exceptions.ts"
import { coreContract, writeFolder } from "./render.ts"

const count = Object.keys(actions).length

const main = (...args: ReadonlyArray<string>) =>
  spawnSync(
    process.execPath,
    [
      "--conditions=@effect-losant/source",
      "--import",
      "tsx",
      fileURLToPath(new URL("../main.ts", import.meta.url)),
      ...args
    ],
    { encoding: "utf8" }
  )

it("prints the differences on stdout, under the project's own exceptions", () => {
  const { status, stdout, stderr } = main(writeFolder(coreContract))
  const lines = stdout.trimEnd().split("\n")
  const named = exceptions.flatMap((exception) =>
    "differences" in exception ? exception.differences : [exception.read]
  )
  assert.strictEqual(status, 1)
  // A contract without Losant's mistakes matches no exception. So each exception is reported, and nothing else.
  assert.isTrue(lines.slice(0, -1).every((line) => line.startsWith("exception matches nothing, remove it: ")))
  assert.strictEqual(lines.at(-1), `${count} actions compared, ${named.length} differences (and 0 on purpose)`)
  assert.strictEqual(stderr, "")
})

it("prints on stderr, without a stack trace, why nothing was compared", () => {
  const { status, stdout, stderr } = main("/no/such/folder")
  assert.strictEqual(status, 2)
  assert.strictEqual(stdout, "")
  assert.strictEqual(stderr, "there is no folder /no/such/folder\n")
})
