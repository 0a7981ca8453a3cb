/** The server that holds nothing but the two libraries: what they cost is the floor for everything built on them. */
import { writeFileSync } from "node:fs"
import { rolldown } from "rolldown"
import { bench, cache, packages } from "./folders.ts"
import type { Program } from "./stdio.ts"

const home = `${packages}/mcp-server/src/entry-of-the-bench.ts`

/** Bundles it as the server itself is bundled, from whose folder the libraries are resolved. */
export const floorServer = async (env: Program["env"]): Promise<Program> => {
  const build = await rolldown({
    input: `${bench}/floor/server.mjs`,
    platform: "node",
    external: [/^node:/],
    resolve: {
      conditionNames: ["@effect-losant/source", "import", "module", "node", "default"],
      alias: { "@modelcontextprotocol/server/_shims": `${packages}/mcp-server/src/server/sdk/platform.ts` }
    },
    transform: { define: { "import.meta.env": "{}" } },
    plugins: [
      {
        name: "libraries-of-the-server",
        resolveId(id, importer) {
          return importer?.startsWith(`${bench}/floor/`) && /^[@\w]/.test(id) ? this.resolve(id, home) : null
        }
      }
    ]
  })
  const { output } = await build.generate({ format: "cjs", codeSplitting: false })
  await build.close()
  const file = `${cache()}/floor.cjs`
  writeFileSync(file, output[0].code)
  return { name: "the two libraries alone", args: [file], env }
}
