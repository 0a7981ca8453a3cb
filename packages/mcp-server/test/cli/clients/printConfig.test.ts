import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { clientNames, clients } from "../../../src/cli/clients/clients.ts"
import { currentSystem, systems } from "../../../src/cli/clients/launch.ts"
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

const print = (options: Partial<ClientSettingsRequest>, flags: Partial<Flags> = {}, variables: object = environment) =>
  printConfig({ ...defaultRequest, ...options }, { ...noFlags, ...flags }, { ...variables }, installation)

const settingsOf = (...args: Parameters<typeof print>) => Effect.runPromise(print(...args))

/** The message that refuses to print. */
const refusalOf = (...args: Parameters<typeof print>) => Effect.runPromise(Effect.flip(print(...args)))

const every = clientNames.flatMap((client) => systems.map((system) => [client, system] as const))

describe("print-config", async () => {
  it.each(every)("for %s on %s names the file, and never shows the token", async (client, system) => {
    const { before, settings, after } = await settingsOf({ client, system })
    assert.include(before, clients[client].title)
    assert.include(before, clients[client].file[system])
    assert.include(after, clients[client].docs)
    for (const text of [before, settings, after]) assert.notInclude(text, token)
  })

  it.each(clientNames)("for %s shows the token with --with-token", async (client) => {
    const { settings, after } = await settingsOf({ client, withToken: true })
    assert.include(settings, `"${token}"`)
    assert.include(after, "keep them secret")
  })

  it("has no token for the emulator", async () => {
    const { settings, after } = await settingsOf({ withToken: true }, { emulator: true })
    assert.notInclude(settings, token)
    assert.notInclude(after, "token")
  })

  it("names the omitted proxy, without its password", async () => {
    const { settings, after } = await settingsOf({}, {}, { HTTPS_PROXY: "http://ada:pass-word@proxy:8080" })
    assert.include(after, "HTTPS_PROXY")
    assert.notInclude(settings + after, "pass-word")
  })

  it("names the texts to replace", async () => {
    const { settings, after } = await settingsOf({ client: "claude-desktop" }, {}, {})
    for (const place of ["<your token>", "<your instance's id>"]) {
      assert.include(settings, place)
      assert.include(after, place)
    }
  })

  it.each([
    ["gemini", "In a folder that you have not trusted, gemini disables all servers"],
    ["codex", "in a project that you trust"],
    ["claude-code", "allow the server"]
  ] as const)("says for %s what keeps the server from starting", async (client, words) => {
    const { before, after } = await settingsOf({ client })
    assert.include(before + after, words)
  })

  it("writes paths for Windows in the form of Windows", async () => {
    assert.include(
      (await settingsOf({ client: "cursor", system: "windows" })).before,
      "%USERPROFILE%\\.cursor\\mcp.json"
    )
    assert.include((await settingsOf({ client: "zed", system: "windows" })).before, "%APPDATA%\\Zed\\settings.json")
  })

  it("prints no settings that would stop the server", async () => {
    assert.include(await refusalOf({}, { tools: ["losant_get_orgs"] }), "losant_get_org")
    assert.include(await refusalOf({ system: "windows" }, { denyOrg: ["tag:=x"] }), "--deny-org")
  })

  it.each([
    ["LOSANT_API_URL", "http://losant.test"],
    ["LOSANT_INSTANCE_ID", "5e0be"],
    ["LOSANT_TIMEOUT", "soon"]
  ])("prints no settings that would fail every call: %s", async (variable, value) => {
    assert.include(await refusalOf({}, {}, { ...environment, [variable]: value }), variable)
    assert.notInclude((await settingsOf({}, { emulator: true }, { ...environment, [variable]: value })).settings, value)
  })

  it("reports an unknown variable", async () => {
    const { settings, after } = await settingsOf({ system: currentSystem }, {}, { LOSANT_INSTANCE: "x" })
    assert.notInclude(settings, '"LOSANT_INSTANCE"')
    assert.include(after, '"LOSANT_INSTANCE" is not a setting of this server: did you mean LOSANT_INSTANCE_ID?')
  })

  it.each([undefined, "$LOSANT_API_TOKEN", `"${token}"`])("writes no unusable token: %s", async (value) => {
    assert.include(await refusalOf({ withToken: true }, {}, { LOSANT_API_TOKEN: value }), "LOSANT_API_TOKEN")
  })
  it.each([
    ["cursor", 27],
    ["claude-code", 25]
  ] as const)("warns for %s of a name with more than %d characters", async (client, maxLength) => {
    const name = (length: number) => "x".repeat(length)
    assert.notInclude((await settingsOf({ client, name: name(maxLength) })).after, "characters")
    assert.include(
      (await settingsOf({ client, name: name(maxLength + 1) })).after,
      `Use at most ${maxLength} characters`
    )
    const tools = { tools: ["losant_get_org"] }
    assert.notInclude((await settingsOf({ client, name: name(maxLength + 1) }, tools)).after, "characters")
  })
})
