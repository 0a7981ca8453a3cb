/** The folders of the repository that the bench uses. */
import { mkdirSync } from "node:fs"
import { fileURLToPath } from "node:url"

const pathOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

export const bench = pathOf(".")
export const root = pathOf("..")
export const packages = pathOf("../packages")

/** Holds what the bench makes and installs; it may be deleted at any time. */
export const cache = (): string => {
  const folder = pathOf("../node_modules/.cache/effect-losant-bench")
  mkdirSync(folder, { recursive: true })
  return folder
}
