import { assert, describe, it } from "@effect/vitest"
import { noFlags, parse, usage } from "../src/Cli.ts"

const messageOf = (...args: ReadonlyArray<string>): string => {
  const command = parse(args)
  assert(command.kind === "mistake", `${args.join(" ")} is taken`)
  return command.message
}

describe("parse", () => {
  it("serves, on the emulator where it is asked for", () => {
    assert.deepStrictEqual(parse([]), { kind: "serve", flags: noFlags })
    assert.deepStrictEqual(parse(["--emulator"]), { kind: "serve", flags: { ...noFlags, emulator: true } })
  })
  it("takes the flags of the policy, lists of tools apart", () => {
    const args = ["--read-only", "--tools", "a, b", "--tools=c", "--exclude-tools", "d", "--audit", "calls.jsonl"]
    assert.deepStrictEqual(parse(args), {
      kind: "serve",
      flags: { ...noFlags, readOnly: true, tools: ["a", "b", "c"], excludeTools: ["d"], audit: "calls.jsonl" }
    })
  })
  it("leaves the name of an organization as it is given", () => {
    assert.deepStrictEqual(parse(["--allow-org", "Acme, Inc.", "--allow-org", "tag:env=a,b", "--deny-org=-x"]), {
      kind: "serve",
      flags: { ...noFlags, allowOrg: ["Acme, Inc.", "tag:env=a,b"], denyOrg: ["-x"] }
    })
  })
  it.each([
    [["--tools"], "--tools needs a value"],
    [["--audit", " "], "--audit needs a value"],
    [["--allow-org="], "--allow-org needs a value"],
    [["--tools", "--read-only"], "--tools needs a value"],
    [["--audit", "a", "--audit", "b"], "--audit can be given once"],
    [["--read-only=true"], "--read-only takes no value"]
  ])("refuses %j", (args, message) => {
    assert.include(messageOf(...args), message)
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
    assert.include(messageOf("--nothing-like-it"), "Unknown flag --nothing-like-it\n")
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
      "LOSANT_LOG_LEVEL",
      "--read-only",
      "--tools",
      "--exclude-tools",
      "--allow-org",
      "--deny-org",
      "--audit",
      "LOSANT_MCP_PROFILE",
      "LOSANT_MCP_READ_ONLY",
      "LOSANT_MCP_TOOLS",
      "LOSANT_MCP_EXCLUDE_TOOLS",
      "LOSANT_MCP_ALLOW_ORG",
      "LOSANT_MCP_DENY_ORG",
      "LOSANT_MCP_CONFIRM",
      "LOSANT_MCP_JOURNAL",
      "LOSANT_MCP_AUDIT"
    ]) {
      assert.include(usage, word)
    }
  })
})
