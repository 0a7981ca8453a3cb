/** The organization's name as a person reads it and types it. */

import type { DestructiveChange } from "../../model/DestructiveChange.ts"
import { escapeAndCut, escapeOne, unescape } from "../../text/escapes.ts"

// As long as in an answer: a name fits though each of its 255 characters be escaped.
const longestName = 2_048

const lineEnds = /[\t\n\r]/g

/** The name on one line, with what nobody sees written out: typed as it is shown, it is the name again. */
export const shownName = (name: string): string => escapeAndCut(name, longestName).text.replace(lineEnds, escapeOne)

// The same letters may be typed composed or not: nobody sees the difference.
const normal = (text: string): string => text.normalize("NFC").trim()

/** What the person types: the id where the name is blank, or longer than is shown. */
export const toType = ({
  subject: { name, id }
}: DestructiveChange): { readonly kind: "name" | "id"; readonly text: string } =>
  normal(name) === "" || escapeAndCut(name, longestName).isCut ? { kind: "id", text: id } : { kind: "name", text: name }

/** Whether the person typed it, as it is or as it is shown. */
export const isTyped = (danger: DestructiveChange, typed: string): boolean => {
  const wanted = normal(toType(danger).text)
  return normal(typed) === wanted || normal(unescape(typed)) === wanted
}
