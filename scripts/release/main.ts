// npm run release:versions, and npm run release:registry -- FILE
import { readFileSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { registryFile, versionSource, withBundleHash } from "./versions.ts"

const usage = `Usage: npm run release:versions
       npm run release:registry -- FILE

The first raises the versions as the changesets say, and takes them over into server.json and version.ts. The second
puts the hash of the desktop bundle FILE into server.json, which can then be published.`

const pathOf = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url))
const read = (name: string) => readFileSync(pathOf(name), "utf8")
const change = (name: string, by: (text: string) => string) => writeFileSync(pathOf(name), by(read(name)))

const run = ([command, file, ...others]: ReadonlyArray<string>): number => {
  if (command === "versions" && file === undefined) {
    const { version } = JSON.parse(read("packages/mcp-server/package.json"))
    change("server.json", (text) => registryFile(text, version))
    change("packages/mcp-server/src/config/version.ts", (text) => versionSource(text, version))
    console.log(`server.json and version.ts state ${version}`)
    return 0
  }
  if (command === "registry" && file !== undefined && others.length === 0) {
    change("server.json", (text) => withBundleHash(text, readFileSync(file)))
    console.log(`server.json states the hash of ${file}`)
    return 0
  }
  console.error(usage)
  return 2
}

process.exitCode = run(process.argv.slice(2))
