// Lets a start make only the schemas of the protocol that it uses. The SDK makes all of them for the first message, three
// hundred in two revisions, which takes as long as everything else that a start does.
import { importsOf } from "./names.mjs"
import { rewrite, schema } from "./rewrite.mjs"

const sdk = /[\\/]@modelcontextprotocol[\\/](?:core|server)[\\/]dist[\\/][^\\/]+\.mjs$/
const own = /[\\/]packages[\\/]mcp-server[\\/]src[\\/]/
const helper = `${import.meta.dirname}/../src/server/sdk/onDemand.ts`

/** Objects of all schemas, for programs that check values themselves, and what fills them. */
const unusedExports = new Set(["specTypeSchemas", "isSpecType"])
const unused = [
  "for (const key of SPEC_SCHEMA_KEYS) register(key, schemas_exports[key]);",
  "for (const [key, schema] of Object.entries(authSchemas)) register(key, schema);"
]

const importOfZod = /^import \* as (\w+) from "zod\/v4";$/m

// To make functions of the texts that zod writes for each schema takes longer than they save in a session.
const withoutJit = (/** @type {string} */ code) => code.replace(importOfZod, "$&\n$1.config({ jitless: true });")

/** @returns {import("rolldown").Plugin} */
export const schemasOnDemand = () => {
  const leftOut = new Set()
  let isThere = false
  let importsZod = false
  return {
    name: "schemas-on-demand",
    transform: {
      filter: { id: [sdk, own], code: /@modelcontextprotocol|Schema/ },
      handler(code, id) {
        const program = this.parse(code, { lang: id.endsWith("ts") ? "ts" : "js" })
        if (own.test(id)) {
          const wrong = importsOf(program).find(
            ({ imported = "", source }) =>
              source.startsWith("@modelcontextprotocol/") && (schema.test(imported) || unusedExports.has(imported))
          )
          if (wrong !== undefined)
            this.error(`${wrong.imported} of the SDK is not what it was: schemas are made on demand`)
          return undefined
        }
        isThere = true
        importsZod ||= importOfZod.test(code)
        const rewritten = rewrite(code, program, { helper, unused })
        for (const statement of rewritten?.leftOut ?? []) leftOut.add(statement)
        return rewritten && { code: withoutJit(rewritten.code), map: null }
      }
    },
    buildEnd(error) {
      const missing = unused.find((statement) => !leftOut.has(statement))
      if (error !== undefined || !isThere) return
      if (missing !== undefined) this.error(`the SDK has no more the statement ${missing}`)
      if (!importsZod)
        this.error("the SDK imports zod in another way, so zod cannot be told to make no functions of texts")
    }
  }
}
