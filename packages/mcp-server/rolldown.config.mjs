import { defineConfig } from "rolldown"
import { codeCache } from "./codeCache.mjs"
import { definitionsAhead } from "./definitionsAhead.mjs"
import { schemasOnDemand } from "./schemasOnDemand/schemasOnDemand.mjs"

const options = {
  platform: /** @type {const} */ ("node"),
  resolve: {
    // The other packages are bundled from their sources, so that nothing has to be built before.
    conditionNames: ["@effect-losant/source", "import", "module", "node", "default"],
    alias: { "@modelcontextprotocol/server/_shims": `${import.meta.dirname}/src/server/sdk/platform.ts` }
  },
  external: [/^node:/]
}

// Everything is bundled: a server that an assistant starts must not look for its modules in hundreds of files, and
// whoever installs it installs nothing else. What is imported dynamically becomes a chunk that loads when first needed.
export default defineConfig({
  ...options,
  input: { main: "src/main.ts" },
  plugins: [definitionsAhead(options), schemasOnDemand(), codeCache(options)],
  // Effect reads settings of bundlers there, and CommonJS has none.
  transform: { define: { "import.meta.env": "{}" } },
  // Files that the sources name by new URL(…, import.meta.url), for charts, are copied beside the chunks.
  experimental: { resolveNewUrlToAsset: true },
  output: {
    dir: "dist",
    format: "cjs",
    cleanDir: true,
    // Fewer bytes to compile; names stay, so that what a mistake logs can be read.
    minify: { compress: true, mangle: false, codegen: true },
    entryFileNames: "[name].js",
    // A chunk for each step that a session takes: each file costs a start the time of finding, reading and checking it.
    codeSplitting: {
      groups: [
        { name: "start", test: /[\\/]src[\\/]server[\\/]start\.ts$/, priority: 2 },
        { name: "calls", test: /[\\/]src[\\/]server[\\/]toolCalls\.ts$/, priority: 1 }
      ]
    },
    chunkFileNames: "[name]-[hash].js",
    assetFileNames: "[name]-[hash][extname]"
  }
})
