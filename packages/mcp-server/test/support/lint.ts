// The rules of the JSON Schema subset that every MCP client accepts. Each violation names its place and its rule.
import * as Predicate from "effect/Predicate"

type Node = Readonly<Record<string, unknown>>

/** The keywords for arguments. Some client refuses every other keyword. */
const inputKeywords = new Set([
  "type",
  "description",
  "default",
  "enum",
  "minimum",
  "maximum",
  "minLength",
  "maxLength",
  "pattern",
  "items",
  "properties",
  "required",
  "additionalProperties"
])

/** The keywords for answers. An answer may hold unknown fields, so its schema states only types. */
const outputKeywords = new Set(["type", "description", "items", "properties", "required"])

const types = new Set(["string", "integer", "number", "boolean", "array", "object"])
const propertyName = /^[a-zA-Z0-9_.-]{1,64}$/
const deepest = 2

export const nameViolations = (name: string): ReadonlyArray<string> =>
  /^[a-z0-9_]{1,32}$/.test(name) ? [] : [`${name}: not at most 32 of a-z, 0-9 and _`]

export const inputViolations = (schema: unknown): ReadonlyArray<string> => [
  ...rootViolations(schema),
  ...(Predicate.isObject(schema) && schema["additionalProperties"] !== false ? ["root: open"] : []),
  ...violations(schema, "root", inputKeywords, 0)
]

export const outputViolations = (schema: unknown): ReadonlyArray<string> => [
  ...rootViolations(schema),
  ...violations(schema, "root", outputKeywords, 0),
  ...demands(schema, "root")
]

const rootViolations = (schema: unknown): ReadonlyArray<string> =>
  Predicate.isObject(schema) && schema["type"] === "object" && Predicate.isObject(schema["properties"])
    ? []
    : ["root: no object with properties"]

const violations = (node: unknown, at: string, keywords: ReadonlySet<string>, depth: number): ReadonlyArray<string> => {
  if (!Predicate.isObject(node)) return [`${at}: no schema`]
  const problems = Object.keys(node)
    .filter((keyword) => !keywords.has(keyword))
    .map((keyword) => `${at}: ${keyword}`)
  if (typeof node["type"] !== "string" || !types.has(node["type"])) problems.push(`${at}: no single type`)
  if ("enum" in node && !(Array.isArray(node["enum"]) && node["enum"].every(Predicate.isString))) {
    problems.push(`${at}: an enum of other things than texts`)
  }
  for (const bound of ["minimum", "maximum"]) {
    const value = node[bound]
    if (typeof value === "number" && Math.abs(value) >= Number.MAX_SAFE_INTEGER)
      problems.push(`${at}: a bound of no use`)
  }
  if (depth > deepest) problems.push(`${at}: objects in objects, too deep`)
  return [...problems, ...inner(node, at, keywords, depth)]
}

const inner = (node: Node, at: string, keywords: ReadonlySet<string>, depth: number): ReadonlyArray<string> => {
  const problems: Array<string> = []
  if (node["type"] === "array") {
    if (!("items" in node)) problems.push(`${at}: an array without items`)
    else problems.push(...violations(node["items"], `${at}[]`, keywords, depth))
  }
  const properties = Predicate.isObject(node["properties"]) ? node["properties"] : {}
  for (const [name, property] of Object.entries(properties)) {
    if (!propertyName.test(name)) problems.push(`${at}.${name}: a name that some client refuses`)
    const isObject = Predicate.isObject(property) && JSON.stringify(property).includes('"properties"')
    problems.push(...violations(property, `${at}.${name}`, keywords, isObject ? depth + 1 : depth))
  }
  const required: ReadonlyArray<unknown> = Array.isArray(node["required"]) ? node["required"] : []
  for (const name of required) {
    if (!(String(name) in properties)) problems.push(`${at}: requires ${name}, which is no property`)
  }
  return problems
}

/** The violations of the rule that only ids are required in an answer. */
const demands = (node: unknown, at: string): ReadonlyArray<string> => {
  if (!Predicate.isObject(node)) return []
  const required: ReadonlyArray<unknown> = Array.isArray(node["required"]) ? node["required"] : []
  const children = Predicate.isObject(node["properties"]) ? Object.entries(node["properties"]) : []
  return [
    ...required.filter((name) => !/^(id|\w+Id)$/.test(String(name))).map((name) => `${at}: requires ${name}`),
    ...("additionalProperties" in node ? [`${at}: says what else may stand there`] : []),
    ...children.flatMap(([name, child]) => demands(child, `${at}.${name}`)),
    ...demands(node["items"], `${at}[]`)
  ]
}
