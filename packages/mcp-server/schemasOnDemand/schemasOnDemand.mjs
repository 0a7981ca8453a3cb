// Makes a start create only the schemas of the protocol that it uses. For the first message the SDK creates all of them,
// three hundred in two revisions, which takes as long as the rest of the start.
import { importsOf } from "./names.mjs"
import { rewrite, schema } from "./rewrite.mjs"

const sdk = /[\\/]@modelcontextprotocol[\\/](?:core|server)[\\/]dist[\\/][^\\/]+\.mjs$/
const own = /[\\/]packages[\\/]mcp-server[\\/]src[\\/]/
const helper = `${import.meta.dirname}/../src/server/sdk/onDemand.ts`

/** Exports with all schemas, for programs that check values themselves. The `unused` statements fill them. */
const unusedExports = new Set(["specTypeSchemas", "isSpecType"])
const unused = [
  "for (const key of SPEC_SCHEMA_KEYS) register(key, schemas_exports[key]);",
  "for (const [key, schema] of Object.entries(authSchemas)) register(key, schema);"
]

const importOfZod = /^import \* as (\w+) from "zod\/v4";$/m

// zod compiles generated code for each schema, which takes longer than it saves in a session.
const withoutJit = (/** @type {string} */ code) => code.replace(importOfZod, "$&\n$1.config({ jitless: true });")

/** @returns {import("rolldown").Plugin} */
export const schemasOnDemand = () => {
  const removed = new Set()
  let hasSdk = false
  let importsZod = false
  return {
    name: "schemas-on-demand",
    transform: {
      filter: { id: [sdk, own], code: /@modelcontextprotocol|Schema/ },
      handler(code, id) {
        const program = this.parse(code, { lang: id.endsWith("ts") ? "ts" : "js" })
        if (own.test(id)) {
          const badImport = importsOf(program).find(
            ({ imported = "", source }) =>
              source.startsWith("@modelcontextprotocol/") && (schema.test(imported) || unusedExports.has(imported))
          )
          if (badImport !== undefined)
            this.error(`${badImport.imported} of the SDK is no schema after the build: schemas are made on demand`)
          return undefined
        }
        hasSdk = true
        importsZod ||= importOfZod.test(code)
        const rewritten = rewrite(code, program, { helper, unused })
        for (const statement of rewritten?.removed ?? []) removed.add(statement)
        return rewritten && { code: withoutJit(rewritten.code), map: null }
      }
    },
    buildEnd(error) {
      const missing = unused.find((statement) => !removed.has(statement))
      if (error !== undefined || !hasSdk) return
      if (missing !== undefined) this.error(`the SDK no longer has the statement ${missing}`)
      if (!importsZod) this.error("the SDK imports zod in another way, so zod's code generation cannot be switched off")
    }
  }
}
