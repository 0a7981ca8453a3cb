import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { type Command, helpText, parseCommandLine } from "../../src/cli/CommandLine.ts"

const serve: Command = {
  kind: "serve",
  port: 0,
  seed: "demo",
  data: undefined,
  faults: undefined,
  token: undefined,
  allowedHosts: [],
  date: undefined
}

describe("parseCommandLine", () => {
  it.effect("has a default for everything", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* parseCommandLine([]), serve)
    })
  )

  it.effect("reads every option, with a space or =", () =>
    Effect.gen(function* () {
      const args = [
        "--port",
        "8080",
        "--seed=empty",
        "--data",
        "d.json",
        "--faults=f.json",
        "--token=t",
        "--allow-host=Losant.test",
        "--allow-host",
        "emulator",
        "--now",
        "2026-03-31"
      ]
      assert.deepStrictEqual(yield* parseCommandLine(args), {
        kind: "serve",
        port: 8_080,
        seed: "empty",
        data: "d.json",
        faults: "f.json",
        token: "t",
        allowedHosts: ["losant.test", "emulator"],
        date: Date.UTC(2026, 2, 31)
      })
      assert.deepStrictEqual(yield* parseCommandLine(["--help", "--port", "1"]), { kind: "help" })
      assert.deepStrictEqual(yield* parseCommandLine(["-h"]), { kind: "help" })
      assert.deepStrictEqual(yield* parseCommandLine(["--version"]), { kind: "version" })
    })
  )

  it.effect.each([
    [["--sed", "demo"], "--sed is not an option. Did you mean --seed?"],
    [["--prot=1"], "--prot is not an option. Did you mean --port?"],
    [["--fault=f"], "--fault is not an option. Did you mean --faults?"],
    [["--faults"], "--faults takes a value."],
    [["demo"], '"demo" is not understood: all options begin with --.'],
    [["--"], "-- is not understood."],
    [["--port"], "--port takes a value."],
    [["--data="], "--data takes a value."],
    [["--seed", "--port", "1"], "--seed takes a value."],
    [["--help=yes"], "--help takes no value."],
    [["--port", "x"], '--port takes a whole number from 0 to 65535, not "x".'],
    [["--port", "65536"], '--port takes a whole number from 0 to 65535, not "65536".'],
    [["--port=-1"], '--port takes a whole number from 0 to 65535, not "-1".'],
    [["--token", "two words"], "--token takes one line of printable characters without spaces."],
    ...["losant.test:80", "https://losant.test", "*.losant.test", "a b", "user@host"].map(
      (host) =>
        [
          ["--allow-host", host],
          `--allow-host takes the name of a host without a port, such as losant.test, not ${JSON.stringify(host)}.`
        ] as const
    ),
    [["--now", "tomorrow"], '--now takes a date such as 2026-03-31, not "tomorrow".'],
    [["--now", "2026-02-30"], '--now takes a date such as 2026-03-31, not "2026-02-30".']
  ] as const)("refuses %j", ([args, message]) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(parseCommandLine(args))
      assert.strictEqual(error.message, `${message} See losant-emulator --help.`)
    })
  )
})

describe("helpText", () => {
  it("tells all options", () => {
    for (const flag of ["--port", "--seed", "--data", "--token", "--allow-host", "--now", "--help", "--version"])
      assert.include(helpText, flag)
  })
})
