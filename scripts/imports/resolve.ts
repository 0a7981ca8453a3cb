/** Follows the imports of a package to their files, and judges those that lead to other packages. */
import { posix } from "node:path"
import type { PackageRooms } from "./rooms.ts"
import type { Import, Source } from "./sources.ts"
import { folderOf, joined, sourceFolder } from "./words.ts"

const scope = "@effect-losant/"

const verbs: Readonly<Record<Import["kind"], string>> = {
  value: "imports",
  type: "imports types of",
  dynamic: "imports on demand"
}

/** An import of one source by another of the same package. Both paths start below `src`. */
export interface InnerImport {
  readonly from: string
  readonly to: string

  /** The import in words, with its place. */
  readonly text: string
}

export interface Resolved {
  readonly innerImports: ReadonlyArray<InnerImport>
  readonly problems: ReadonlyArray<string>
}

type Target =
  | { readonly kind: "inner"; readonly path: string }
  | { readonly kind: "package"; readonly name: string }
  | { readonly kind: "external" | "outside" | "computed" }

const targetOf = (own: string, from: string, module: string | undefined): Target => {
  if (module === undefined) return { kind: "computed" }
  if (module.startsWith(".")) {
    const path = posix.normalize(folderOf(from) + module)
    return path.startsWith("..") ? { kind: "outside" } : { kind: "inner", path }
  }
  if (!module.startsWith(scope)) return { kind: "external" }
  const [name = "", ...rest] = module.slice(scope.length).split("/")
  return name === own ? { kind: "inner", path: `${rest.join("/") || "index"}.ts` } : { kind: "package", name }
}

export const resolveImports = (rooms: PackageRooms, sources: ReadonlyArray<Source>): Resolved => {
  const paths = new Set(sources.map(({ path }) => path))
  const innerImports: Array<InnerImport> = []
  const problems: Array<string> = []
  const allowed = rooms.imports.length === 0 ? "no other package" : `only ${joined(rooms.imports)}`

  for (const { path: from, imports } of sources) {
    for (const { module, line, kind } of imports) {
      const target = targetOf(rooms.name, from, module)
      const text = (to: string) => `${sourceFolder(rooms.name)}${from}:${line} ${verbs[kind]} ${to}`
      if (target.kind === "inner") {
        if (paths.has(target.path)) innerImports.push({ from, to: target.path, text: text(target.path) })
        else problems.push(`${text(target.path)}, but the package has no such source.`)
      } else if (target.kind === "package") {
        const onlyFile = rooms.importedOnlyBy?.[target.name]
        if (!rooms.imports.includes(target.name)) {
          problems.push(`${text(scope + target.name)}, but ${rooms.name} may import ${allowed}.`)
        } else if (onlyFile !== undefined && onlyFile !== from) {
          problems.push(`${text(scope + target.name)}, but only ${onlyFile} may import it.`)
        }
      } else if (target.kind === "outside") {
        problems.push(`${text(module ?? "")}, which is outside of src: another package is imported by its name.`)
      } else if (target.kind === "computed") {
        problems.push(`${text("a module by a computed name")}, which this check cannot follow.`)
      }
    }
  }
  return { innerImports, problems }
}
