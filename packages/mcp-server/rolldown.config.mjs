import { defineConfig } from "rolldown"
import { codeCache } from "./codeCache.mjs"
import { definitionsAhead } from "./definitionsAhead.mjs"
import { schemasOnDemand } from "./schemasOnDemand/schemasOnDemand.mjs"
import { viewPages } from "./viewPages.mjs"

const options = {
  platform: /** @type {const} */ ("node"),
  resolve: {
    // The other packages are bundled from their sources, so that they need not be built first.
    conditionNames: ["@effect-losant/source", "import", "module", "node", "default"],
    alias: { "@modelcontextprotocol/server/_shims": `${import.meta.dirname}/src/server/sdk/platform.ts` }
  },
  external: [/^node:/]
}

// Everything is bundled: a client starts the server often, so it must not read its modules from hundreds of files, and the
// package needs no dependencies. A dynamic import becomes a chunk that is loaded on first use.
export default defineConfig({
  ...options,
  input: { main: "src/main.ts" },
  plugins: [viewPages(), definitionsAhead(options), schemasOnDemand(), codeCache(options)],
  // Effect reads settings of bundlers from import.meta.env, which CommonJS does not have.
  transform: { define: { "import.meta.env": "{}" } },
  // The charts name files by new URL(…, import.meta.url). The option copies them beside the chunks.
  experimental: { resolveNewUrlToAsset: true },
  output: {
    dir: "dist",
    format: "cjs",
    cleanDir: true,
    // Smaller code compiles faster. Names stay, so that stack traces are readable.
    minify: { compress: true, mangle: false, codegen: true },
    // The bundle is final: nobody shakes it again, so the hints of what is pure are dead weight. Licenses stay.
    comments: { annotation: false, jsdoc: false, legal: true },
    entryFileNames: "[name].js",
    // One chunk for each step of a session: every further file costs the time of finding, reading and checking it.
    codeSplitting: {
      groups: [
        { name: "start", test: /[\\/]src[\\/]server[\\/]start\.ts$/, priority: 3 },
        // Effect's runtime is in here too. A start with an audit trail checks the trail, and needs nothing else of a call.
        { name: "trail", test: /[\\/]src[\\/]safety[\\/]AuditTrail\.ts$/, priority: 2 },
        { name: "calls", test: /[\\/]src[\\/]server[\\/]toolCalls\.ts$/, priority: 1 }
      ]
    },
    chunkFileNames: "[name]-[hash].js",
    assetFileNames: "[name]-[hash][extname]"
  }
})
