/** SVG as text. */
import { escapeAndCut } from "../../../text/escapes.ts"

const special = /[&<>"']/g

/** A text between tags or in an attribute, with its hidden characters shown, and cut after `longest` characters. */
export const svgText = (text: string, longest: number): string => {
  const shortText = escapeAndCut(text, longest)
  return `${shortText.text}${shortText.isCut ? "…" : ""}`.replace(
    special,
    (character) => `&#${character.charCodeAt(0)};`
  )
}

export type Attributes = Readonly<Record<string, string | number>>

/** An element. The names and values of the attributes are ours; what it holds is SVG already. */
export const element = (name: string, attributes: Attributes, content = ""): string => {
  const attributeTexts = Object.entries(attributes).map(([key, value]) => ` ${key}="${value}"`)
  return `<${name}${attributeTexts.join("")}>${content}</${name}>`
}

/** As many digits as a pixel has use for. */
export const pixels = (value: number): string => String(Math.round(value * 10) / 10)
