/** Mistakes that any setting may contain: they come from the client or the shell that passes the setting on. */

// The syntax of shells, of the settings of clients, of Windows and of templates.
const placeholder = /\$[{(]|\{\{|%[A-Za-z_]\w*%|(?:^|[=/:\\])\$[A-Za-z_]\w*/

/** The text contains a placeholder that the client or the shell did not replace, such as `${NAME}`, `$NAME` or `%NAME%`. */
export const isPlaceholder = (text: string): boolean => placeholder.test(text.trim())

// A client written in JavaScript passes a missing value on as one of these words.
const missingValue = /^(?:undefined|null)$/i

/** The client passed on a placeholder, or the word for a missing value, instead of a value. */
export const isUnfilled = (text: string): boolean => isPlaceholder(text) || missingValue.test(text.trim())

const quotationMarks = /^(["'`\u2018\u201C]).*["'`\u2019\u201D]$/s

/** The text stands in quotation marks, which shells remove but the settings of clients keep. */
export const isQuoted = (text: string): boolean => quotationMarks.test(text.trim())
