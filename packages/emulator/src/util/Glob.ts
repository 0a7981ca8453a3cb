/**
 * The globbing of `filter`: `*` stands for any characters, also none; everything else for itself, in whatever case.
 *
 * @since 0.1.0
 */

/** Whether all of `text` fits `pattern`. @since 0.1.0 */
export const matchesGlob = (pattern: string, text: string): boolean => {
  const [first = "", ...rest] = pattern.toLowerCase().split("*")
  const lower = text.toLowerCase()
  const last = rest.pop()
  if (last === undefined) return lower === first
  if (!lower.startsWith(first)) return false
  // Taking each piece as early as possible leaves the most room for those after it.
  let from = first.length
  for (const piece of rest) {
    const found = lower.indexOf(piece, from)
    if (found < 0) return false
    from = found + piece.length
  }
  return lower.length - last.length >= from && lower.endsWith(last)
}
