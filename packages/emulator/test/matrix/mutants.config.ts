// The tables for one read and one write, once as core is, and once with each of the mutants in it. The sources on disk
// stay as they are: a mutant exists only in what is loaded.
import { readFileSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"
import type { TestCase } from "vitest/node"
import { shared } from "../../../../vitest.config.ts"
import { type Mutant, mutants } from "./mutants.ts"

const core = fileURLToPath(new URL("../../../core/src/", import.meta.url))

const mutating = ({ file, original, mutated }: Mutant) => {
  const path = `${core}${file}`
  if (readFileSync(path, "utf8").split(original).length !== 2) {
    throw new Error(`${file} does not have this in one place: ${original}`)
  }
  return {
    name: "mutating",
    enforce: "pre" as const,
    transform: (code: string, id: string) => (id.split("?")[0] === path ? code.replace(original, mutated) : undefined)
  }
}

/** Writes how each cell ended, in each of the projects, to the file that `RESULTS` names. */
const reporter = {
  onTestRunEnd: (
    modules: ReadonlyArray<{ project: { name: string }; children: { allTests: () => Iterable<TestCase> } }>
  ) => {
    const results = modules.flatMap(({ project, children }) =>
      [...children.allTests()].map((test) => ({
        project: project.name,
        cell: test.fullName.replace(" > ", " "),
        state: test.result().state
      }))
    )
    writeFileSync(process.env["RESULTS"] ?? "", JSON.stringify(results))
  }
}

const project = (name: string, plugins: ReadonlyArray<ReturnType<typeof mutating>>) => ({
  ...shared,
  plugins: [...plugins],
  test: { ...shared.test, name, include: ["packages/emulator/test/matrix/mutants.cells.ts"] }
})

export default defineConfig({
  test: {
    reporters: [reporter],
    maxWorkers: 2,
    projects: [project("core", []), ...mutants.map((mutant) => project(mutant.name, [mutating(mutant)]))]
  }
})
