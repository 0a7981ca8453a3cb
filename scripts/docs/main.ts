// npm run docs
import { rmSync } from "node:fs"
import { join } from "node:path"
import { filesIn } from "./files.ts"
import { brokenLinks } from "./links.ts"
import { modules, root } from "./modules.ts"
import { build } from "./reference.ts"

const folder = join(root, "dist/reference")
rmSync(folder, { recursive: true, force: true })

const known = modules()
const problems = [
  ...(await build(known, folder)),
  ...brokenLinks(folder, filesIn(folder, ".html")),
  ...brokenLinks(root, filesIn(root, ".md"))
]
if (problems.length > 0) {
  console.error(problems.join("\n"))
  process.exitCode = 1
} else {
  console.log(`The reference of ${known.size} modules is in ${folder}, and all links lead somewhere.`)
}
