// The built server where the system makes no folder for the code cache: it works without one.
import { spawnSync } from "node:child_process"
import { assert, beforeAll, describe, it } from "@effect/vitest"
import { bareEnvironment, build, greet, main } from "../support/built.ts"

beforeAll(build, 60_000)

const homes = ["/proc", "/sys", "/dev/null"]

describe.runIf(process.platform === "linux")("a home folder in which no folder can be made", () => {
  for (const home of homes) {
    it.each([
      [["--version"], 0],
      [["--help"], 0],
      [["doctor", "--emulator"], 0],
      [["--unknown"], 2]
    ] as const)(`${home}: %j ends with %d`, (args, code) => {
      const { status, error } = spawnSync(process.execPath, [main, ...args], {
        env: { ...bareEnvironment, HOME: home },
        timeout: 30_000
      })
      assert.isUndefined(error)
      assert.strictEqual(status, code)
    })

    it(`${home}: the server answers`, async () => {
      const server = await greet(["--emulator"], { HOME: home })
      const answer = await server.request("tools/list")
      assert.property(answer, "result")
      server.process.stdin.end()
      assert.strictEqual(await server.ended, 0)
    })
  }
})
