import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, assert, beforeEach, describe, it, vi } from "@effect/vitest"
import { ensurePrivateFolder, findCacheFolder } from "../../../src/server/codeCache/cacheFolder.ts"

describe("findCacheFolder", () => {
  it.each([
    ["linux", {}, "/home/ada", "/home/ada/.cache/effect-losant-mcp"],
    ["linux", { XDG_CACHE_HOME: "/var/cache/ada" }, "/home/ada", "/var/cache/ada/effect-losant-mcp"],
    ["linux", { XDG_CACHE_HOME: "cache" }, "/home/ada", "/home/ada/.cache/effect-losant-mcp"],
    ["darwin", {}, "/Users/ada", "/Users/ada/Library/Caches/effect-losant-mcp"],
    ["win32", {}, "C:\\Users\\ada", "C:\\Users\\ada\\AppData\\Local\\effect-losant-mcp\\Cache"],
    ["win32", { LOCALAPPDATA: "D:\\Local" }, "C:\\Users\\ada", "D:\\Local\\effect-losant-mcp\\Cache"]
  ] as const)("on %s, with %j, is where caches are kept", (platform, environment, home, folder) => {
    assert.strictEqual(findCacheFolder(environment, { platform, home: () => home }), folder)
  })

  // A cloned or unpacked folder may contain code of a stranger, which would run.
  it.each([
    ["linux", {}, ""],
    ["linux", { XDG_CACHE_HOME: "cache" }, "ada"],
    ["darwin", {}, "."],
    ["win32", {}, ""],
    ["win32", { LOCALAPPDATA: "Local" }, "C:\\Users\\ada"]
  ] as const)(
    "on %s, with %j and the home folder '%s', is never below the working folder",
    (platform, environment, home) => {
      assert.isUndefined(findCacheFolder(environment, { platform, home: () => home }))
    }
  )

  it("does not exist without a home folder, unless a variable names a folder", () => {
    const home = () => {
      throw new Error("ENOENT")
    }
    assert.isUndefined(findCacheFolder({}, { platform: "linux", home }))
    const folder = findCacheFolder({ XDG_CACHE_HOME: "/cache" }, { platform: "linux", home })
    assert.strictEqual(folder, "/cache/effect-losant-mcp")
  })
})

describe("ensurePrivateFolder", () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "effect-losant-"))
  })
  afterEach(() => {
    vi.restoreAllMocks()
    rmSync(folder, { recursive: true })
  })

  it("makes a folder for the user alone", () => {
    const nested = join(folder, "a", "b")
    assert.isTrue(ensurePrivateFolder(nested))
    assert.strictEqual(statSync(nested).mode & 0o777, 0o700)
    assert.isTrue(ensurePrivateFolder(nested))
  })
  it.each([0o720, 0o702, 0o777])("does not trust a folder that others can write to: %o", (mode) => {
    const open = join(folder, "open")
    mkdirSync(open)
    chmodSync(open, mode)
    assert.isFalse(ensurePrivateFolder(open))
  })
  it("does not trust a folder of another user", () => {
    vi.spyOn(process, "getuid").mockReturnValue(statSync(folder).uid + 1)
    assert.isFalse(ensurePrivateFolder(folder))
  })
  it("accepts no link and no file, and no folder that cannot be made", () => {
    symlinkSync(folder, join(folder, "link"))
    symlinkSync(join(folder, "missing"), join(folder, "dangling"))
    writeFileSync(join(folder, "file"), "")
    for (const name of ["link", "dangling", "dangling/below", "file", "file/below", "file/below/deeper"]) {
      assert.isFalse(ensurePrivateFolder(join(folder, name)), name)
    }
  })
  it.runIf(process.platform === "linux").each(["/proc/.cache/effect-losant-mcp", "/proc/1/x/y", "/sys/.cache/a/b"])(
    "gives up if the system makes no folders: %s",
    (path) => {
      assert.isFalse(ensurePrivateFolder(path))
    }
  )
})
