/** Bytes that come in pieces, as lines. */

const newline = 0x0a

export interface Lines {
  /** The lines that a piece completes; nothing once a line is too long. */
  readonly add: (piece: Buffer) => ReadonlyArray<string>
  /** Whether a line was longer than is allowed. */
  readonly isTooLong: () => boolean
}

/** Splits bytes into lines of at most `longest` bytes. What follows the last line is never given out. */
export const makeLines = (longest: number): Lines => {
  // Kept in pieces: joined each time, a long line would be copied over and over.
  let kept: Array<Buffer> = []
  let size = 0
  let tooLong = false

  const keep = (piece: Buffer) => {
    size += piece.length
    if (size > longest) {
      tooLong = true
      kept = []
    } else {
      kept.push(piece)
    }
  }

  const take = (): string => {
    const line = Buffer.concat(kept).toString("utf8")
    kept = []
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
