/** The rules for imports, folders and files. Each problem is one sentence that names the file and the rule. */
import { findCircles } from "./circles.ts"
import { type InnerImport, resolveImports } from "./resolve.ts"
import { maximumFiles, maximumLines, type PackageRooms } from "./rooms.ts"
import type { Source } from "./sources.ts"
import { folderOf, joined, sourceFolder } from "./words.ts"

/** The room of a source: the longest path that the list names and that leads to it. */
const roomOf = ({ rooms }: PackageRooms, path: string) => {
  const [room] = rooms
    .filter((name) => path === name || path.startsWith(`${name}/`))
    .sort((one, other) => other.length - one.length)
  return room ?? path.split("/")[0] ?? path
}

/** The file or folder through which a path goes on below a folder. */
const childOf = (folder: string, path: string) => folder + (path.slice(folder.length).split("/")[0] ?? "")

/** The folders in which a source lies, from the root down. */
const foldersAbove = (path: string): ReadonlyArray<string> => {
  const names = path.split("/").slice(0, -1)
  return ["", ...names.map((_, index) => `${names.slice(0, index + 1).join("/")}/`)]
}

const breaksOrder = (rooms: PackageRooms, { from, to }: InnerImport) => {
  const [first, second] = [from, to].map((path) => rooms.rooms.indexOf(roomOf(rooms, path)))
  return first !== undefined && second !== undefined && first >= 0 && second > first
}

const againstOrder = (rooms: PackageRooms, { from, to, text }: InnerImport) =>
  `${text}, but the room ${roomOf(rooms, from)} may not import ${roomOf(rooms, to)}, which comes after it.`

const fileCircles = (imports: ReadonlyArray<InnerImport>) =>
  findCircles(imports).map(
    (circle) => `${circle.length} files import each other in a circle: ${joined(circle.map(({ text }) => text))}.`
  )

/**
 * Circles of which at least one member is a folder with everything in it. Those between files alone are found without
 * this. A function says in which member a file lies: at the root of `src` in its room, elsewhere in a file or folder of
 * the same folder.
 */
const folderCircles = (imports: ReadonlyArray<InnerImport>, memberOf: (path: string) => string) =>
  findCircles(imports.map(({ from, to, text }) => ({ from: memberOf(from), to: memberOf(to), text })))
    .filter((circle) => circle.some(({ from }) => !from.endsWith(".ts")))
    .map((circle) => {
      const members = joined(circle.map(({ from }) => from))
      return `${members} import each other in a circle: ${joined(circle.map(({ text }) => text))}.`
    })

const roomProblems = (rooms: PackageRooms, sources: ReadonlyArray<Source>) => {
  const root = sourceFolder(rooms.name)
  const paths = new Set(sources.map(({ path }) => path))
  const found = [...new Set(sources.map(({ path }) => roomOf(rooms, path)))]
  const unknown = found.filter((room) => !rooms.rooms.includes(room))
  const loose = rooms.hasPublicModules ? [] : unknown.filter((room) => paths.has(room))
  const entries = rooms.rooms.filter((room) => room.endsWith(".ts"))
  return [
    ...(loose.length > 0
      ? [`${joined(loose)} may not lie at the root of ${root}, where only ${joined(entries)} may.`]
      : []),
    ...unknown
      .filter((room) => !paths.has(room))
      .map((room) => `${root}${room} is a room that scripts/imports/rooms.ts does not name.`),
    ...rooms.rooms
      .filter((room) => !found.includes(room))
      .map((room) => `${root}${room} has no source, but scripts/imports/rooms.ts names it as a room.`)
  ]
}

const sizeProblems = (
  { name, hasPublicModules }: PackageRooms,
  folders: ReadonlyArray<string>,
  sources: ReadonlyArray<Source>
) => {
  const root = sourceFolder(name)
  const crowded = folders
    .filter((folder) => folder !== "" || !hasPublicModules)
    .map((folder) => ({ folder, files: sources.filter(({ path }) => folderOf(path) === folder).length }))
    .filter(({ files }) => files > maximumFiles)
  const long = sources.filter(({ lines }) => lines > maximumLines)
  return [
    ...crowded.map(
      ({ folder, files }) => `${root}${folder} has ${files} files, but at most ${maximumFiles} may lie there.`
    ),
    ...long.map(
      ({ path, lines }) => `${root}${path} has ${lines} lines, but a source may have at most ${maximumLines}.`
    )
  ]
}

/** Everything in a package that breaks a rule. */
export const problemsOf = (rooms: PackageRooms, sources: ReadonlyArray<Source>): ReadonlyArray<string> => {
  const { innerImports, problems } = resolveImports(rooms, sources)
  const folders = [...new Set(sources.flatMap(({ path }) => foldersAbove(path)))].sort()
  const outOfOrder = innerImports.filter((imported) => breaksOrder(rooms, imported))
  // An import that breaks the order is reported once, not again for each circle of rooms that it closes.
  const inOrder = innerImports.filter((imported) => !outOfOrder.includes(imported))
  return [
    ...problems,
    ...outOfOrder.map((imported) => againstOrder(rooms, imported)),
    ...fileCircles(innerImports),
    ...folderCircles(inOrder, (path) => roomOf(rooms, path)),
    ...folders
      .filter((folder) => folder !== "")
      .flatMap((folder) => {
        const within = inOrder.filter(({ from, to }) => from.startsWith(folder) && to.startsWith(folder))
        return folderCircles(within, (path) => childOf(folder, path))
      }),
    ...roomProblems(rooms, sources),
    ...sizeProblems(rooms, folders, sources)
  ]
}
