import { defineConfig } from "rolldown"

// Everything is bundled: a server that an assistant starts must not look for its modules in hundreds of files, and
// whoever installs it installs nothing else. What is imported dynamically becomes a chunk that loads when first needed.
export default defineConfig({
  input: { main: "src/main.ts" },
  platform: "node",
  // The other packages are bundled from their sources, so that nothing has to be built before.
  resolve: { conditionNames: ["@effect-losant/source", "import", "module", "node", "default"] },
  external: [/^node:/],
  // Files that the sources name by new URL(…, import.meta.url), for charts, are copied beside the chunks.
  experimental: { resolveNewUrlToAsset: true },
  output: {
    dir: "dist",
    format: "esm",
    cleanDir: true,
    // Fewer bytes to compile; names stay, so that what a mistake logs can be read.
    minify: { compress: true, mangle: false, codegen: true },
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
    assetFileNames: "[name]-[hash][extname]"
  }
})
