// Edits a text at the positions of its syntax nodes.

/** @typedef {import("./names.mjs").Node} Node */

/** @param {string} text */
export const makeEdits = (text) => {
  /** @type {Array<{ from: number, to: number, put: string, order: number }>} */
  const edits = []

  return {
    /** @param {Node} node */
    remove: ({ start, end }) => void edits.push({ from: start, to: end, put: "", order: 0 }),

    /** @param {Node} node @param {string} put */
    putAfter: ({ end }, put) => void edits.push({ from: end, to: end, put, order: 0 }),

    /** The first text around a node is the outermost. @param {Node} node @param {string} before @param {string} after */
    putAround: ({ start, end }, before, after) => {
      // At the same position, the first text opens first and closes last, so closing texts have the inverse order.
      const order = edits.length + 1
      edits.push({ from: start, to: start, put: before, order }, { from: end, to: end, put: after, order: 1 / order })
    },

    applied: () => {
      let result = ""
      let at = 0
      for (const { from, to, put } of edits.toSorted((a, b) => a.from - b.from || a.order - b.order)) {
        result += text.slice(at, from) + put
        at = to
      }
      return result + text.slice(at)
    }
  }
}
