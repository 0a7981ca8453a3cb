import { readdirSync, realpathSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { assert, it } from "vitest"

const root = fileURLToPath(new URL("../../..", import.meta.url))

// The unit tests of all packages share their workers. With two copies of vitest there, `expect` of the one would act in
// the tests of the other, which knows nothing of its snapshots. pnpm makes a second copy if a package lacks a peer.
it.each(["vitest", "@effect/vitest"])("the packages share one copy of %s", (name) => {
  const paths = readdirSync(`${root}/packages`).map((folder) =>
    realpathSync(`${root}/packages/${folder}/node_modules/${name}`)
  )
  assert.lengthOf([...new Set(paths)], 1)
})
