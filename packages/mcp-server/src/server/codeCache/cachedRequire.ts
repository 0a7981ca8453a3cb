/** Loads the chunks of the bundle by the code cache. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { constants, Script } from "node:vm"
import { readCompiled, removeOld, writeCompiled } from "./codeCache.ts"

export interface Require {
  (id: string): unknown
  /** The modules that Node has loaded, by their paths. */
  readonly cache: Readonly<Record<string, unknown>>
}

interface Module {
  exports: unknown
}

interface Fresh {
  readonly file: string
  readonly source: Buffer
  readonly script: Script
}

export interface CachedRequire {
  readonly require: (id: string) => unknown
  /** Keeps what was compiled anew: with the functions that ran, so the later the better. */
  readonly keep: () => void
}

/** As Node does around a CommonJS module. */
const wrapped = (text: string): string => `(function (exports, require, module, __filename, __dirname) {${text}\n})`

/**
 * What requires the chunks in `chunks` by what is kept in `cache`, a folder that is the user's own. Whatever is not kept,
 * or does not fit, is compiled; what is no chunk is left to `native`.
 */
export const makeCachedRequire = (chunks: string, cache: string, native: Require): CachedRequire => {
  const modules = new Map<string, Module>()
  const fresh: Array<Fresh> = []

  const load = (name: string): unknown => {
    const known = modules.get(name)
    if (known !== undefined) return known.exports
    const path = join(chunks, name)
    const source = readFileSync(path)
    const file = join(cache, `${name}.bin`)
    const cachedData = readCompiled(file, source)
    const script = new Script(wrapped(source.toString("utf8")), {
      filename: path,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
      ...(cachedData === undefined ? {} : { cachedData })
    })
    if (cachedData === undefined || script.cachedDataRejected === true) fresh.push({ file, source, script })
    const module: Module = { exports: {} }
    modules.set(name, module)
    script.runInThisContext()(module.exports, require, module, path, chunks)
    return module.exports
  }

  // What Node has loaded already, as the entries, is not to be there twice.
  const isOurs = (id: string): boolean => id.startsWith("./") && native.cache[join(chunks, id)] === undefined

  const require = (id: string): unknown => (isOurs(id) ? load(id.slice(2)) : native(id))

  const keep = () => {
    if (fresh.length === 0) return
    for (const { file, source, script } of fresh.splice(0)) writeCompiled(file, source, script.createCachedData())
    removeOld(cache)
  }

  return { require, keep }
}
