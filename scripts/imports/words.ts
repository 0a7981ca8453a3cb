/** Words paths and lists for the problems. */

export const joined = (parts: ReadonlyArray<string>): string =>
  parts.length < 2 ? parts.join() : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`

/** The folder of a package's sources, as seen from the root. */
export const sourceFolder = (packageName: string): string => `packages/${packageName}/src/`

/** The folder of a path, with a slash at its end. At the root it is empty. */
export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/") + 1)
