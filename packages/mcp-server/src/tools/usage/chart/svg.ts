/** Writes SVG as text. */
import { escapeAndCut } from "../../../text/escapes.ts"

const special = /[&<>"']/g

/** Escapes a text for use between tags or in an attribute, and cuts it after `maxLength` characters. */
export const svgText = (text: string, maxLength: number): string => {
  const shortText = escapeAndCut(text, maxLength)
  return `${shortText.text}${shortText.isCut ? "…" : ""}`.replace(
    special,
    (character) => `&#${character.charCodeAt(0)};`
  )
}

export type Attributes = Readonly<Record<string, string | number>>

/** Writes an element. `content` must be SVG, and the attributes must come from this server: they are not escaped. */
export const element = (name: string, attributes: Attributes, content = ""): string => {
  const attributeTexts = Object.entries(attributes).map(([key, value]) => ` ${key}="${value}"`)
  return `<${name}${attributeTexts.join("")}>${content}</${name}>`
}

/** Rounds to tenths of a pixel. */
export const pixels = (value: number): string => String(Math.round(value * 10) / 10)
