/** The sources of a checkout, as far as the scaffold reads and changes them. */
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join, posix } from "node:path"

export const coreSource = "packages/core/src"
export const schemaFolder = `${coreSource}/schemas`
export const toolFolder = "packages/mcp-server/src/tools"

/** The files to write, by their paths, on top of those of the checkout. */
export class Draft {
  readonly files = new Map<string, string>()
  readonly root: string

  constructor(root: string) {
    this.root = root
  }

  /** The text of a file, or undefined if there is none. */
  read(path: string): string | undefined {
    const written = this.files.get(path)
    if (written !== undefined) return written
    return existsSync(join(this.root, path)) ? readFileSync(join(this.root, path), "utf8") : undefined
  }

  write(path: string, text: string): void {
    this.files.set(path, text)
  }

  /** The schema module that exports a name. */
  moduleOf(name: string): string | undefined {
    const present = readdirSync(join(this.root, schemaFolder), { recursive: true, encoding: "utf8" })
    const paths = new Set([
      ...present.map((path) => `${schemaFolder}/${path.replaceAll("\\", "/")}`),
      ...[...this.files.keys()].filter((path) => path.startsWith(schemaFolder))
    ])
    const declares = new RegExp(`^export (?:const|class) ${name}\\b`, "m")
    return [...paths].find((path) => path.endsWith(".ts") && declares.test(this.read(path) ?? ""))
  }
}

const specifierOf = (from: string, to: string): string => {
  const path = posix.relative(posix.dirname(from), to)
  return path.startsWith(".") ? path : `./${path}`
}

const isImported = (text: string, name: string): boolean =>
  [...text.matchAll(/^import [\s\S]*?from ".*"$/gm)].some(([statement]) => new RegExp(`\\b${name}\\b`).test(statement))

/** The text with imports of the names, each from the module that exports it. The formatter sorts and joins them. */
export const addImports = (text: string, path: string, names: ReadonlyMap<string, string>): string => {
  const lines = [...names]
    .filter(([name, module]) => module !== path && !isImported(text, name))
    .map(([name, module]) => `import { ${name} } from "${specifierOf(path, module)}"\n`)
  return text.replace(/^import .*\n/m, (first) => first + lines.join(""))
}
