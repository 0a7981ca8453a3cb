// npm run tables
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { writeModules } from "./modules.ts"

const root = fileURLToPath(new URL("../..", import.meta.url))

// The help is as wide as the terminal, but the documents show the same help everywhere.
process.stdout.isTTY = false

for (const path of writeModules(root)) console.log(`${path} is written anew.`)

// Only from here on core knows modules that are new.
const { documents, render, wholeFiles } = await import("./documents.ts")
const { read } = await import("./sources.ts")

for (const path of Object.keys(documents)) {
  const before = read(path)
  const after = await render(path, before)
  if (after === before) continue
  writeFileSync(new URL(`../../${path}`, import.meta.url), after)
  console.log(`${path} is written anew.`)
}

for (const [path, write] of Object.entries(wholeFiles)) {
  const url = new URL(`../../${path}`, import.meta.url)
  if (existsSync(url) && readFileSync(url, "utf8") === write()) continue
  writeFileSync(url, write())
  console.log(`${path} is written anew.`)
}
