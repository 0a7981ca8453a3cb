// Builds the pages of the views (`src/pages`): each becomes one HTML file with its styles and its script. The bundle copies
// the files beside its chunks, and the server reads one only when a client asks for it.
import { existsSync } from "node:fs"
import { mkdir, readFile, rename, writeFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { gzipSync } from "node:zlib"
import { rolldown } from "rolldown"

const pages = `${import.meta.dirname}/src/pages`

/** The folder in which the server's sources expect the pages. */
export const pagesFolder = `${import.meta.dirname}/node_modules/.pages`

export const pageNames = /** @type {const} */ (["plan", "usage", "fleet", "preview"])

/** The styles of the libraries in a page. The page's own come after them. */
const libraryStyles = (/** @type {string} */ name) =>
  name === "usage" ? [createRequire(import.meta.url).resolve("uplot/dist/uPlot.min.css")] : []

// A page runs in a frame without network, and under a policy that may forbid generated code: so it is one script, which
// zod, inside of the SDK, must not extend.
const bundle = (/** @type {string} */ name) =>
  rolldown({
    input: `${pages}/${name}/main.ts`,
    platform: "browser",
    resolve: {
      conditionNames: ["import", "module", "browser", "default"],
      alias: { "@modelcontextprotocol/client/_shims": `${pages}/platform.ts` }
    },
    transform: { define: { "import.meta.env": "{}", "process.env.NODE_ENV": '"production"' } }
  })

/** Ends no script element. */
const inScript = (/** @type {string} */ code) => code.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--")

const withoutBlanks = (/** @type {string} */ css) =>
  css
    .replaceAll(/\/\*[\s\S]*?\*\//g, "")
    .replaceAll(/\s+/g, " ")
    .replaceAll(/ ?([{};,]) ?/g, "$1")

/**
 * Builds a page. Gives its HTML, and the modules that are in it.
 * @param {string} name
 */
export const buildPage = async (name) => {
  const build = await bundle(name)
  const { output } = await build.generate({
    format: "iife",
    codeSplitting: false,
    // The transport of the SDK would write every message to the console, and with it the secret.
    minify: { compress: { dropConsole: true }, mangle: true, codegen: true },
    comments: { annotation: false, jsdoc: false, legal: true }
  })
  await build.close()
  const ownStyle = `${pages}/${name}/style.css`
  // The preview is no page of a client: it shares no style with them.
  const styles = [
    ...libraryStyles(name),
    ...(name === "preview" ? [] : [`${pages}/style.css`]),
    ...(existsSync(ownStyle) ? [ownStyle] : [])
  ]
  const [template, ...css] = await Promise.all([`${pages}/page.html`, ...styles].map((path) => readFile(path, "utf8")))
  const { code, moduleIds } = output[0]
  const html = (template ?? "")
    .replace("<style></style>", () => `<style>${withoutBlanks(css.join("\n"))}</style>`)
    .replace("<script></script>", () => `<script>${inScript(code)}</script>`)
  return { html, moduleIds }
}

/** Writes the pages, compressed, because they would be a tenth of the package otherwise; each in one step: other processes may build or read them at the same time. */
export const writePages = async () => {
  await mkdir(pagesFolder, { recursive: true })
  for (const name of pageNames) {
    const { html } = await buildPage(name)
    const temporary = `${pagesFolder}/${name}.${process.pid}.${performance.now()}.tmp`
    await writeFile(temporary, gzipSync(html, { level: 9 }))
    await rename(temporary, `${pagesFolder}/${name}.html.gz`)
  }
}

/** @returns {import("rolldown").Plugin} */
export const viewPages = () => ({ name: "view-pages", buildStart: writePages })
