// Makes the bundle load its chunks through the code cache (`src/server/codeCache`).
import { rolldown } from "rolldown"

const loader = `${import.meta.dirname}/src/server/codeCache/bundleEntry.ts`

/** @param {string} character */
const escaped = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`

/** @type {(options: Pick<import("rolldown").InputOptions, "platform" | "resolve" | "external">) => import("rolldown").Plugin} */
export const codeCache = (options) => ({
  name: "code-cache",
  // The code that loads chunks is part of the entry itself: a separate file would cost the time of finding and reading it,
  // and could not be loaded from the cache.
  intro: async ({ name }) => {
    if (name !== "main") return ""
    const bundle = await rolldown({ ...options, input: loader })
    const globals = (/** @type {string} */ id) => `require(${JSON.stringify(id)})`
    const { output } = await bundle.generate({ format: "iife", name: "byCodeCache", globals })
    await bundle.close()
    return `${output[0].code}\nrequire = byCodeCache.chooseRequire(__dirname, require);`
  },
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      // One character above Latin-1 makes V8 store the whole text with two bytes per character.
      if (file.type === "chunk") file.code = file.code.replace(/[\u0080-\uffff]/g, escaped)
    }
    // The folder contains CommonJS modules, independent of its parent: V8 can cache their compiled code, and Node starts
    // faster with them.
    this.emitFile({ type: "asset", fileName: "package.json", source: '{ "type": "commonjs" }\n' })
  }
})
