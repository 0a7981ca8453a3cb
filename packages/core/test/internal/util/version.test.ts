import { readFileSync } from "node:fs"
import { assert, it } from "@effect/vitest"
import { userAgent, version } from "../../../src/internal/util/version.ts"

it("is that of the package's manifest", () => {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8"))
  assert.propertyVal(manifest, "version", version)
  assert.include(userAgent, version)
})
