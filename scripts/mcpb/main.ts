// npm run build:mcpb [-- --output FILE]
import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"
import { resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { makeBundle } from "./bundle.ts"

const usage = `Usage: npm run build:mcpb [-- --output FILE]

Packs the built server as a bundle for desktop clients. Without FILE it is dist/effect-losant-mcp.mcpb.`

const standard = fileURLToPath(new URL("../../dist/effect-losant-mcp.mcpb", import.meta.url))

const outputOf = (args: ReadonlyArray<string>): string | undefined => {
  try {
    const { output } = parseArgs({ args: [...args], options: { output: { type: "string" } } }).values
    return output === undefined ? standard : resolve(output)
  } catch {
    return undefined
  }
}

const output = outputOf(process.argv.slice(2))
if (output === undefined) {
  console.error(usage)
  process.exitCode = 2
} else {
  await makeBundle(output)
  const bundle = readFileSync(output)
  console.log(`${output}: ${(bundle.length / 1e6).toFixed(1)} MB`)
  console.log(`SHA-256 ${createHash("sha256").update(bundle).digest("hex")}`)
}
