import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"
import { assert, describe, it } from "vitest"
import { registryFile, versionSource, withBundleHash } from "../versions.ts"

const read = (name: string) => readFileSync(new URL(`../../../${name}`, import.meta.url), "utf8")
const committed = read("server.json")

describe("a new version", () => {
  it("stands wherever server.json states one, and nothing else changes", () => {
    const { version } = JSON.parse(committed)
    const raised = registryFile(committed, "7.8.9")
    assert.notInclude(raised, version)
    assert.strictEqual(raised.split("7.8.9").length - 1, 4, "server, two packages, and the address of the bundle")
    assert.strictEqual(registryFile(raised, version), committed)
  })

  it("stands in version.ts", () => {
    const source = read("packages/mcp-server/src/config/version.ts")
    assert.include(versionSource(source, "7.8.9"), '\nexport const version = "7.8.9"\n')
    assert.throws(() => versionSource("", "7.8.9"), "does not state a version")
  })
})

describe("server.json to be published", () => {
  it("has the hash of the bundle", () => {
    const bundle = new TextEncoder().encode("a bundle")
    const { packages } = JSON.parse(withBundleHash(committed, bundle))
    const hash = createHash("sha256").update(bundle).digest("hex")
    assert.deepEqual(
      packages.map(({ fileSha256 }: { fileSha256?: string }) => fileSha256),
      [undefined, hash]
    )
  })
})
