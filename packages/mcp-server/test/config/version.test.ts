import { readFileSync } from "node:fs"
import { assert, it } from "@effect/vitest"
import { version } from "../../src/config/version.ts"

it("the version equals that of the manifest", () => {
  const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"))
  assert.strictEqual(version, manifest.version)
})
