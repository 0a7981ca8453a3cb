// npm run check:imports [-- PACKAGE …]
import { fileURLToPath } from "node:url"
import { check } from "./check.ts"
import { packages } from "./rooms.ts"

const root = fileURLToPath(new URL("../..", import.meta.url))

const run = (names: ReadonlyArray<string>): number => {
  const known = packages.map(({ name }) => name)
  const unknown = names.find((name) => !known.includes(name))
  if (unknown !== undefined) {
    console.error(`There is no package ${unknown}.\nUsage: npm run check:imports [-- ${known.join("|")} …]`)
    return 2
  }
  const checked = check(
    root,
    packages.filter(({ name }) => names.length === 0 || names.includes(name))
  )
  for (const { name, files, imports, problems } of checked) {
    for (const problem of problems) console.error(problem)
    const result = problems.length === 0 ? "all point one way" : `${problems.length} problems`
    console.log(`${name}: ${files} files, ${imports} imports: ${result}`)
  }
  return checked.some(({ problems }) => problems.length > 0) ? 1 : 0
}

process.exitCode = run(process.argv.slice(2))
