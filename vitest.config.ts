import { defineConfig } from "vitest/config"

// Packages are tested from their sources: no build is needed in between, and stack traces name the real lines.
const conditions = ["@effect-losant/source", "module", "node", "development|production"]

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ["packages/*/test/**/*.test.ts", "scripts/**/*.test.ts", "bench/**/*.test.ts", "examples/**/*.test.ts"],
    pool: "threads",
    testTimeout: 20_000,
    // What builds and bundles before tests takes longer than they do, most of all while others run.
    hookTimeout: 60_000
  }
})
