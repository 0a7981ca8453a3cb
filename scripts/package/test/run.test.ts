import { tmpdir } from "node:os"
import { assert, describe, it } from "vitest"
import { run } from "../run.ts"

const node = (code: string, timeout?: number) =>
  run(process.execPath, ["-e", code], { cwd: tmpdir(), ...(timeout === undefined ? {} : { timeout }) })

const problemOf = (running: Promise<string>) =>
  running.then(
    () => assert.fail("it must fail"),
    ({ message }: Error) => message
  )

describe("a program that is run", () => {
  it("gives what it prints on standard output", async () => {
    assert.strictEqual(await node('console.log("out"); console.error("err")'), "out\n")
  })

  it("tells all that it printed if it fails", async () => {
    const problem = await problemOf(node('console.log("out"); console.error("err"); process.exitCode = 3'))
    assert.include(problem, "ended with 3")
    assert.include(problem, "out")
    assert.include(problem, "err")
  })

  it("is ended if it takes too long", async () => {
    assert.include(await problemOf(node("setInterval(() => {}, 1000)", 300)), "took longer than 0.3 seconds")
  })

  it("is told if there is no such program", async () => {
    assert.include(await problemOf(run("no-such-program", [], { cwd: tmpdir() })), "could not be started")
  })
})
