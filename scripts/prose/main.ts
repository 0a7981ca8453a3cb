// npm run check:prose [-- FOLDER …]
import { fileURLToPath } from "node:url"
import { check, countByFolder } from "./check.ts"
import { refusedOpenings } from "./comments.ts"

const folders = process.argv.slice(2)
const refused = check(fileURLToPath(new URL("../..", import.meta.url))).filter(
  ({ path }) => folders.length === 0 || folders.some((folder) => path.startsWith(folder))
)

for (const { path, line, text } of refused) console.error(`${path}:${line}: ${text}`)
if (refused.length > 0) {
  for (const [folder, count] of countByFolder(refused)) console.error(`${String(count).padStart(4)} in ${folder}`)
  console.error(
    `${refused.length} comments begin with ${refusedOpenings.join(", ")}. A comment's first sentence names its subject.`
  )
  process.exitCode = 1
} else {
  console.log(`No comment begins with ${refusedOpenings.join(", ")}.`)
}
