/** Finds the line and column of a value in a text of YAML. It is slow for large texts, so only problems ask for it. */
import { isMap, isScalar, LineCounter, type Node, parseDocument } from "yaml"

/** The keys that lead to a value, from the root of a file. */
export type Path = ReadonlyArray<string>

export interface PlaceInText {
  readonly line: number
  readonly column: number
}

/** The key of a path's last step, since it stands where a reader looks first. Undefined if the step is not there. */
const keyNode = (parent: unknown, key: string | undefined): Node | undefined => {
  if (!isMap(parent)) return undefined
  const pair = parent.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
  return isScalar(pair?.key) ? pair.key : undefined
}

/** Gives the place of a path in a text. For a path that is not there it is the place of its nearest part above. */
export const makePlaces = (text: string): ((path: Path) => PlaceInText) => {
  const lines = new LineCounter()
  // Whoever parsed the text first found duplicate keys. Here the search for them would be quadratic.
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, logLevel: "silent" })
  return (path) => {
    for (let length = path.length; length > 0; length -= 1) {
      const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true)
      const node = keyNode(parent, path[length - 1]) ?? document.getIn(path.slice(0, length), true)
      const range = typeof node === "object" && node !== null && "range" in node ? node.range : undefined
      if (Array.isArray(range) && typeof range[0] === "number") {
        const { line, col } = lines.linePos(range[0])
        return { line, column: col }
      }
    }
    return { line: 1, column: 1 }
  }
}
