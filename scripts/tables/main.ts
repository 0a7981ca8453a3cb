// npm run tables
import { writeFileSync } from "node:fs"
import { documents, render } from "./documents.ts"
import { read } from "./sources.ts"

// The help is as wide as the terminal, but the documents show the same help everywhere.
process.stdout.isTTY = false

for (const path of Object.keys(documents)) {
  const before = read(path)
  const after = await render(path, before)
  if (after === before) continue
  writeFileSync(new URL(`../../${path}`, import.meta.url), after)
  console.log(`${path} is written anew.`)
}
