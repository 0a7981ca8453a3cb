/** Finds links to files that do not exist, and to places in files that do not exist. */
import { existsSync, readFileSync, statSync } from "node:fs"
import { dirname, join, relative } from "node:path"
import Slugger from "github-slugger"

interface Page {
  /** The targets of the page's links. */
  readonly links: ReadonlyArray<string>
  /** The places that a link can name behind #. */
  readonly anchors: ReadonlySet<string>
}

const all = (text: string, pattern: RegExp): ReadonlyArray<string> =>
  [...text.matchAll(pattern)].map(([, found = ""]) => found)

/** Removes code, in which a link is only text. */
const withoutCode = (markdown: string) => markdown.replace(/^ *(```+)[\s\S]*?^ *\1 *$/gm, "").replace(/`[^`\n]*`/g, "`")

const plain = (heading: string) => heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[`*]/g, "")

const headingsOf = (markdown: string) => all(markdown.replace(/^ *(```+)[\s\S]*?^ *\1 *$/gm, ""), /^#{1,6} +(.+?) *$/gm)

/** A heading is a place with the name that GitHub gives it. */
const ofMarkdown = (text: string): Page => {
  const slugger = new Slugger()
  const code = withoutCode(text)
  return {
    links: [...all(code, /\]\(([^)\s]+)[^)]*\)/g), ...all(code, /^\[[^\]]+\]: +(\S+)/gm)],
    anchors: new Set(headingsOf(text).map((heading) => slugger.slug(plain(heading))))
  }
}

const unescaped = (text: string) => text.replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&amp;", "&")

const ofHtml = (text: string): Page => ({
  links: all(text, /<a\b[^>]*\shref="([^"]*)"/g).map(unescaped),
  anchors: new Set(all(text, /\sid="([^"]*)"/g).map(unescaped))
})

const isElsewhere = (link: string) => /^[a-z][a-z+.-]*:|^\/\//i.test(link)

const readerOf = (path: string) => (path.endsWith(".md") ? ofMarkdown : path.endsWith(".html") ? ofHtml : undefined)

/** The links of these files, Markdown or HTML, that lead nowhere. Links to other sites are not followed. */
export const brokenLinks = (root: string, paths: ReadonlyArray<string>): ReadonlyArray<string> => {
  const pages = new Map<string, Page | undefined>()
  const pageAt = (file: string): Page | undefined => {
    if (!pages.has(file)) pages.set(file, readerOf(file)?.(readFileSync(file, "utf8")))
    return pages.get(file)
  }
  const isThere = (from: string, link: string): boolean => {
    const [path = "", anchor = ""] = link.split("#")
    const [withoutQuery = ""] = path.split("?")
    const target = withoutQuery === "" ? from : join(dirname(from), decodeURI(withoutQuery))
    // A file outside the root is not published with the documents.
    if (relative(root, target).startsWith("..") || !existsSync(target)) return false
    if (anchor === "" || statSync(target).isDirectory()) return true
    return pageAt(target)?.anchors.has(decodeURIComponent(anchor)) ?? true
  }
  return paths.flatMap((path) => {
    const file = join(root, path)
    const links = new Set(pageAt(file)?.links.filter((link) => !isElsewhere(link)))
    return [...links].filter((link) => !isThere(file, link)).map((link) => `${path} links to ${link}`)
  })
}
