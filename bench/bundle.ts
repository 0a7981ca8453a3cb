/** Bundles as a program's author would make them, and what core adds to the Effect modules that it stands on. */
import { gzipSync } from "node:zlib"
import { rolldown } from "rolldown"
import { packages } from "./folders.ts"

// In core's own folder, so that imports are resolved as core's are.
const entry = `${packages}/core/src/entry-of-the-bench.ts`

interface BundleOptions {
  readonly external?: ReadonlyArray<RegExp>
  /** Shortens names too: as it is published, but not to be read again. */
  readonly mangle?: boolean
}

/** The code of a bundle. `source` is the text of its entry, which imports relative to core's sources. */
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
  /** In bytes. */
  readonly minified: number
  /** In bytes. */
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
 * The entry of a bundle that holds what `source` uses of Effect and nothing else: every export of an Effect module that
 * is used, exported again.
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
