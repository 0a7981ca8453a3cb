/** Writes everything that a further action needs. */
import { spawnSync } from "node:child_process"
import { mkdirSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import * as Effect from "effect/Effect"
import type { FolderError } from "../contract/folder.ts"
import { writeModules } from "../tables/modules.ts"
import { writeDeclaration } from "./declaration.ts"
import { type Description, describeAction } from "./description.ts"
import type { Refusal } from "./Refusal.ts"
import { Draft } from "./repository.ts"
import { writeSchemas } from "./schemas.ts"
import { writeTool } from "./tool.ts"

/** The version that will bring the action: the next one in which something is new. */
const nextVersion = (draft: Draft): string => {
  const [, major = "0", minor = "0"] =
    /"version": "(\d+)\.(\d+)/.exec(draft.read("packages/core/package.json") ?? "") ?? []
  return `${major}.${Number(minor) + 1}.0`
}

const packages = ["core", "fleet", "emulator", "mcp-server"]

const writeChangeset = (draft: Draft, { name }: Description): void => {
  const lines = packages.map((each) => `"@effect-losant/${each}": minor`)
  draft.write(
    `.changeset/${name.replaceAll(/[.A-Z]/g, (letter) => `-${letter.replace(".", "").toLowerCase()}`).replace("--", "-")}.md`,
    `---\n${lines.join("\n")}\n---\n\nAdd the action \`${name}\` and its tool.\n`
  )
}

/** The files of an action, by their paths. Nothing is written yet. */
export const draftAction = Effect.fnUntraced(function* (
  root: string,
  name: string,
  folder: string,
  toolset: string
): Effect.fn.Return<ReadonlyMap<string, string>, Refusal | FolderError> {
  const description = yield* describeAction(name, folder)
  const draft = new Draft(root)
  const since = nextVersion(draft)
  yield* writeSchemas(draft, description, since)
  yield* writeDeclaration(draft, description, since)
  yield* writeTool(draft, description, toolset)
  writeChangeset(draft, description)
  return draft.files
})

const format = (root: string, paths: ReadonlyArray<string>): void => {
  const biome = join(root, "node_modules/@biomejs/biome/bin/biome")
  const { status, stderr } = spawnSync(process.execPath, [biome, "check", "--write", ...paths], {
    cwd: root,
    encoding: "utf8"
  })
  if (status !== 0) throw new Error(`The new files are written, but the linter refuses them:\n${stderr}`)
}

/** Writes the files of a draft, formatted, and the lists of core's modules. */
export const writeDraft = (root: string, files: ReadonlyMap<string, string>): void => {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  writeModules(root)
  format(root, [...files.keys()])
}
