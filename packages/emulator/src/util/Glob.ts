/**
 * The globbing of `filter`: `*` stands for any characters or none, everything else for itself. Case is ignored.
 *
 * @since 0.1.0
 */

/** True when the pattern matches the whole text. @since 0.1.0 */
export const matchesGlob = (pattern: string, text: string): boolean => {
  const [first = "", ...rest] = pattern.toLowerCase().split("*")
  const lower = text.toLowerCase()
  const last = rest.pop()
  if (last === undefined) return lower === first
  if (!lower.startsWith(first)) return false
  // The earliest match of each piece leaves the most room for the pieces after it.
  let from = first.length
  for (const piece of rest) {
    const index = lower.indexOf(piece, from)
    if (index < 0) return false
    from = index + piece.length
  }
  return lower.length - last.length >= from && lower.endsWith(last)
}
