// Lets the bundle be loaded by the code cache (`src/server/codeCache`).
import { rolldown } from "rolldown"

const loader = `${import.meta.dirname}/src/server/codeCache/bundleEntry.ts`

/** @param {string} character */
const escaped = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`

/** @type {(options: Pick<import("rolldown").InputOptions, "platform" | "resolve" | "external">) => import("rolldown").Plugin} */
export const codeCache = (options) => ({
  name: "code-cache",
  // The entry requires its chunks by the code cache. What does so stands in the entry itself: in a file of its own it
  // would have to be found and read first, and with chunks of its own these could not be loaded by it.
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
      // V8 keeps a text with two bytes a character where a single one needs them.
      if (file.type === "chunk") file.code = file.code.replace(/[\u0080-\uffff]/g, escaped)
    }
    // The folder is one of CommonJS, whatever that above it is: V8 can keep what it made of such modules, and Node starts
    // sooner with them.
    this.emitFile({ type: "asset", fileName: "package.json", source: '{ "type": "commonjs" }\n' })
  }
})
