import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { clientNames, clients } from "../../../src/cli/clients/clients.ts"
import { presentSystem, systems } from "../../../src/cli/clients/launch.ts"
import { type ClientSettingsRequest, printConfig } from "../../../src/cli/clients/printConfig.ts"
import { type Flags, noFlags } from "../../../src/config/Flags.ts"

const token = "the-secret-token"
const environment = { LOSANT_API_TOKEN: token, LOSANT_MCP_JOURNAL: "off" }
const defaultRequest: ClientSettingsRequest = {
  client: "zed",
  system: "linux",
  name: "losant",
  withToken: false,
  local: false
}
const installation = { node: "/usr/bin/node", main: "/opt/main.js" }

const print = (options: Partial<ClientSettingsRequest>, flags: Partial<Flags> = {}, given: object = environment) =>
  printConfig({ ...defaultRequest, ...options }, { ...noFlags, ...flags }, { ...given }, installation)

const printed = (...given: Parameters<typeof print>) => Effect.runPromise(print(...given))

/** What has to be put right before anything is printed. */
const refused = (...given: Parameters<typeof print>) => Effect.runPromise(Effect.flip(print(...given)))

const every = clientNames.flatMap((client) => systems.map((system) => [client, system] as const))

describe("print-config", async () => {
  it.each(every)("for %s on %s says where the settings go, and never shows the token", async (client, system) => {
    const { before, settings, after } = await printed({ client, system })
    assert.include(before, clients[client].title)
    assert.include(before, clients[client].file[system])
    assert.include(after, clients[client].docs)
    for (const text of [before, settings, after]) assert.notInclude(text, token)
  })

  it.each(clientNames)("for %s shows the token where it is asked for", async (client) => {
    const { settings, after } = await printed({ client, withToken: true })
    assert.include(settings, `"${token}"`)
    assert.include(after, "keep them secret")
  })

  it("has no token for the emulator", async () => {
    const { settings, after } = await printed({ withToken: true }, { emulator: true })
    assert.notInclude(settings, token)
    assert.notInclude(after, "token")
  })

  it("says which proxy it left out, and not its password", async () => {
    const { settings, after } = await printed({}, {}, { HTTPS_PROXY: "http://ada:pass-word@proxy:8080" })
    assert.include(after, "HTTPS_PROXY")
    assert.notInclude(settings + after, "pass-word")
  })

  it("says what to replace", async () => {
    const { settings, after } = await printed({ client: "claude-desktop" }, {}, {})
    for (const place of ["<your token>", "<your instance's id>"]) {
      assert.include(settings, place)
      assert.include(after, place)
    }
  })

  it("names the paths of Windows as Windows does", async () => {
    assert.include((await printed({ client: "cursor", system: "windows" })).before, "%USERPROFILE%\\.cursor\\mcp.json")
    assert.include((await printed({ client: "zed", system: "windows" })).before, "%APPDATA%\\Zed\\settings.json")
  })

  it("prints no settings with which the server would not start", async () => {
    assert.include(await refused({}, { tools: ["losant_get_orgs"] }), "losant_get_org")
    assert.include(await refused({ system: "windows" }, { denyOrg: ["tag:=x"] }), "--deny-org")
  })

  it.each([
    ["LOSANT_API_URL", "http://losant.test"],
    ["LOSANT_INSTANCE_ID", "5e0be"],
    ["LOSANT_TIMEOUT", "soon"]
  ])("prints no settings with which no call would reach Losant: %s", async (variable, value) => {
    assert.include(await refused({}, {}, { ...environment, [variable]: value }), variable)
    assert.notInclude((await printed({}, { emulator: true }, { ...environment, [variable]: value })).settings, value)
  })

  it("tells what is set and not taken", async () => {
    const { settings, after } = await printed({ system: presentSystem }, {}, { LOSANT_INSTANCE: "x" })
    assert.notInclude(settings, '"LOSANT_INSTANCE"')
    assert.include(after, '"LOSANT_INSTANCE" is no setting of this server: did you mean LOSANT_INSTANCE_ID?')
  })

  it.each([undefined, "$LOSANT_API_TOKEN", `"${token}"`])("writes no unusable token: %s", async (value) => {
    assert.include(await refused({ withToken: true }, {}, { LOSANT_API_TOKEN: value }), "LOSANT_API_TOKEN")
  })
  it.each([
    ["cursor", 27],
    ["claude-code", 25]
  ] as const)("warns for %s of a name with more than %d characters", async (client, longest) => {
    const name = (length: number) => "x".repeat(length)
    assert.notInclude((await printed({ client, name: name(longest) })).after, "characters")
    assert.include((await printed({ client, name: name(longest + 1) })).after, `Use at most ${longest} characters`)
    const tools = { tools: ["losant_get_org"] }
    assert.notInclude((await printed({ client, name: name(longest + 1) }, tools)).after, "characters")
  })
})
