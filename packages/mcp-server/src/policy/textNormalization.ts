/** Spellings of names and tags that a person takes for the same. */

const ignorable = /\p{Default_Ignorable_Code_Point}/gu

/**
 * The text without what its readers do not see as a difference: case, composed or decomposed and full-width characters,
 * characters of no width, spaces at the ends, and how many spaces there are.
 */
export const foldText = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(ignorable, "")
    // In upper case first: ß and SS, and the two small sigmas, are the same only there.
    .toUpperCase()
    .toLowerCase()
    .normalize("NFKC")
    .replace(/\s+/gu, " ")
    .trim()

const distinct = (texts: ReadonlyArray<string>): ReadonlyArray<string> => [...new Set(texts)]

/** The text without what nobody sees in it: a rule may have it, where the name that it is about has not. */
const plain = (text: string): string => text.replace(ignorable, "").replace(/\s+/gu, " ").trim()

/** The text as it is written, and, with its characters composed and decomposed, as it looks. */
export const visualForms = (text: string): ReadonlyArray<string> =>
  distinct([text, ...[text.trim(), plain(text)].flatMap((form) => [form.normalize("NFC"), form.normalize("NFD")])])

const capitalized = (text: string): string => {
  const [first = "", ...rest] = text
  return first.toUpperCase() + rest.join("").toLowerCase()
}

/** The spellings of a text that are in use, for queries that cannot ignore case. */
export const commonSpellings = (text: string): ReadonlyArray<string> =>
  distinct(visualForms(text).flatMap((form) => [form, form.toLowerCase(), form.toUpperCase(), capitalized(form)]))
