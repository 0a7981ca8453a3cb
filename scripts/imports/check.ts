/** Checks the packages below a folder, all of them or one. */
import { join } from "node:path"
import { problemsOf } from "./problems.ts"
import type { PackageRooms } from "./rooms.ts"
import { readSources } from "./sources.ts"
import { sourceFolder } from "./words.ts"

export interface Checked {
  readonly name: string
  readonly files: number
  readonly imports: number
  readonly problems: ReadonlyArray<string>
}

export const check = (root: string, packages: ReadonlyArray<PackageRooms>): ReadonlyArray<Checked> =>
  packages.map((rooms) => {
    const sources = readSources(join(root, sourceFolder(rooms.name)))
    return {
      name: rooms.name,
      files: sources.length,
      imports: sources.reduce((sum, { imports }) => sum + imports.length, 0),
      problems: problemsOf(rooms, sources)
    }
  })
