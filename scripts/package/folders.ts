/** The folders and versions that the check of the packages uses. */
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { parse } from "yaml"

export const root = fileURLToPath(new URL("../..", import.meta.url))

/** The programs that the consumers run. */
export const programs = fileURLToPath(new URL("consumer", import.meta.url))

const read = (path: string) => readFileSync(`${root}/${path}`, "utf8")

const catalog: Readonly<Record<string, string>> = parse(read("pnpm-workspace.yaml")).catalog

const manifest: {
  readonly packageManager: string
  readonly devDependencies: Readonly<Record<string, string>>
} = JSON.parse(read("package.json"))

export const { packageManager } = manifest

/** Gives the version of a dependency in the workspace, which consumers use too. */
export const versionOf = (name: string): string => {
  const version = catalog[name] ?? manifest.devDependencies[name]
  if (version === undefined) throw new Error(`The workspace names no version of ${name}.`)
  return version
}
