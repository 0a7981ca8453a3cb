// Finds the places at which a module binds and uses names.

/** @typedef {{ type: string, start: number, end: number, [key: string]: any }} Node */

/**
 * @typedef {object} Name
 * @property {Node} node
 * @property {Node | undefined} parent
 * @property {boolean} isBinding
 * @property {boolean} isLater the name is in code that runs later than the code around it
 */

/** @param {unknown} value @returns {value is Node} */
const isNode = (value) =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string"

/** @param {Node} node @returns {ReadonlyArray<Node>} */
const childrenOf = (node) => Object.values(node).flat().filter(isNode)

/**
 * All nodes of a type, with their parents.
 *
 * @param {string} type
 * @param {Node} node
 * @param {Node} [parent]
 * @returns {Generator<{ node: Node, parent: Node | undefined }>}
 */
export function* nodesOf(type, node, parent) {
  if (node.type === type) yield { node, parent }
  for (const child of childrenOf(node)) yield* nodesOf(type, child, node)
}

/** @param {Node} node */
export const isFunction = ({ type }) => /Function/.test(type)

/** The child at `key` binds names. @param {Node} node @param {string} key */
const binds = (node, key) =>
  (key === "id" && (node.type === "VariableDeclarator" || node.type.startsWith("Class") || isFunction(node))) ||
  (key === "params" && isFunction(node)) ||
  (key === "param" && node.type === "CatchClause")

/** The child at `key` is the key of a property, and no name. @param {Node} node @param {string} key */
const isWord = ({ type, computed }, key) =>
  ((key === "property" && type === "MemberExpression") ||
    (key === "key" && /^(?:Property|MethodDefinition|PropertyDefinition)$/.test(type))) &&
  computed !== true

/**
 * All names in a piece of code, except in its imports and exports.
 *
 * @param {Node} node
 * @param {(node: Node) => boolean} runsLater
 * @param {Pick<Name, "parent" | "isBinding" | "isLater">} [place]
 * @returns {Generator<Name>}
 */
export function* namesIn(node, runsLater, place = { parent: undefined, isBinding: false, isLater: false }) {
  const isLater = place.isLater || runsLater(node)
  if (node.type === "Identifier") yield { node, ...place, isLater }
  if (/^(?:Identifier|Import|Export(?:Specifier|All))/.test(node.type)) return
  for (const [key, value] of Object.entries(node)) {
    if (isWord(node, key)) continue
    // The default value of a pattern is used, and not bound.
    const isBinding = binds(node, key) || (place.isBinding && !(node.type === "AssignmentPattern" && key === "right"))
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) yield* namesIn(child, runsLater, { parent: node, isBinding, isLater })
    }
  }
}

/**
 * The imports of a module with their local names, without types.
 *
 * @param {Node} program
 * @returns {ReadonlyArray<{ local: string, imported: string | undefined, source: string }>}
 */
export const importsOf = (program) =>
  program["body"]
    .filter((/** @type {Node} */ { type, importKind }) => type === "ImportDeclaration" && importKind !== "type")
    .flatMap((/** @type {Node} */ { specifiers, source }) =>
      specifiers
        .filter((/** @type {Node} */ { importKind }) => importKind !== "type")
        .map((/** @type {Node} */ { local, imported }) => ({
          local: local.name,
          imported: imported?.name,
          source: source.value
        }))
    )
