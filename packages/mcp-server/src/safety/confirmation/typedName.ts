/** The texts that a person types to confirm, such as the organization's name, as a person reads and types them. */

import type { DestructiveChange, TypedText } from "../../model/DestructiveChange.ts"
import { escapeAndCut, escapeOne, unescape } from "../../text/escapes.ts"

// As long as in an answer: a name of 255 characters fits, even if each of them is escaped.
const maxNameLength = 2_048

const lineEnds = /[\t\n\r]/g

// Every character that Unicode shows as a blank, and the pattern of Braille without dots.
const blanks = /[\p{Zs}\u2800]+/gu

const joinBlanks = (text: string): string => text.replace(blanks, (run) => (run.length === 1 ? run : " "))

/**
 * The name on one line, with invisible characters escaped. Blanks in a row are shown as one: many of them would wrap the
 * rest of the name into a line of its own. {@link isTyped} accepts the name in this form too.
 */
export const displayName = (name: string): string =>
  joinBlanks(escapeAndCut(name, maxNameLength).text.replace(lineEnds, escapeOne))

// Keyboards write some letters composed, others decomposed. Nobody sees the difference, nor that between blanks.
const normalize = (text: string): string => text.normalize("NFC").replace(blanks, " ").trim()

/** The text that stands for a subject: its name, or its id if the name is blank or too long to be shown. */
export const nameToType = ({
  name,
  id
}: {
  readonly name: string
  readonly id?: string
}): { readonly kind: "name" | "id"; readonly text: string } =>
  id !== undefined && (normalize(name) === "" || escapeAndCut(name, maxNameLength).isCut)
    ? { kind: "id", text: id }
    : { kind: "name", text: name }

/** The texts that the person has to type. */
export const textsToType = ({ subject, typed }: DestructiveChange): ReadonlyArray<TypedText> => {
  if (typed !== undefined) return typed
  const { kind, text } = nameToType(subject)
  return [{ what: `the ${subject.kind}'s ${kind}`, text }]
}

const isText = (text: string, typed: string): boolean => {
  const expected = normalize(text)
  return expected !== "" && (normalize(typed) === expected || normalize(unescape(typed)) === expected)
}

/** True if the person typed each of the texts, in any order, either as it is or as it was shown. */
export const isTyped = (danger: DestructiveChange, typed: ReadonlyArray<string>): boolean => {
  const rest = [...typed]
  const areTyped = textsToType(danger).every(({ text }) => {
    const at = rest.findIndex((one) => isText(text, one))
    return at >= 0 && rest.splice(at, 1).length === 1
  })
  return areTyped && rest.length === 0
}
