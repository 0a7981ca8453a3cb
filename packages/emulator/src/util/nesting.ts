/**
 * The depth of JSON, found before it is decoded: decoders call themselves for each level, and the stack ends.
 *
 * @since 0.1.0
 */

/** The deepest JSON that the emulator decodes: more than any body or query of Losant's API needs. @since 0.1.0 */
export const maxDepth = 100

/** True when the text nests objects and arrays deeper than {@link maxDepth}. @since 0.1.0 */
export const isTooDeep = (json: string): boolean => {
  let depth = 0
  let isInText = false
  // A regular expression would look again and again at a text that has no end.
  for (let index = 0; index < json.length; index++) {
    const character = json[index]
    if (isInText) {
      if (character === "\\") index++
      else if (character === '"') isInText = false
    } else if (character === '"') isInText = true
    else if (character === "{" || character === "[") depth++
    else if (character === "}" || character === "]") depth--
    if (depth > maxDepth) return true
  }
  return false
}
