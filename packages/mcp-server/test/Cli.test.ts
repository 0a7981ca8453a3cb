import { assert, describe, it } from "@effect/vitest"
import { parse, usage } from "../src/Cli.ts"

const messageOf = (...args: ReadonlyArray<string>): string => {
  const command = parse(args)
  assert(command.kind === "mistake", `${args.join(" ")} is taken`)
  return command.message
}

describe("parse", () => {
  it("serves, on the emulator where it is asked for", () => {
    assert.deepStrictEqual(parse([]), { kind: "serve", emulator: false })
    assert.deepStrictEqual(parse(["--emulator"]), { kind: "serve", emulator: true })
  })
  it("knows --help and --version, also short and beside others", () => {
    assert.deepStrictEqual(parse(["--help"]), { kind: "help" })
    assert.deepStrictEqual(parse(["-h", "--emulator"]), { kind: "help" })
    assert.deepStrictEqual(parse(["--version"]), { kind: "version" })
    assert.deepStrictEqual(parse(["-v"]), { kind: "version" })
  })
  it("names the flag that is nearest to an unknown one", () => {
    assert.include(messageOf("--emulater"), "Unknown flag --emulater: did you mean --emulator?")
    assert.include(messageOf("--Version"), "did you mean --version?")
    assert.include(messageOf("--halp"), "did you mean --help?")
  })
  it("names none where none is near", () => {
    assert.include(messageOf("--read-only-please"), "Unknown flag --read-only-please\n")
    assert.include(messageOf("-q"), "Unknown flag -q\n")
  })
  it("finds an unknown flag also beside --help", () => {
    assert.include(messageOf("--help", "--emulater"), "--emulater")
  })
  it("refuses values and other arguments", () => {
    assert.include(messageOf("--emulator=no"), "--emulator takes no value")
    assert.include(messageOf("serve"), 'Unexpected argument "serve"')
  })
  it("says in each mistake where help is", () => {
    assert.include(messageOf("--x"), "--help")
  })
})

describe("usage", () => {
  it("names every flag and every variable", () => {
    for (const word of [
      "--emulator",
      "--help",
      "--version",
      "LOSANT_API_TOKEN ",
      "LOSANT_API_TOKEN_FILE",
      "LOSANT_API_URL",
      "LOSANT_INSTANCE_ID",
      "LOSANT_TIMEOUT",
      "LOSANT_LOG_LEVEL"
    ]) {
      assert.include(usage, word)
    }
  })
})
