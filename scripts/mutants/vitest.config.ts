// The tests that judge mutants. Stryker gives the files; every file gets modules of its own, because what a module does
// when it is loaded may be mutated too.
import { defineConfig } from "vitest/config"
import { shared } from "../../vitest.config.ts"

export default defineConfig({
  ...shared,
  test: { ...shared.test, root: process.cwd(), include: (process.env["MUTANTS_TESTS"] ?? "").split(",") }
})
