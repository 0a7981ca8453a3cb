/** Bundles programs as their authors would, and measures how much core adds to the Effect modules that it uses. */
import { gzipSync } from "node:zlib"
import { rolldown } from "rolldown"
import { packages } from "./folders.ts"

// The entry lies in core's own folder, so that its imports are resolved like core's.
const entry = `${packages}/core/src/entry-of-the-bench.ts`

interface BundleOptions {
  readonly external?: ReadonlyArray<RegExp>
  /** True if names are shortened too, as in a published bundle. Then nobody can read it. */
  readonly mangle?: boolean
}

/** Gives the code of a bundle. `source` is the text of its entry, which imports relative to core's sources. */
export const bundle = async (source: string, { external = [], mangle = true }: BundleOptions = {}): Promise<string> => {
  const build = await rolldown({
    input: entry,
    platform: "neutral",
    external: [...external, /^node:/],
    resolve: { conditionNames: ["@effect-losant/source", "import", "default"] },
    plugins: [
      {
        name: "entry",
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? source : null)
      }
    ]
  })
  const { output } = await build.generate({
    format: "esm",
    codeSplitting: false,
    minify: { compress: true, mangle, codegen: true }
  })
  await build.close()
  return output[0].code
}

export interface Size {
  /** The size in bytes. */
  readonly minified: number
  /** The size in bytes. */
  readonly gzipped: number
}

export const sizeOf = (code: string): Size => ({
  minified: Buffer.byteLength(code),
  gzipped: gzipSync(code, { level: 9 }).length
})

const namespaceImport = /import\*as ([\w$]+) from"(effect\/[\w/]+)"/g
const namedImport = /import\{([^}]+)\}from"(effect\/[\w/]+)"/g

const escaped = (name: string) => name.replace(/\$/g, "\\$")

/**
 * Gives the entry of a bundle with the parts of Effect that `source` uses, and nothing else. It exports again every
 * export of an Effect module that `source` uses.
 */
export const effectAlone = async (source: string): Promise<string> => {
  const code = await bundle(source, { external: [/^effect\//], mangle: false })
  const used = new Set<string>()
  for (const [, name = "", module] of code.matchAll(namespaceImport)) {
    for (const [, member] of code.matchAll(new RegExp(`(?<![\\w$.])${escaped(name)}\\.([\\w$]+)`, "g"))) {
      used.add(`${member} ${module}`)
    }
  }
  for (const [, names = "", module] of code.matchAll(namedImport)) {
    for (const name of names.split(",")) used.add(`${name.trim().split(/\s+as\s+/)[0]} ${module}`)
  }
  return [...used]
    .sort()
    .map((one, index) => {
      const [member, module] = one.split(" ")
      return `export { ${member} as e${index} } from "${module}"`
    })
    .join("\n")
}
