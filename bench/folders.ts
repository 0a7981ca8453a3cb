/** The folders that the bench uses. */
import { mkdirSync } from "node:fs"
import { fileURLToPath } from "node:url"

const pathOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

export const bench = pathOf(".")
export const root = pathOf("..")
export const packages = pathOf("../packages")

/** The folder for everything that the bench makes and installs. It may be deleted at any time. */
export const cache = (): string => {
  const folder = pathOf("../node_modules/.cache/effect-losant-bench")
  mkdirSync(folder, { recursive: true })
  return folder
}
