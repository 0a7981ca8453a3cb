// The step of the release that fetches a program, run as it is with a curl that gives what the test wants.
import { execFileSync, spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import * as Schema from "effect/Schema"
import { afterAll, assert, describe, it } from "vitest"
import { parse } from "yaml"

const Steps = Schema.Struct({
  jobs: Schema.Struct({
    registry: Schema.Struct({
      steps: Schema.Array(
        Schema.Struct({ name: Schema.optionalKey(Schema.String), run: Schema.optionalKey(Schema.String) })
      )
    })
  })
})
const file = fileURLToPath(new URL("../../../.github/workflows/release.yml", import.meta.url))
const { steps } = Schema.decodeUnknownSync(Steps)(parse(readFileSync(file, "utf8"))).jobs.registry
const step = steps.find(({ name }) => name === "fetch mcp-publisher")

const folder = mkdtempSync(join(tmpdir(), "effect-losant-publisher-"))
afterAll(() => rmSync(folder, { recursive: true }))

const archive = join(folder, "archive.tar.gz")
writeFileSync(join(folder, "mcp-publisher"), "the program")
execFileSync("tar", ["-czf", archive, "-C", folder, "mcp-publisher"])
const checksum = createHash("sha256").update(readFileSync(archive)).digest("hex")

mkdirSync(join(folder, "bin"))
writeFileSync(
  join(folder, "bin", "curl"),
  `#!/bin/sh
while [ "$1" != --output ]; do shift; done
cp ${archive} "$2"
`
)
chmodSync(join(folder, "bin", "curl"), 0o755)

const fetched = (sum: string) => {
  const cwd = mkdtempSync(join(folder, "run-"))
  const { status, stderr } = spawnSync("bash", ["-c", step?.run ?? "exit 9"], {
    cwd,
    env: { PATH: `${join(folder, "bin")}:${process.env["PATH"]}`, CHECKSUM: sum, PUBLISHER: "https://example.com/p" },
    encoding: "utf8"
  })
  const isThere = (name: string) => existsSync(join(cwd, name))
  return { status, stderr, isFetched: isThere("mcp-publisher.tar.gz"), isUnpacked: isThere("mcp-publisher") }
}

describe.skipIf(process.platform === "win32")("the program that publishes to the registry", () => {
  it("is fetched before anything is published", () => {
    const names = steps.map(({ name }) => name)
    assert.isBelow(names.indexOf("fetch mcp-publisher"), names.indexOf("release on GitHub"))
  })

  it("is unpacked if it has the checksum", () => {
    const { status, isUnpacked } = fetched(checksum)
    assert.deepStrictEqual({ status, isUnpacked }, { status: 0, isUnpacked: true })
  })

  it.each(["0".repeat(64), checksum.slice(1), "no checksum"])("is not unpacked if that is %s", (sum) => {
    const { status, isUnpacked } = fetched(sum)
    assert.notStrictEqual(status, 0)
    assert.isFalse(isUnpacked)
  })

  it("is not even fetched without a checksum, and the variable is named", () => {
    const { status, stderr, isFetched } = fetched("")
    assert.strictEqual(status, 1)
    assert.include(stderr, "MCP_PUBLISHER_SHA256")
    assert.isFalse(isFetched)
  })
})
