/**
 * Words the SDK's errors about the members of a request. The SDK answers some of them as errors of the server (-32603).
 * The texts of all are a dump of its validator, which nobody can read.
 */
import { INVALID_PARAMS, type JSONRPCErrorResponse, type JSONRPCMessage } from "@modelcontextprotocol/server"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"

const typeNames: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "an integer",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object"
}

const maxProblems = 5

interface Issue {
  readonly path: ReadonlyArray<unknown>
  readonly expected?: unknown
  readonly message: string
}

const isIssue = (value: unknown): value is Issue =>
  Predicate.hasProperty(value, "path") &&
  Array.isArray(value.path) &&
  Predicate.hasProperty(value, "message") &&
  typeof value.message === "string"

const describeIssue = (issue: Issue): string => {
  const [root, ...inner] = issue.path.map(String)
  const name = inner.length > 0 && root === "params" ? inner.join(".") : issue.path.map(String).join(".")
  const type = typeof issue.expected === "string" ? typeNames[issue.expected] : undefined
  if (issue.message.endsWith("received undefined"))
    return `${name} is missing${type === undefined ? "" : `: it has to be ${type}`}`
  return type === undefined ? `${name} does not match MCP's definition` : `${name} has to be ${type}`
}

const dump = /^[^[]{0,100}(?<issues>\[\s*\{.*\])\s*$/s

/** The issues in a message of the validator; undefined for any other message. */
const issuesIn = (message: string): ReadonlyArray<Issue> | undefined => {
  const text = dump.exec(message)?.groups?.["issues"]
  if (text === undefined) return undefined
  const parsed = Result.getOrUndefined(Result.try((): unknown => JSON.parse(text)))
  return Array.isArray(parsed) && parsed.every(isIssue) ? parsed : undefined
}

const isError = (message: JSONRPCMessage): message is JSONRPCErrorResponse => "error" in message

/** The message, in words if it is an error about the members of a request. */
export const wordInvalidParams = (message: JSONRPCMessage): JSONRPCMessage => {
  if (!isError(message)) return message
  const issues = issuesIn(message.error.message)
  if (issues === undefined) return message
  const problems = issues.slice(0, maxProblems).map(describeIssue)
  const more = issues.length > maxProblems ? `; and ${issues.length - maxProblems} more problems` : ""
  return {
    ...message,
    error: { code: INVALID_PARAMS, message: `Invalid params: ${problems.join("; ")}${more}.` }
  }
}
