import { assert, describe, it } from "@effect/vitest"
import { currentSystem } from "../../src/cli/clients/launch.ts"
import type { ClientSettingsRequest } from "../../src/cli/clients/printConfig.ts"
import { parseCommand } from "../../src/cli/program.ts"
import type { ReportRequest } from "../../src/cli/report/ReportRequest.ts"
import { noFlags } from "../../src/config/Flags.ts"
import { variables } from "../../src/config/variables.ts"
import { version } from "../../src/config/version.ts"

const messageOf = (...args: ReadonlyArray<string>): string => {
  const command = parseCommand(args)
  assert(command.kind === "mistake", `${args.join(" ")} is taken`)
  return command.message
}

describe("parseCommand", () => {
  it("serves, with --emulator on the emulator", () => {
    assert.deepStrictEqual(parseCommand([]), { kind: "serve", flags: noFlags })
    assert.deepStrictEqual(parseCommand(["--emulator"]), { kind: "serve", flags: { ...noFlags, emulator: true } })
  })
  it("parses the flags of the policy, and splits lists of tools", () => {
    const args = ["--read-only", "--tools", "a, b", "--tools=c", "--exclude-tools", "d", "--audit", "calls.jsonl"]
    assert.deepStrictEqual(parseCommand(args), {
      kind: "serve",
      flags: { ...noFlags, readOnly: true, tools: ["a", "b", "c"], excludeTools: ["d"], audit: "calls.jsonl" }
    })
  })
  it("does not change the name of an organization", () => {
    assert.deepStrictEqual(parseCommand(["--allow-org", "Acme, Inc.", "--allow-org", "tag:env=a,b", "--deny-org=-x"]), {
      kind: "serve",
      flags: { ...noFlags, allowOrg: ["Acme, Inc.", "tag:env=a,b"], denyOrg: ["-x"] }
    })
  })
  it.each([
    [["--tools"], "'--tools <names>' argument missing"],
    [["--audit", " "], "It needs a value."],
    [["--allow-org="], "It needs a value."],
    [["--tools", "--read-only"], "It needs a value, and --read-only is a flag."],
    [["--deny-org", "--with-token"], "It needs a value, and --with-token is a flag."],
    [["--audit", "a", "--audit", "b"], "It can be given once."],
    [["--read-only=true"], "'--read-only' takes no value"],
    [["--emulator=no"], "'--emulator' takes no value"]
  ])("refuses %j", (args, message) => {
    assert.include(messageOf(...args), message)
  })
  it("suggests a flag for an unknown one", () => {
    assert.include(messageOf("--emulater"), "Unknown option '--emulater' (Did you mean --emulator?)\n")
    assert.include(messageOf("--Version"), "Did you mean --version?")
    assert.include(messageOf("--halp"), "Did you mean --help?")
    assert.include(messageOf("doctor", "--jsn"), "Did you mean --json?")
    assert.include(messageOf("print-config", "vscode", "--with-tokn"), "Did you mean --with-token?")
  })
  it("suggests nothing if nothing is similar", () => {
    assert.include(messageOf("--nothing-like-it"), "Unknown option '--nothing-like-it'\n")
    assert.include(messageOf("-q"), "Unknown option '-q'\n")
  })
  it("repeats no value of an unknown flag, which may be a token", () => {
    assert.include(messageOf("--token=secret"), "Unknown option '--token'")
    assert.notInclude(messageOf("--token=sec'ret"), "ret")
    assert.notInclude(messageOf("--help=secret"), "secret")
  })
  it("finds an unknown flag beside --help", () => {
    assert.include(messageOf("--help", "--emulater"), "--emulater")
  })
  it("suggests a command or client for an unknown one", () => {
    assert.include(messageOf("docter"), 'There is no command "docter" (did you mean doctor?).')
    assert.include(messageOf("serve"), 'There is no command "serve".')
    assert.include(messageOf("print-config", "cursr"), 'There is no client "cursr" (did you mean cursor?).')
    assert.include(messageOf("print-config"), "Name a client: claude-desktop, ")
    assert.include(messageOf("print-config", "vscode", "--os", "win"), "macos, windows, linux")
  })
  it("refuses further arguments, and a name that no client accepts", () => {
    assert.include(messageOf("doctor", "now"), "Too many arguments")
    assert.include(messageOf("print-config", "zed", "vscode"), "Too many arguments")
    assert.include(messageOf("print-config", "zed", "--name", "a.b"), "--name")
  })
  it("ends each message with a line about the help", () => {
    for (const args of [["--x"], ["x"], ["--tools"], ["print-config", "x"]]) {
      assert.match(messageOf(...args), /^[A-Z].*\neffect-losant-mcp --help lists the commands and flags\.$/)
    }
  })
})

const textOf = (...args: ReadonlyArray<string>): string => {
  const command = parseCommand(args)
  assert(command.kind === "text", `${args.join(" ")} asks for a text`)
  return command.text
}

