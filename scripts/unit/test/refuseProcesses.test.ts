import "../refuseProcesses.ts"
import childProcess, { execFile, fork, spawn, spawnSync } from "node:child_process"
import { rolldown } from "rolldown"
import { parseSync } from "rolldown/utils"
import { assert, it } from "vitest"

const named = /^A unit test called [\w.]+\. A test that starts a process or builds a bundle is named \*\.process/

it.each([
  ["spawn", () => spawn("node")],
  ["spawnSync", () => spawnSync("node")],
  ["execFile", () => execFile("node")],
  ["fork", () => fork("main.js")],
  ["exec of the default import", () => childProcess.exec("node")],
  ["rolldown", () => rolldown({})]
])("refuses %s in unit tests, and says how tests that need it are named", (_, start) => {
  assert.throws(start, named)
})

it("leaves the bundler's parser, which starts nothing", () => {
  assert.lengthOf(parseSync("a.ts", "// One comment").comments, 1)
})
