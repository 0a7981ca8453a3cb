import { configDefaults, defineConfig } from "vitest/config"

// Packages are tested from their sources: no build is needed in between, and stack traces name the real lines.
const conditions = ["@effect-losant/source", "module", "node", "development|production"]

export const shared = {
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    pool: "threads" as const,
    testTimeout: 20_000,
    // A test that builds something first takes longer for it than for its tests, most of all while others run.
    hookTimeout: 60_000
  }
}

// Tests that start a process, speak to the built server, build a bundle, try thousands of inputs, or try each action or
// tool in each situation (a matrix) say so in their names.
const integration = ["process", "stdio", "bundle", "fuzz", "matrix"].map(
  (kind) => `packages/*/{src,test}/**/*.${kind}.test.ts`
)

export default defineConfig({
  ...shared,
  test: {
    ...shared.test,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["packages/*/{src,test}/**/*.test.ts"],
          exclude: [...configDefaults.exclude, ...integration],
          setupFiles: ["scripts/unit/refuseProcesses.ts"],
          // The files of a worker share the modules that they load. Loading them for each file took longer than the tests.
          isolate: false,
          // Vitest leaves one core to itself by default, but has little to do when nothing is loaded twice.
          maxWorkers: "100%"
        }
      },
      {
        extends: true,
        test: {
          name: "integration",
          // These run after the unit tests. Vitest wants an order of projects that have different numbers of workers.
          sequence: { groupOrder: 1 },
          include: [...integration, "scripts/**/*.test.ts", "bench/**/*.test.ts", "examples/**/*.test.ts"]
        }
      }
    ]
  }
})
