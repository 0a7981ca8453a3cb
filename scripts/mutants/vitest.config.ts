// The tests that judge mutants: `main.ts` names them in the environment. They run in a copy of the workspace.
import * as Path from "node:path"
import { defineConfig, type Plugin } from "vitest/config"
import { shared } from "../../vitest.config.ts"

const root = process.cwd()

/** The packages of the copy stand for those of the workspace, to which the links in `node_modules` lead. */
const ownPackages: Plugin = {
  name: "own-packages",
  enforce: "pre",
  async resolveId(id, importer, options) {
    if (!id.startsWith("@effect-losant/")) return undefined
    const found = await this.resolve(id, importer, { ...options, skipSelf: true })
    const [, path] = /\/packages\/(.*)$/.exec(found?.id ?? "") ?? []
    return path === undefined ? found : Path.join(root, "packages", path)
  }
}

export default defineConfig({
  ...shared,
  plugins: [ownPackages],
  test: {
    ...shared.test,
    root,
    include: (process.env["MUTANTS_TESTS"] ?? "").split(","),
    // A mutant begins with a new worker, in which its test files share the modules that they load.
    isolate: false
  }
})