describe("help and the version", () => {
  it("are shown for short flags, and beside other flags", () => {
    const help = textOf("--help")
    for (const args of [["-h"], ["-h", "--emulator"], ["--read-only", "--help", "--version"]]) {
      assert.strictEqual(textOf(...args), help)
    }
    assert.strictEqual(textOf("--version"), `${version}\n`)
    assert.strictEqual(textOf("-v"), `${version}\n`)
  })
  it("belong to the command in the arguments", () => {
    assert.include(textOf("doctor", "--help"), "--json")
    assert.strictEqual(textOf("--help", "doctor"), textOf("doctor", "-h"))
    assert.include(textOf("print-config", "--help"), "claude-desktop, claude-code, cursor,")
    assert.notInclude(textOf("--help"), "--with-token")
  })
  it("list the flags of the server everywhere", () => {
    for (const args of [["--help"], ["doctor", "--help"], ["print-config", "--help"]]) {
      for (const flag of [
        "--emulator",
        "--read-only",
        "--tools",
        "--exclude-tools",
        "--allow-org",
        "--deny-org",
        "--audit"
      ])
        assert.include(textOf(...args), `${flag} `, args.join(" "))
    }
  })
  it("list every variable of the server", () => {
    const help = textOf("--help")
    for (const name of [...Object.keys(variables), "HTTPS_PROXY", "NO_PROXY", "NODE_EXTRA_CA_CERTS"]) {
      assert.include(help, `\n  ${name} `)
    }
  })
  it("fit a terminal of 80 columns", () => {
    const [beforeExamples = ""] = textOf("--help").split("Examples:")
    for (const line of beforeExamples.split("\n")) assert.isAtMost(line.length, 80, line)
  })
})

describe("the commands", () => {
  it("accept the flags of the server before and after them", () => {
    const flags = { ...noFlags, emulator: true, denyOrg: ["Acme, Inc."] }
    for (const args of [
      ["doctor", "--emulator", "--deny-org", "Acme, Inc."],
      ["--emulator", "doctor", "--deny-org", "Acme, Inc."],
      ["--emulator", "--deny-org", "Acme, Inc.", "doctor"]
    ]) {
      assert.deepStrictEqual(parseCommand(args), { kind: "doctor", flags, json: false })
    }
    assert.deepStrictEqual(parseCommand(["doctor", "--json"]), { kind: "doctor", flags: noFlags, json: true })
  })
  it("print settings for this system, and for another", () => {
    const request: ClientSettingsRequest = {
      client: "zed",
      system: currentSystem,
      name: "losant",
      withToken: false,
      local: false
    }
    assert.deepStrictEqual(parseCommand(["print-config", "zed"]), { kind: "print-config", flags: noFlags, request })
    assert.deepStrictEqual(
      parseCommand([
        "print-config",
        "zed",
        "--os",
        "windows",
        "--name",
        "x-1",
        "--with-token",
        "--local",
        "--read-only"
      ]),
      {
        kind: "print-config",
        flags: { ...noFlags, readOnly: true },
        request: { client: "zed", system: "windows", name: "x-1", withToken: true, local: true }
      }
    )
  })
})

describe("report", () => {
  const request: ReportRequest = {
    name: "limits",
    format: "table",
    replaces: false,
    over: 90,
    failsOnFindings: false
  }

  it("is parsed with its defaults and its flags", () => {
    assert.deepStrictEqual(parseCommand(["report", "limits"]), { kind: "report", flags: noFlags, request })
    const args = ["--over", "75.5", "--format", "csv", "--output", "a.csv", "--force", "--fail-on-findings"]
    assert.deepStrictEqual(parseCommand(["report", "limits", "--read-only", ...args]), {
      kind: "report",
      flags: { ...noFlags, readOnly: true },
      request: { ...request, over: 75.5, format: "csv", output: "a.csv", replaces: true, failsOnFindings: true }
    })
    assert.deepStrictEqual(parseCommand(["report", "usage", "--month", "2026-02"]), {
      kind: "report",
      flags: noFlags,
      request: { ...request, name: "usage", month: "2026-02" }
    })
  })

  it.each([
    [["report"], "Name a report: usage, limits, access, invites."],
    [["report", "members"], "Name a report"],
    [["report", "limits", "--format", "xml"], "'--format <format>' argument 'xml' is invalid"],
    [["report", "limits", "--over", "much"], "--over takes a percentage such as 90"],
    [["report", "usage", "--over", "90"], "belongs to the report limits"],
    [["report", "usage", "--month", "2026-13"], "--month takes a month such as 2026-10"],
    [["report", "access", "--month", "2026-10"], "belongs to the report usage"],
    [["report", "usage", "--fail-on-findings"], "The report usage has no findings"],
    [["report", "limits", "--force"], "--force belongs to --output."],
    [["report", "limits", "--output"], "'--output <file>' argument missing"]
  ])("refuses %j", (args, message) => {
    assert.include(messageOf(...args), message)
  })
})
