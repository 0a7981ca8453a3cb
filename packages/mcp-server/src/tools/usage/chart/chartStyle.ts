/** The size, the colours and the strokes of a chart. */

/** In pixels. */
export const size = { width: 1000, height: 500 } as const
/** The area of the lines in pixels. */
export const plot = { left: 110, right: 964, top: 104, bottom: 404 } as const

/**
 * The contrast to the card is at least 4.5 to 1 for texts, and 3 to 1 for lines. The border has that contrast to white
 * and to black.
 */
export const colors = {
  card: "#ffffff",
  border: "#767676",
  text: "#1f2328",
  quietText: "#57606a",
  grid: "#d0d7de",
  line: "#0b5cad",
  previous: "#9a6700"
} as const

// Attributes of SVG.
export const solid = { "stroke-width": 3 }
export const thin = { "stroke-width": 1.5 }
export const dashed = { "stroke-width": 2, "stroke-dasharray": "7 6" }
