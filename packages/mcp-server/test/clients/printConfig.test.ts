import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import type { PrintConfig } from "../../src/cli/Command.ts"
import { clientNames, clients } from "../../src/clients/Clients.ts"
import { systems } from "../../src/clients/Launch.ts"
import { printConfig } from "../../src/clients/printConfig.ts"
import { type Flags, noFlags } from "../../src/Flags.ts"

const token = "the-secret-token"
const environment = { LOSANT_API_TOKEN: token, LOSANT_MCP_JOURNAL: "off" }
const asked: PrintConfig = { client: "zed", system: "linux", name: "losant", withToken: false, local: false }
const installation = { node: "/usr/bin/node", main: "/opt/main.js" }

const print = (options: Partial<PrintConfig>, flags: Partial<Flags> = {}, given: object = environment) =>
  printConfig({ ...asked, ...options }, { ...noFlags, ...flags }, { ...given }, installation)

const printed = (...given: Parameters<typeof print>) => Result.getOrThrow(print(...given))

const every = clientNames.flatMap((client) => systems.map((system) => [client, system] as const))

describe("print-config", () => {
  it.each(every)("for %s on %s says where the settings go, and never shows the token", (client, system) => {
    const { before, settings, after } = printed({ client, system })
    assert.include(before, clients[client].title)
    assert.include(before, clients[client].file[system])
    assert.include(after, clients[client].docs)
    for (const text of [before, settings, after]) assert.notInclude(text, token)
  })

  it.each(clientNames)("for %s shows the token where it is asked for", (client) => {
    const { settings, after } = printed({ client, withToken: true })
    assert.include(settings, `"${token}"`)
    assert.include(after, "keep them to yourself")
  })

  it("has no token for the emulator", () => {
    const { settings, after } = printed({ withToken: true }, { emulator: true })
    assert.notInclude(settings, token)
    assert.notInclude(after, "token")
  })

  it("says which proxy it left out, and not its password", () => {
    const { settings, after } = printed({}, {}, { HTTPS_PROXY: "http://ada:pass-word@proxy:8080" })
    assert.include(after, "HTTPS_PROXY")
    assert.notInclude(settings + after, "pass-word")
  })

  it("says what to replace", () => {
    const { settings, after } = printed({ client: "claude-desktop" }, {}, {})
    for (const place of ["<your token>", "<your instance's id>"]) {
      assert.include(settings, place)
      assert.include(after, place)
    }
  })

  it("names the paths of Windows as Windows does", () => {
    assert.include(printed({ client: "cursor", system: "windows" }).before, "%USERPROFILE%\\.cursor\\mcp.json")
    assert.include(printed({ client: "zed", system: "windows" }).before, "%APPDATA%\\Zed\\settings.json")
  })

  it("prints no settings with which the server would not start", () => {
    const wrong = print({}, { tools: ["losant_get_orgs"] })
    assert.isTrue(Result.isFailure(wrong))
    if (Result.isFailure(wrong)) assert.include(wrong.failure, "losant_get_org")
    assert.isTrue(Result.isFailure(print({ system: "windows" }, { denyOrg: ["tag:=x"] })))
  })

  it("cannot show a token that is not set", () => {
    const wrong = print({ withToken: true }, {}, {})
    assert.isTrue(Result.isFailure(wrong))
    if (Result.isFailure(wrong)) assert.include(wrong.failure, "LOSANT_API_TOKEN")
  })
})
