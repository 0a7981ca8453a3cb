// Rewrites a module of the SDK so that each schema is made when it is first used.
import { makeEdits } from "./edits.mjs"
import { importsOf, isFunction, namesIn, nodesOf } from "./names.mjs"

/** @typedef {import("./names.mjs").Node} Node */

/** How the SDK names its schemas, in all of its modules: by that a module knows which of its imports are some. */
export const schema = /^[A-Z]\w*Schema(?:\$\d+)?$/
const schemas = /Schemas\d*$/
/** The functions that make all schemas of a revision of the protocol. */
const builder = /^build(?:\$\d+)?$/

const isMade = /^(?:Call|New|Object|Array)Expression$/

/** @param {Node} node */
const isPlainObject = ({ type, properties }) =>
  type === "ObjectExpression" &&
  properties.every((/** @type {Node} */ { type, kind }) => type === "Property" && kind === "init")

/**
 * Makes schemas on demand: each becomes a function that makes it once, and whoever uses it calls that. Of an object of
 * schemas each is made when it is first read.
 *
 * Fails where the code has another shape than it knows, since then it would change what the code does, or nothing.
 *
 * @param {string} code
 * @param {Node} program what the code parses to
 * @param {{ helper: string, unused: ReadonlyArray<string> }} options `helper` is the module of `onDemand`, `unused` are
 * statements to leave out: they make all schemas for something that the server does not use
 * @returns {{ code: string, leftOut: ReadonlyArray<string> } | undefined} nothing where there are no schemas
 */
export const rewrite = (code, program, { helper, unused }) => {
  const edits = makeEdits(code)
  const textOf = (/** @type {Node} */ { start, end }) => code.slice(start, end)

  const imported = importsOf(program).filter(({ local }) => schema.test(local))
  const foreign = imported.find(({ source }) => !/^(?:\.|@modelcontextprotocol\/)/.test(source))
  if (foreign !== undefined) throw new Error(`${foreign.local} comes from ${foreign.source}, which is not of the SDK`)

  const names = new Set(imported.map(({ local }) => local))
  /** What binds them, and what makes them. @type {Set<Node>} */
  const bindings = new Set()
  /** @type {Set<Node>} */
  const makers = new Set()
  /** @type {Set<Node>} */
  const objects = new Set()
  const runsLater = (/** @type {Node} */ node) =>
    isFunction(node) || makers.has(node) || (node.type === "PropertyDefinition" && !node["static"])

  const usesNow = (/** @type {Node} */ node) =>
    [...namesIn(node, runsLater)].some(({ node: name, isLater }) => !isLater && names.has(name["name"]))

  /** @param {Node} statement @param {boolean} isInBuilder */
  const declare = (statement, isInBuilder) => {
    if (statement.type !== "VariableDeclaration" || statement["kind"] !== "const") return
    for (const { id, init } of statement["declarations"]) {
      if (id.type !== "Identifier" || init === null || isFunction(init)) continue
      if (!schema.test(id.name) && !(isMade.test(init.type) && (isInBuilder || usesNow(init)))) continue
      names.add(id.name)
      bindings.add(id)
      makers.add(init)
      if (isInBuilder && schemas.test(id.name) && isPlainObject(init)) objects.add(init)
      edits.putAround(init, "/* @__PURE__ */ onDemand(() => (", "))")
    }
  }

  /** @type {ReadonlyArray<Node>} */
  const leftOut = program["body"].filter((/** @type {Node} */ statement) => unused.includes(textOf(statement)))
  for (const statement of leftOut) edits.remove(statement)
  /** @type {ReadonlyArray<Node>} */
  const body = program["body"].filter((/** @type {Node} */ statement) => !leftOut.includes(statement))

  for (const statement of body) {
    declare(statement, false)
    if (statement.type !== "FunctionDeclaration" || !builder.test(statement["id"].name)) continue
    for (const inner of statement["body"].body) {
      declare(inner, true)
      if (inner.type === "ReturnStatement" && isPlainObject(inner.argument)) objects.add(inner.argument)
    }
  }
  if (names.size === 0) return undefined

  /** Whether each value of an object is a schema and nothing else. @param {Node} object */
  const holdsSchemas = (object) =>
    isPlainObject(object) &&
    object["properties"].length > 0 &&
    object["properties"].every((/** @type {Node} */ { value }) =>
      value.type === "Identifier"
        ? names.has(value.name)
        : value.type === "MemberExpression" && schema.test(value.property.name)
    )
  for (const statement of body) {
    for (const { node, parent } of nodesOf("ObjectExpression", statement)) {
      // What is handed on is read at once, or by somebody who may not expect to make anything by it.
      if (!/^(?:Call|New)Expression$/.test(parent?.type ?? "") && holdsSchemas(node)) objects.add(node)
    }
  }
  const inObjects = new Set([...objects].flatMap(({ properties }) => properties))
  for (const object of objects) {
    edits.putAround(object, "members(", ")")
    for (const { value, shorthand } of object["properties"]) if (!shorthand) edits.putAround(value, "() => (", ")")
  }

  for (const { node, parent, isBinding, isLater } of body.flatMap((statement) => [...namesIn(statement, runsLater)])) {
    const { name } = node
    if (isBinding && (names.has(name) || schema.test(name)) && !bindings.has(node)) {
      throw new Error(`${name} is the name of something that is not made by an expression of its own`)
    }
    if (isBinding || !names.has(name)) continue
    if (!isLater) throw new Error(`${name} is used as soon as its module is loaded`)
    const isShorthand = parent?.type === "Property" && parent["shorthand"]
    edits.putAfter(node, `${isShorthand ? `: ${inObjects.has(parent) ? "() => " : ""}${name}` : ""}()`)
  }

  const imports = `import { members, onDemand } from ${JSON.stringify(helper)};\n`
  return { code: imports + edits.applied(), leftOut: leftOut.map(textOf) }
}
