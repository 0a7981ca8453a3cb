/** Mistakes that any setting may contain: they come from the client or the shell that passes the setting on. */

// The syntax of shells, of the settings of clients, of Windows and of templates.
const placeholder = /\$[{(]|\{\{|%[A-Za-z_]\w*%|(?:^|[=/:\\])\$[A-Za-z_]\w*/

/** The text contains a placeholder that the client or the shell did not replace, such as `${NAME}`, `$NAME` or `%NAME%`. */
export const isPlaceholder = (text: string): boolean => placeholder.test(text.trim())
