/** A server with the two libraries and nothing else. A server that is built on them cannot cost less. */
import { writeFileSync } from "node:fs"
import { rolldown } from "rolldown"
import { bench, cache, packages } from "./folders.ts"
import type { Program } from "./stdio.ts"

const home = `${packages}/mcp-server/src/entry-of-the-bench.ts`

export const librariesAlone = "the two libraries alone"

/** Bundles this server like our own. The libraries are resolved from our server's folder. */
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
  return { name: librariesAlone, args: [file], env }
}
