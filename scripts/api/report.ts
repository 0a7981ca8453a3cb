/** The report of a package's public types: the declarations of every module that a program gets, without comments. */
import { spawnSync } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, sep } from "node:path"
import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("../..", import.meta.url))

export interface Reported {
  /** The package's folder, and its name after `@effect-losant/`. */
  readonly name: string
  /** True if a program imports each module by its path. Otherwise it gets what each index exports. */
  readonly hasPublicModules: boolean
}

export const reported: ReadonlyArray<Reported> = [
  { name: "core", hasPublicModules: true },
  { name: "fleet", hasPublicModules: false }
]

/** The path of the report, from the root. */
export const reportFile = ({ name }: Reported) => `packages/${name}/api.md`

const extension = ".d.ts"

/** The declarations of each module, by its path within the package without extension. */
export type Declarations = ReadonlyMap<string, string>

/** Gives TypeScript's declarations of a package's sources, private modules included. */
export const declare = ({ name }: Reported): Declarations => {
  const folder = mkdtempSync(join(tmpdir(), "effect-losant-api-"))
  // With one thread, the types always come in the same order.
  const options = ["--emitDeclarationOnly", "--removeComments", "--sourceMap", "false", "--singleThreaded"]
  const tsc = join(root, "node_modules/typescript/bin/tsc")
  const conditions = ["--customConditions", "@effect-losant/source"]
  const args = [tsc, "-p", join(root, `packages/${name}/tsconfig.build.json`), ...options, "--outDir", folder]
  const { status, stdout } = spawnSync(process.execPath, name === "core" ? args : [...args, ...conditions], {
    encoding: "utf8"
  })
  const declarations = new Map(
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(extension))
      .map((file) => [
        file.slice(0, -extension.length).split(sep).join("/"),
        readFileSync(join(folder, file), "utf8").trim()
      ])
  )
  rmSync(folder, { recursive: true })
  if (status !== 0) throw new Error(`The types of ${name} cannot be declared:\n${stdout}`)
  return declarations
}

const isIndex = (module: string) => /(^|\/)index$/.test(module)

/** The modules whose declarations a program gets. */
const publicModules = (declarations: Declarations, { hasPublicModules }: Reported): ReadonlyArray<string> => {
  if (hasPublicModules) return [...declarations.keys()].filter((module) => !module.startsWith("internal/"))
  // Each folder with an index is a module of the package.
  return [...declarations.keys()].filter(isIndex).flatMap((index) => {
    const folder = index.slice(0, -"index".length)
    const exported = (declarations.get(index) ?? "").matchAll(/from "\.\/([^"]+)\.ts"/g)
    return [index, ...[...exported].map(([, module = ""]) => `${folder}${module}`)]
  })
}

const nameOf = (module: string, { name, hasPublicModules }: Reported) => {
  // A program imports an index of core by its path too.
  const path = hasPublicModules && module !== "index" ? module : module.replace(/\/?index$/, "")
  return ["@effect-losant", name, ...(path === "" ? [] : [path])].join("/")
}

/** Lists the private modules that public declarations name. A program could not import their types. */
export const leaks = (declarations: Declarations, of: Reported): ReadonlyArray<string> =>
  publicModules(declarations, of).flatMap((module) =>
    [...(declarations.get(module) ?? "").matchAll(/["']([./]*internal\/[^"']+)["']/g)].map(
      ([, named]) => `${nameOf(module, of)} names ${named}`
    )
  )

export const render = (declarations: Declarations, of: Reported): string => {
  const sections = [...new Set(publicModules(declarations, of))]
    .map((module) => ({ name: nameOf(module, of), text: declarations.get(module) ?? "" }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, text }) => `## ${name}\n\n\`\`\`ts\n${text}\n\`\`\``)
  const what = of.hasPublicModules ? "that can be imported declares" : "from which the package exports declares"
  const intro =
    `# Public types of @effect-losant/${of.name}\n\nWhat each module ${what}, so that a change of it is ` +
    "seen in review.\n`npm run check:api` compares this file with the sources; `npm run check:api -- --update` " +
    "writes it."
  return `${[intro, ...sections].join("\n\n")}\n`
}
