/** The report of core's public types: the declarations of every module that can be imported, without comments. */
import { spawnSync } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, sep } from "node:path"
import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("../..", import.meta.url))

/** The path of the report, from the root. */
export const reportFile = "packages/core/api.md"

const extension = ".d.ts"

/** The declarations of each module, by its path within the package without extension. */
export type Declarations = ReadonlyMap<string, string>

/** Gives TypeScript's declarations of core's sources, private modules included. */
export const declare = (): Declarations => {
  const folder = mkdtempSync(join(tmpdir(), "effect-losant-api-"))
  // With one thread, the types always come in the same order.
  const options = ["--emitDeclarationOnly", "--removeComments", "--sourceMap", "false", "--singleThreaded"]
  const tsc = join(root, "node_modules/typescript/bin/tsc")
  const args = [tsc, "-p", join(root, "packages/core/tsconfig.build.json"), ...options, "--outDir", folder]
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: "utf8" })
  const declarations = new Map(
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(extension))
      .map((name) => [
        name.slice(0, -extension.length).split(sep).join("/"),
        readFileSync(join(folder, name), "utf8").trim()
      ])
  )
  rmSync(folder, { recursive: true })
  if (status !== 0) throw new Error(`The types of core cannot be declared:\n${stdout}`)
  return declarations
}

const isPrivate = (module: string) => module.startsWith("internal/")

const nameOf = (module: string) => (module === "index" ? "@effect-losant/core" : `@effect-losant/core/${module}`)

/** Lists the private modules that public declarations name. A program could not import their types. */
export const leaks = (declarations: Declarations): ReadonlyArray<string> =>
  [...declarations]
    .filter(([module]) => !isPrivate(module))
    .flatMap(([module, text]) =>
      [...text.matchAll(/["']([./]*internal\/[^"']+)["']/g)].map(([, named]) => `${nameOf(module)} names ${named}`)
    )

export const render = (declarations: Declarations): string => {
  const sections = [...declarations]
    .filter(([module]) => !isPrivate(module))
    .map(([module, text]) => ({ name: nameOf(module), text }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, text }) => `## ${name}\n\n\`\`\`ts\n${text}\n\`\`\``)
  const intro =
    "# Public types of @effect-losant/core\n\nWhat each module that can be imported declares, so that a change of it is " +
    "seen in review.\n`npm run check:api` compares this file with the sources; `npm run check:api -- --update` " +
    "writes it."
  return `${[intro, ...sections].join("\n\n")}\n`
}
