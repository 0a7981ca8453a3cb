/** Finds comments that begin with a relative clause, which says something of a thing that it does not name. */
import { parseSync } from "rolldown/utils"

/** The words with which no comment may begin. */
export const refusedOpenings: ReadonlyArray<string> = [
  "What",
  "Of",
  "Whether",
  "Whose",
  "Where",
  "Who",
  "How",
  "Which",
  "Why"
]

export interface Opening {
  readonly line: number

  /** The first line of the comment, without the signs that make it one. */
  readonly text: string
}

const refused = new RegExp(`^(?:${refusedOpenings.join("|")})\\b`, "i")

/** A piece of code that is a comment, or comments on lines that follow each other. */
interface Comment {
  readonly type: "Line" | "Block"
  readonly value: string
  readonly start: number
  readonly end: number
}

/** True if a comment stands alone on its line, right below the comment before it. */
const continues = (code: string, before: Comment | undefined, comment: Comment): boolean => {
  if (before?.type !== "Line" || comment.type !== "Line") return false
  const lineStart = code.lastIndexOf("\n", before.start) + 1
  const isAlone = code.slice(lineStart, before.start).trim() === ""
  return isAlone && /^\r?\n[ \t]*$/.test(code.slice(before.end, comment.start))
}

const firstLineOf = ({ value }: Comment) =>
  value
    .split("\n")
    .map((line) => line.replace(/^[\s*]+/, "").trim())
    .find((line) => line !== "") ?? ""

/** The comments of a module that begin with one of the words. */
export const openings = (path: string, code: string): ReadonlyArray<Opening> => {
  const { comments, errors } = parseSync(path, code)
  const [error] = errors
  if (error !== undefined) throw new Error(`${path} cannot be parsed: ${error.message}`)
  return comments
    .filter((comment, index) => !continues(code, comments[index - 1], comment))
    .map((comment) => ({ line: code.slice(0, comment.start).split("\n").length, text: firstLineOf(comment) }))
    .filter(({ text }) => refused.test(text))
}
