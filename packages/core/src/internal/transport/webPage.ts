// Losant's API never answers with a web page. A firewall, a proxy or the login page of a network does, in its place.

const startOfPage = /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,1000}?-->\s*)?<(?:!doctype\s+html|html)\b/i
const titleOfPage = /<title\b[^>]{0,200}>([^<]{0,500})/i

// In characters.
const maxHeadLength = 20_000
const maxTitleLength = 100

/** Describes an answer that is a web page, by its title if it has one. Gives undefined for any other text. */
export const describeWebPage = (text: string, redact: (text: string) => string): string | undefined => {
  const head = text.slice(0, maxHeadLength)
  if (!startOfPage.test(head)) return undefined
  const title = redact(titleOfPage.exec(head)?.[1] ?? "")
    .replace(/\s+/g, " ")
    .trim()
  return title === "" ? "a web page" : `a web page with the title ${JSON.stringify(title.slice(0, maxTitleLength))}`
}
