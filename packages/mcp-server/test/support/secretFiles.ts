// Paths of new files for the secrets of tokens, in a folder that is removed at the end.
import { existsSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

let folder: string | undefined
let count = 0

const makeFolder = (): string => {
  const made = mkdtempSync(join(tmpdir(), "effect-losant-secrets-"))
  process.once("exit", () => rmSync(made, { recursive: true, force: true }))
  return made
}

const pathOf = (index: number): string => {
  folder ??= makeFolder()
  return join(folder, `token-${index}`)
}

/** A path at which no file exists: the same one until a call makes the file. */
export const newSecretFile = (): string => {
  while (existsSync(pathOf(count))) count++
  return pathOf(count)
}
