/** Makes the text of THIRD-PARTY.md, which lists the foreign code in the server's package with its licenses. */
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import type { Bundled } from "./bundled.ts"

const root = fileURLToPath(new URL("../..", import.meta.url))

export interface Notice {
  readonly name: string
  /** The license of the package's manifest, an SPDX expression. */
  readonly license: string
  /** A sentence that says where the package comes from. */
  readonly origin: string
  /** The text of the license. If it is `undefined`, the package lacks it and `origin` says where it is. */
  readonly text: string | undefined
}

const stringOf = (value: unknown, otherwise: string): string => (typeof value === "string" ? value : otherwise)

const licenseOf = (folder: string): string => {
  const manifest: { readonly license?: unknown } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))
  return stringOf(manifest.license, "unknown")
}

const textOf = (folder: string): string | undefined => {
  const name = readdirSync(folder).find((file) => /^licen[cs]e(\.(md|txt))?$/i.test(file))
  return name === undefined ? undefined : readFileSync(join(folder, name), "utf8").trim()
}

/** Finds a folder of the package in any version. A package that is bundled into another is not a dependency of ours. */
const anywhere = (name: string): string | undefined => {
  const store = join(root, "node_modules/.pnpm")
  const prefix = `${name.replace("/", "+")}@`
  const found = readdirSync(store)
    .filter((entry) => entry.startsWith(prefix))
    .sort()[0]
  return found === undefined ? undefined : join(store, found, "node_modules", name)
}

// These packages lack the text of their license. The sentence says where it is.
const described: Readonly<Record<string, string>> = {
  "@resvg/resvg-wasm":
    "Copyright (c) 2021-present yisibl, under the [Mozilla Public License 2.0](https://www.mozilla.org/MPL/2.0/). " +
    "Its source code is at <https://github.com/yisibl/resvg-js>, and that of resvg, which is compiled into it with " +
    "the Rust crates that it stands on, at <https://github.com/linebender/resvg>. It stands in `dist` as it was " +
    "published (`index_bg-*.wasm`), and is loaded when a chart is asked for."
}

// These files are in the package unchanged. They are not part of a bundle.
const files: Readonly<Record<string, string>> = {
  "inter-ui": "The typeface of charts (`dist/Inter-Regular-*.woff2`)."
}

const page = (name: string) => `[\`${name}\`](https://www.npmjs.com/package/${name})`

const noticeOf = (name: string, folder: string, origin: string): Notice => ({
  name,
  license: licenseOf(folder),
  origin: [origin, files[name], described[name]].filter((sentence) => sentence !== undefined).join(" "),
  text: textOf(folder)
})

/** Makes a notice for each package. Fails if a package has no license that can be shown. */
export const noticesOf = ({ installed, carried }: Bundled): ReadonlyArray<Notice> => {
  const own = [...installed].map(([name, folder]) => noticeOf(name, folder, `From ${page(name)}.`))
  const others = [...carried].map(([name, carrier]) => {
    const folder = anywhere(name)
    if (folder === undefined) {
      throw new Error(`${carrier} carries ${name}, which is not installed: its license cannot be read.`)
    }
    return noticeOf(name, folder, `From ${page(name)}, as \`${carrier}\` carries it.`)
  })
  const notices = [...own, ...others].sort((a, b) => (a.name < b.name ? -1 : 1))
  const silent = notices.filter(({ name, text }) => text === undefined && described[name] === undefined)
  if (silent.length > 0) {
    throw new Error(`No license text is found in ${silent.map(({ name }) => name).join(", ")}: describe them here.`)
  }
  return notices
}

const sectionOf = (notices: ReadonlyArray<Notice>): string => {
  const [first] = notices
  const text = first?.text
  const origins = notices.map(({ origin }) => (notices.length > 1 ? `- ${origin}` : origin)).join("\n")
  const heading = `## ${notices.map(({ name }) => name).join(", ")} (${first?.license})`
  return [heading, origins, ...(text === undefined ? [] : [`\`\`\`text\n${text}\n\`\`\``])].join("\n\n")
}

export const render = (notices: ReadonlyArray<Notice>): string => {
  const intro =
    "# Files and code of others in this package\n\nThe server is one bundle: the libraries that it uses stand in " +
    "`dist` with it, each under its own license. `npm run notices` writes this file from what the bundle holds."
  // Packages of the same project have the same license. It is long, so it is shown once.
  const byLicense = new Map<string, ReadonlyArray<Notice>>()
  for (const notice of notices) {
    const license = `${notice.license} ${notice.text ?? notice.name}`
    byLicense.set(license, [...(byLicense.get(license) ?? []), notice])
  }
  return `${[intro, ...[...byLicense.values()].map(sectionOf)].join("\n\n")}\n`
}

/** The path of the text, from the root. */
export const noticesFile = "packages/mcp-server/THIRD-PARTY.md"
