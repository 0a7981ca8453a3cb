// Type-checks the TypeScript examples in doc comments, in docs and in the READMEs, so that they stay true. Each example
// is written to a file of its own, on the same line as in its source. The packages resolve there as they do for a
// program.
import { spawnSync } from "node:child_process"
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("..", import.meta.url))
const folder = join(root, "node_modules/.cache/doc-examples")

/** @type {(path: string) => ReadonlyArray<string>} */
const sources = (path) =>
  readdirSync(join(root, path), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(path, name))

const packages = readdirSync(join(root, "packages")).map((name) => join("packages", name))
const pages = readdirSync(join(root, "docs"))
  .filter((name) => name.endsWith(".md"))
  .map((name) => join("docs", name))
const documents = ["README.md", "CONTRIBUTING.md", ...pages, ...packages.map((path) => join(path, "README.md"))].filter(
  (path) => existsSync(join(root, path))
)
const comments = packages.map((path) => join(path, "src")).filter((path) => existsSync(join(root, path)))

/**
 * Gives the examples of a text. Each begins with so many empty lines that it stands on the same line as in the text.
 *
 * @type {(text: string) => ReadonlyArray<string>}
 */
const examplesOf = (text) => {
  /** @type {Array<string>} */
  const examples = []
  /** @type {Array<string> | undefined} */
  let example
  text.split("\n").forEach((raw, index) => {
    const line = raw.replace(/^\s*\* ?/, "")
    if (example === undefined) {
      if (/^\s*```ts\s*$/.test(line)) example = Array.from({ length: index + 1 }, () => "")
    } else if (line.trimStart().startsWith("```")) {
      const text = example.join("\n")
      // An example that imports a file beside it is a copy of a file, which the type check reads anyway.
      if (!/ from "\.\//.test(text)) examples.push(text)
      example = undefined
    } else {
      example.push(line)
    }
  })
  return examples
}

rmSync(folder, { recursive: true, force: true })
const files = [...comments.flatMap(sources), ...documents].flatMap((path) =>
  examplesOf(readFileSync(join(root, path), "utf8")).map((example, index) => {
    const file = `${path}.${index + 1}.ts`
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), `${example}\nexport {}\n`)
    return file
  })
)
// An example may declare a name that it does not use.
const options = { noUnusedLocals: false, noUnusedParameters: false }
const config = { extends: join(root, "tsconfig.json"), compilerOptions: options, files, include: [] }
writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config))

const tsc = [join(root, "node_modules/typescript/bin/tsc"), "--pretty", "false", "-p", folder]
const { status, stdout, stderr } = spawnSync(process.execPath, tsc, { cwd: folder, encoding: "utf8" })
if (status === 0) {
  console.log(`${files.length} examples type-check`)
} else {
  // The number of the example is left out, since the line tells more.
  console.error(`${stdout}${stderr}`.replaceAll(/^(\S+)\.\d+\.ts\(/gm, "$1("))
  process.exitCode = 1
}
