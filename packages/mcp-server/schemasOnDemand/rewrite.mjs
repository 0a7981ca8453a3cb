// Rewrites a module of the SDK so that it makes each schema on first use.
import { makeEdits } from "./edits.mjs"
import { importsOf, isFunction, namesIn, nodesOf } from "./names.mjs"

/** @typedef {import("./names.mjs").Node} Node */

/** The names of schemas in all modules of the SDK: they identify schemas among the imports of a module. */
export const schema = /^[A-Z]\w*Schema(?:\$\d+)?$/
const schemas = /Schemas\d*$/
/** The functions that make all schemas of a revision of the protocol. */
const builder = /^build(?:\$\d+)?$/

const isConstruction = /^(?:Call|New|Object|Array)Expression$/

/** @param {Node} node */
const isPlainObject = ({ type, properties }) =>
  type === "ObjectExpression" &&
  properties.every((/** @type {Node} */ { type, kind }) => type === "Property" && kind === "init")

/**
 * Makes schemas on demand: each schema becomes a function that makes it once, and each use becomes a call. An object of
 * schemas makes each member on first access.
 *
 * It fails if the code has an unknown shape: the result could behave differently, or be unchanged.
 *
 * @param {string} code
 * @param {Node} program the parsed code
 * @param {{ helper: string, unused: ReadonlyArray<string> }} options `helper` is the module of `onDemand`. `unused` are
 * statements to remove: they make all schemas for features that the server does not use
 * @returns {{ code: string, removed: ReadonlyArray<string> } | undefined} undefined if the code has no schemas
 */
export const rewrite = (code, program, { helper, unused }) => {
  const edits = makeEdits(code)
  const textOf = (/** @type {Node} */ { start, end }) => code.slice(start, end)

  const imported = importsOf(program).filter(({ local }) => schema.test(local))
  const foreign = imported.find(({ source }) => !/^(?:\.|@modelcontextprotocol\/)/.test(source))
  if (foreign !== undefined) throw new Error(`${foreign.local} comes from ${foreign.source}, which is not of the SDK`)

  const names = new Set(imported.map(({ local }) => local))
  /** The identifiers that bind schemas. @type {Set<Node>} */
  const bindings = new Set()
  /** The expressions that make schemas. @type {Set<Node>} */
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
      if (!schema.test(id.name) && !(isConstruction.test(init.type) && (isInBuilder || usesNow(init)))) continue
      names.add(id.name)
      bindings.add(id)
      makers.add(init)
      if (isInBuilder && schemas.test(id.name) && isPlainObject(init)) objects.add(init)
      edits.putAround(init, "/* @__PURE__ */ onDemand(() => (", "))")
    }
  }

  /** @type {ReadonlyArray<Node>} */
  const removed = program["body"].filter((/** @type {Node} */ statement) => unused.includes(textOf(statement)))
  for (const statement of removed) edits.remove(statement)
  /** @type {ReadonlyArray<Node>} */
  const body = program["body"].filter((/** @type {Node} */ statement) => !removed.includes(statement))

  for (const statement of body) {
    declare(statement, false)
    if (statement.type !== "FunctionDeclaration" || !builder.test(statement["id"].name)) continue
    for (const inner of statement["body"].body) {
      declare(inner, true)
      if (inner.type === "ReturnStatement" && isPlainObject(inner.argument)) objects.add(inner.argument)
    }
  }
  if (names.size === 0) return undefined

  /** All values of the object are schemas. @param {Node} object */
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
      // An object that is an argument is read at once, or by code that does not expect that reading makes a schema.
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
      throw new Error(`${name} is bound by something else than a declaration with its own expression`)
    }
    if (isBinding || !names.has(name)) continue
    if (!isLater) throw new Error(`${name} is used as soon as its module is loaded`)
    const isShorthand = parent?.type === "Property" && parent["shorthand"]
    edits.putAfter(node, `${isShorthand ? `: ${inObjects.has(parent) ? "() => " : ""}${name}` : ""}()`)
  }

  const imports = `import { members, onDemand } from ${JSON.stringify(helper)};\n`
  return { code: imports + edits.applied(), removed: removed.map(textOf) }
}
