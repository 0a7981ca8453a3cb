// Leaves out the deliberate differences.
import type { AcceptedDifference, Exception } from "./exceptions.ts"

const isAcceptedDifference = (exception: Exception): exception is AcceptedDifference => "differences" in exception

const matches = (pattern: string, line: string): boolean => {
  const parts = pattern.split("*").map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&"))
  return new RegExp(`^${parts.join(".*")}$`).test(line)
}

/** Gives the lines that no exception matches, the number of the others, and a line for each useless exception. */
export const withoutAccepted = (
  lines: ReadonlyArray<string>,
  exceptions: ReadonlyArray<Exception>
): { readonly left: ReadonlyArray<string>; readonly meant: number; readonly unused: ReadonlyArray<string> } => {
  const patterns = exceptions.filter(isAcceptedDifference).flatMap(({ differences }) => differences)
  const left = lines.filter((line) => !patterns.some((pattern) => matches(pattern, line)))
  const unused = patterns.filter((pattern) => !lines.some((line) => matches(pattern, line)))
  return {
    left,
    meant: lines.length - left.length,
    unused: unused.map((pattern) => `exception matches nothing, remove it: ${pattern}`)
  }
}
