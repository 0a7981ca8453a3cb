/** Reads the source files of a package and their imports, those of types and those on demand included. */
import { readdirSync, readFileSync } from "node:fs"
import { join, sep } from "node:path"
import { parseSync, Visitor } from "rolldown/utils"

export interface Source {
  /** The path below `src`, with slashes. */
  readonly path: string
  readonly lines: number
  readonly imports: ReadonlyArray<Import>
}

export interface Import {
  /** The module as the file names it. A template with placeholders is `undefined`, as is any other computed name. */
  readonly module: string | undefined
  readonly line: number
  readonly kind: "value" | "type" | "dynamic"
}

/** An expression or a type that may be the name of a module. */
interface Named {
  readonly type: string
  readonly value?: unknown
  readonly quasis?: ReadonlyArray<{ readonly value: { readonly cooked?: string | null } }>
}

const nameOf = ({ value, quasis }: Named): string | undefined => {
  if (typeof value === "string") return value
  return quasis?.length === 1 ? (quasis[0]?.value.cooked ?? undefined) : undefined
}

/** True if an `import` or `export` has the word `type` before all that it names. */
const isTypeOnly = (kind: string | null, specifiers: ReadonlyArray<string | null | undefined>) =>
  kind === "type" || (specifiers.length > 0 && specifiers.every((specifier) => specifier === "type"))

const countLines = (text: string) => text.split("\n").length - (text.endsWith("\n") ? 1 : 0)

/**
 * The imports of a module, in the order in which they stand. The parser is the one that the bundler brings. It reads
 * TypeScript's syntax, so no import is lost that the compiler would remove.
 */
export const importsOf = (path: string, text: string): ReadonlyArray<Import> => {
  const { program, errors } = parseSync(path, text)
  const [error] = errors
  if (error !== undefined) throw new Error(`${path} cannot be parsed: ${error.message}`)
  const imports: Array<Import & { readonly start: number }> = []
  const add = (source: Named, start: number, kind: Import["kind"]) =>
    imports.push({ module: nameOf(source), line: countLines(text.slice(0, start + 1)), kind, start })
  new Visitor({
    ImportDeclaration: ({ source, start, importKind, specifiers }) => {
      const kinds = specifiers.map((specifier) => ("importKind" in specifier ? specifier.importKind : null))
      add(source, start, isTypeOnly(importKind ?? null, kinds) ? "type" : "value")
    },
    ExportNamedDeclaration: ({ source, start, exportKind, specifiers }) => {
      const kinds = specifiers.map((specifier) => specifier.exportKind)
      if (source !== null) add(source, start, isTypeOnly(exportKind ?? null, kinds) ? "type" : "value")
    },
    ExportAllDeclaration: ({ source, start, exportKind }) => {
      add(source, start, exportKind === "type" ? "type" : "value")
    },
    ImportExpression: ({ source, start }) => {
      add(source, start, "dynamic")
    },
    TSImportType: ({ source, start }) => {
      add(source, start, "type")
    }
  }).visit(program)
  return imports.sort((a, b) => a.start - b.start).map(({ module, line, kind }) => ({ module, line, kind }))
}

/** The sources below a folder, without tests, sorted by path. */
export const readSources = (folder: string): ReadonlyArray<Source> =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => name.split(sep).join("/"))
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .sort()
    .map((path) => {
      const text = readFileSync(join(folder, path), "utf8")
      return { path, lines: countLines(text), imports: importsOf(path, text) }
    })
