/** Spellings of names and tags that a person reads as the same. */

const ignorable = /\p{Default_Ignorable_Code_Point}/gu

/**
 * Removes the differences that readers do not see: case, composed, decomposed and full-width characters, characters
 * without width, spaces at the ends, and the number of spaces.
 */
export const foldText = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(ignorable, "")
    // Lower case makes ß of the capital ẞ. Only in upper case ß equals SS, and the two small sigmas are equal.
    .toLowerCase()
    .toUpperCase()
    .normalize("NFKC")
    .replace(/\s+/gu, " ")
    .trim()

const distinct = (texts: ReadonlyArray<string>): ReadonlyArray<string> => [...new Set(texts)]

/** Removes invisible characters: a rule may contain some, although the name in Losant does not. */
const withoutInvisible = (text: string): string => text.replace(ignorable, "").replace(/\s+/gu, " ").trim()

/** The text itself, and its visible form with composed and with decomposed characters. */
export const visualForms = (text: string): ReadonlyArray<string> =>
  distinct([
    text,
    ...[text.trim(), withoutInvisible(text)].flatMap((form) => [form.normalize("NFC"), form.normalize("NFD")])
  ])

const capitalize = (text: string): string => {
  const [first = "", ...rest] = text
  return first.toUpperCase() + rest.join("").toLowerCase()
}

/** The usual spellings of a text, for queries that cannot ignore case. */
export const commonSpellings = (text: string): ReadonlyArray<string> =>
  distinct(visualForms(text).flatMap((form) => [form, form.toLowerCase(), form.toUpperCase(), capitalize(form)]))
