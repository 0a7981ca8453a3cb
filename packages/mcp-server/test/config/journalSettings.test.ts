import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import { type Machine, parseJournal } from "../../src/config/journalSettings.ts"

const linux: Machine = { platform: "linux", home: () => "/home/ada" }
const windows: Machine = { platform: "win32", home: () => "C:\\Users\\ada" }
const mac: Machine = { platform: "darwin", home: () => "/Users/ada" }

const folder = (path: string) => Result.succeed({ kind: "folder" as const, path })

describe("parseJournal", () => {
  it.each([
    [linux, {}, "/home/ada/.local/state/effect-losant/journal"],
    [linux, { XDG_STATE_HOME: "/state" }, "/state/effect-losant/journal"],
    [linux, { XDG_STATE_HOME: "state" }, "/home/ada/.local/state/effect-losant/journal"],
    [linux, { LOSANT_MCP_JOURNAL: " " }, "/home/ada/.local/state/effect-losant/journal"],
    [mac, { XDG_STATE_HOME: "/state" }, "/Users/ada/Library/Application Support/effect-losant/journal"],
    [windows, {}, "C:\\Users\\ada\\AppData\\Local\\effect-losant\\journal"],
    [windows, { LOCALAPPDATA: "D:\\local" }, "D:\\local\\effect-losant\\journal"]
  ])("has a place on every system: %j with %j", (machine, environment, path) => {
    assert.deepStrictEqual(parseJournal(environment, machine), folder(path))
  })

  it("has to be set where the system knows no folder of the user", () => {
    const container: Machine = {
      platform: "linux",
      home: () => {
        throw new Error("ENOENT")
      }
    }
    const result = parseJournal({}, container)
    assert.include(Result.isFailure(result) ? result.failure : "", "LOSANT_MCP_JOURNAL has to be set")
    assert.deepStrictEqual(parseJournal({ LOSANT_MCP_JOURNAL: "/journal" }, container), folder("/journal"))
  })
  it("takes the folder that is set", () => {
    assert.deepStrictEqual(parseJournal({ LOSANT_MCP_JOURNAL: " /var/journal " }, linux), folder("/var/journal"))
    assert.deepStrictEqual(parseJournal({ LOSANT_MCP_JOURNAL: "D:\\journal" }, windows), folder("D:\\journal"))
  })

  it.each([
    [linux, "/var/journal/", "/var/journal"],
    [linux, "/var//journal/./", "/var/journal"],
    [linux, "/", "/"],
    [windows, "D:/journal/", "D:\\journal"],
    [windows, "D:\\", "D:\\"]
  ])("writes a path in one way, without a slash behind it: %j, %j", (machine, given, path) => {
    assert.deepStrictEqual(parseJournal({ LOSANT_MCP_JOURNAL: given }, machine), folder(path))
  })

  it.each(["off", "OFF", " Off "])("is off by %j", (value) => {
    assert.deepStrictEqual(parseJournal({ LOSANT_MCP_JOURNAL: value }, linux), Result.succeed({ kind: "off" as const }))
  })

  it.each([
    [
      linux,
      "of",
      'LOSANT_MCP_JOURNAL is "of", which is neither the whole path of a folder, beginning with /, nor off.'
    ],
    [linux, "false", "nor off."],
    [linux, "~/journal", "beginning with /"],
    [linux, "C:\\journal", "beginning with /"],
    [linux, `\${JOURNAL}`, "was not filled in"],
    [linux, "/home/$USER/journal", "was not filled in"],
    [windows, "%APPDATA%\\journal", "was not filled in"],
    [windows, "journal", "beginning with a drive"]
  ])("refuses what may be meant otherwise: %j, %j", (machine, value, message) => {
    const parsed = parseJournal({ LOSANT_MCP_JOURNAL: value }, machine)
    assert(Result.isFailure(parsed))
    assert.include(parsed.failure, message)
  })

  it("asks this machine by default", () => {
    const parsed = parseJournal({})
    assert(Result.isSuccess(parsed) && parsed.success.kind === "folder")
    assert.include(parsed.success.path, "effect-losant")
  })
})
