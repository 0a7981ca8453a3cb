/** The modules of the reference: every module that a program can import. The server exports none. */
import { readdirSync } from "node:fs"
import { join, sep } from "node:path"
import { fileURLToPath } from "node:url"

export const root = fileURLToPath(new URL("../..", import.meta.url))

/** By the path of its source, the name under which a module is imported. */
export type Modules = ReadonlyMap<string, string>

const core = "@effect-losant/core"

const nameInCore = (path: string) => (path === "index" ? core : `${core}/${path}`)

export const modules = (): Modules => {
  const sources = join(root, "packages/core/src")
  const paths = readdirSync(sources, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts") && !path.startsWith("internal"))
    .map((path) => path.slice(0, -".ts".length).split(sep).join("/"))
    .sort()
  return new Map([
    ...paths.map((path) => [join(sources, `${path}.ts`), nameInCore(path)] as const),
    [join(root, "packages/fleet/src/index.ts"), "@effect-losant/fleet"],
    [join(root, "packages/fleet/src/sql/index.ts"), "@effect-losant/fleet/sql"],
    [join(root, "packages/emulator/src/index.ts"), "@effect-losant/emulator"]
  ])
}
