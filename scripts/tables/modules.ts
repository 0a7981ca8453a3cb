/**
 * The lists of core's modules, in the sources that name them. They are written before core is loaded, which the other
 * tables need.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"

const source = "packages/core/src"

const beginOf = (name: string) => `// ${name}: written by npm run tables`
const endOf = (name: string) => `// end of ${name}`

const partsOf = (text: string, name: string): readonly [before: string, block: string, after: string] => {
  const [before, rest] = text.split(beginOf(name))
  const [block, after] = rest?.split(endOf(name)) ?? []
  if (before === undefined || block === undefined || after === undefined) {
    throw new Error(`The source does not mark where ${name} are.`)
  }
  return [before, block, after]
}

/** Writes the lines of a block, with the indentation of its end. */
const insertLines = (text: string, name: string, lines: ReadonlyArray<string>): string => {
  const [before, block, after] = partsOf(text, name)
  const indentation = /[ ]*$/.exec(block)?.[0] ?? ""
  const written = lines.map((line) => `${line === "" ? "" : indentation}${line}\n`).join("")
  return `${before}${beginOf(name)}\n${written}${indentation}${endOf(name)}${after}`
}

/** Each letter in lower case, with what sorts the capital one before it. */
const sortKey = (name: string): string =>
  name.replaceAll(/./g, (char) => `${char.toLowerCase()}${/[A-Z]/.test(char) ? 0 : 1}`)

/** The order in which the formatter sorts imports. */
const byPath = (one: string, other: string): number => (sortKey(one) < sortKey(other) ? -1 : 1)

const modulesIn = (root: string, folder: string): ReadonlyArray<string> =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      if (entry.isDirectory()) return modulesIn(root, join(folder, entry.name)).map((name) => `${entry.name}/${name}`)
      return entry.name.endsWith(".ts") ? [entry.name.slice(0, -".ts".length)] : []
    })
    .sort(byPath)

const declares = /^(?:export )?const \w+ = Action\.make\(/m

/** The modules that declare actions, such as `InstanceOrg`. */
export const resourceModules = (root: string): ReadonlyArray<string> =>
  readdirSync(join(root, source))
    .filter((name) => name.endsWith(".ts") && declares.test(readFileSync(join(root, source, name), "utf8")))
    .map((name) => name.slice(0, -".ts".length))
    .sort(byPath)

// Other schemas spread these fields into their own, so programs do not need them.
const holdsParts = (name: string): boolean => name === "List" || name.endsWith("Parts")

const schemaModules = (root: string): ReadonlyArray<string> =>
  modulesIn(root, `${source}/schemas`).filter((name) => name !== "index" && !holdsParts(name))

/** Keeps the documented order; a new module comes last. */
const inOrder = (text: string, name: string, modules: ReadonlyArray<string>): ReadonlyArray<string> => {
  const before = (partsOf(text, name)[1].match(/\w+/g) ?? []).filter((word) => modules.includes(word))
  return [...before, ...modules.filter((module) => !before.includes(module))]
}

const namespaces = (keyword: "export" | "import", modules: ReadonlyArray<string>): ReadonlyArray<string> =>
  modules.map((name) => `${keyword} * as ${name} from "./${name}.ts"`)

const withCommas = (names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.map((name, index) => (index === names.length - 1 ? name : `${name},`))

type Write = (text: string, root: string) => string

/** The sources with generated lists, each with the function that writes them anew. */
export const sources: Readonly<Record<string, Write>> = {
  [`${source}/Actions.ts`]: (text, root) => {
    const modules = resourceModules(root)
    // The formatter wants an empty line after the last import.
    const imported = insertLines(text, "imports of resources", [...namespaces("import", modules), ""])
    const ordered = inOrder(text, "resources in order", modules)
    return insertLines(imported, "resources in order", withCommas(ordered))
  },
  [`${source}/index.ts`]: (text, root) => insertLines(text, "resources", namespaces("export", resourceModules(root))),
  [`${source}/schemas/index.ts`]: (text, root) =>
    insertLines(
      text,
      "modules of schemas",
      schemaModules(root).map((name) => `export * from "./${name}.ts"`)
    )
}

/** The text without the lines of its generated blocks. */
export const withoutBlocks = (text: string): string =>
  text.replaceAll(/^(.*: written by npm run tables\b.*)$[\s\S]*?^(.*\bend of )/gm, "$1\n$2")

/** Writes the lists anew, and gives the paths of the sources that changed. */
export const writeModules = (root: string): ReadonlyArray<string> =>
  Object.entries(sources).flatMap(([path, write]) => {
    const before = readFileSync(join(root, path), "utf8")
    const after = write(before, root)
    if (after === before) return []
    writeFileSync(join(root, path), after)
    return [path]
  })
