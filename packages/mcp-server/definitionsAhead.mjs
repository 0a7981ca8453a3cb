// Puts the definitions of the tools into the bundle as data: they are the same at every start, and computing them takes
// longer than the rest of the start.
import { basename } from "node:path"
import { rolldown } from "rolldown"

const modules = /[\\/]src[\\/]tools[\\/]definitions[\\/](defaultDefinitions|optInDefinitions|toolSummaries)\.ts$/

/** @type {(options: Pick<import("rolldown").InputOptions, "platform" | "resolve" | "external">) => import("rolldown").Plugin} */
export const definitionsAhead = (options) => ({
  name: "definitions-ahead",
  load: {
    filter: { id: modules },
    handler: async (id) => {
      const bundle = await rolldown({ ...options, input: id, treeshake: true })
      const { output } = await bundle.generate({ format: "esm", codeSplitting: false })
      await bundle.close()
      const name = basename(id, ".ts")
      const { [name]: data } = await import(
        `data:text/javascript;base64,${Buffer.from(output[0].code).toString("base64")}`
      )
      const json = JSON.stringify(data)
      return { code: `export const ${name} = JSON.parse(${JSON.stringify(json)})`, moduleType: "js" }
    }
  }
})
