/** Splits a stream of bytes into lines. */

const newline = 0x0a

export interface Lines {
  /** Adds a piece, and returns the lines that it completes. After a line that is too long it returns nothing. */
  readonly add: (piece: Buffer) => ReadonlyArray<string>
  /** A line was too long. */
  readonly isTooLong: () => boolean
}

/** Makes a splitter for lines of at most `maxLineBytes` bytes. A last line without a line end is never returned. */
export const makeLines = (maxLineBytes: number): Lines => {
  // The pieces are joined once per line: joining at every piece would copy a long line many times.
  let pieces: Array<Buffer> = []
  let size = 0
  let tooLong = false

  const keep = (piece: Buffer) => {
    size += piece.length
    if (size > maxLineBytes) {
      tooLong = true
      pieces = []
    } else {
      pieces.push(piece)
    }
  }

  const take = (): string => {
    const line = Buffer.concat(pieces).toString("utf8")
    pieces = []
    size = 0
    return line.endsWith("\r") ? line.slice(0, -1) : line
  }

  const add = (piece: Buffer) => {
    const lines: Array<string> = []
    let start = 0
    for (let end = piece.indexOf(newline); end !== -1 && !tooLong; end = piece.indexOf(newline, start)) {
      keep(piece.subarray(start, end))
      if (!tooLong) lines.push(take())
      start = end + 1
    }
    if (!tooLong) keep(piece.subarray(start))
    return lines
  }

  return { add, isTooLong: () => tooLong }
}
