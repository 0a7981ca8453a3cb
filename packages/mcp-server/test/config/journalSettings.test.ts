import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import { parseJournal } from "../../src/config/journalSettings.ts"
import type { Machine } from "../../src/config/userFolders.ts"

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
  ])("has a default on every system: %j with %j", (machine, environment, path) => {
    assert.deepStrictEqual(parseJournal(environment, machine), folder(path))
  })

  it("has to be set if the user has no home folder", () => {
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
  it("reads the folder", () => {
    assert.deepStrictEqual(parseJournal({ LOSANT_MCP_JOURNAL: " /var/journal " }, linux), folder("/var/journal"))
    assert.deepStrictEqual(parseJournal({ LOSANT_MCP_JOURNAL: "D:\\journal" }, windows), folder("D:\\journal"))
  })

  it.each([
    [linux, "/var/journal/", "/var/journal"],
    [linux, "/var//journal/./", "/var/journal"],
    [linux, "/", "/"],
    [windows, "D:/journal/", "D:\\journal"],
    [windows, "D:\\", "D:\\"]
  ])("normalizes a path, without a trailing slash: %j, %j", (machine, value, path) => {
    assert.deepStrictEqual(parseJournal({ LOSANT_MCP_JOURNAL: value }, machine), folder(path))
  })

  it.each(["off", "OFF", " Off "])("is off by %j", (value) => {
    assert.deepStrictEqual(parseJournal({ LOSANT_MCP_JOURNAL: value }, linux), Result.succeed({ kind: "off" as const }))
  })

  it.each([
    [
      linux,
      "of",
      'LOSANT_MCP_JOURNAL is "of". It has to be the absolute path of a folder, which begins with /, or off.'
    ],
    [linux, "false", "or off."],
    [linux, "~/journal", "begins with /"],
    [linux, "C:\\journal", "begins with /"],
    [linux, `\${JOURNAL}`, "was not filled in"],
    [linux, "/home/$USER/journal", "was not filled in"],
    [windows, "%APPDATA%\\journal", "was not filled in"],
    [windows, "journal", "begins with a drive"]
  ])("refuses an ambiguous value: %j, %j", (machine, value, message) => {
    const parsed = parseJournal({ LOSANT_MCP_JOURNAL: value }, machine)
    assert(Result.isFailure(parsed))
    assert.include(parsed.failure, message)
  })

  it("uses this machine by default", () => {
    const parsed = parseJournal({})
    assert(Result.isSuccess(parsed) && parsed.success.kind === "folder")
    assert.include(parsed.success.path, "effect-losant")
  })
})
