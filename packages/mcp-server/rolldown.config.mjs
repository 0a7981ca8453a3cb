import { defineConfig } from "rolldown"
import { definitionsAhead } from "./definitionsAhead.mjs"
import { schemasOnDemand } from "./schemasOnDemand/schemasOnDemand.mjs"

const options = {
  platform: /** @type {const} */ ("node"),
  resolve: {
    // The other packages are bundled from their sources, so that nothing has to be built before.
    conditionNames: ["@effect-losant/source", "import", "module", "node", "default"],
    alias: { "@modelcontextprotocol/server/_shims": `${import.meta.dirname}/src/sdk/platform.ts` }
  },
  external: [/^node:/]
}

// The entry requires its chunks by the code cache. The folder is one of CommonJS, whatever that above it is: V8 can keep
// what it made of such modules, and Node starts sooner with them.
/** @type {import("rolldown").Plugin} */
const codeCache = {
  name: "code-cache",
  generateBundle() {
    this.emitFile({ type: "asset", fileName: "package.json", source: '{ "type": "commonjs" }\n' })
  }
}

// Everything is bundled: a server that an assistant starts must not look for its modules in hundreds of files, and
// whoever installs it installs nothing else. What is imported dynamically becomes a chunk that loads when first needed.
export default defineConfig({
  ...options,
  input: { main: "src/main.ts", cached: "src/codecache/cached.ts" },
  plugins: [definitionsAhead(options), schemasOnDemand(), codeCache],
  // Effect reads settings of bundlers there, and CommonJS has none.
  transform: { define: { "import.meta.env": "{}" } },
  // Files that the sources name by new URL(…, import.meta.url), for charts, are copied beside the chunks.
  experimental: { resolveNewUrlToAsset: true },
  output: {
    dir: "dist",
    format: "cjs",
    cleanDir: true,
    intro: ({ name }) => (name === "main" ? 'require = require("./cached.js").requireFor(__dirname, require);' : ""),
    // Fewer bytes to compile; names stay, so that what a mistake logs can be read.
    minify: { compress: true, mangle: false, codegen: true },
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
    assetFileNames: "[name]-[hash][extname]"
  }
})
