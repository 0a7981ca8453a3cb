/** Loads the chunks of the bundle with the code cache. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { constants, Script } from "node:vm"
import { readCompiled, removeOld, writeCompiled } from "./codeCache.ts"

export interface Require {
  (id: string): unknown
  /** The modules that Node has loaded, by path. */
  readonly cache: Readonly<Record<string, unknown>>
}

interface Module {
  exports: unknown
}

/** A chunk that had to be compiled. */
interface CompiledChunk {
  readonly file: string
  readonly source: Buffer
  readonly script: Script
}

export interface CachedRequire {
  readonly require: (id: string) => unknown
  /** Saves newly compiled code. It includes the functions that have run, so it should be called late. */
  readonly keep: () => void
}

/** The wrapper that Node puts around a CommonJS module. */
const wrapModule = (text: string): string => `(function (exports, require, module, __filename, __dirname) {${text}\n})`

/**
 * Makes a `require` for the modules in the folder `chunks` that uses compiled code from `cache`, a private folder of the
 * user. It compiles chunks that the cache does not have, and passes other modules to `native`.
 */
export const makeCachedRequire = (chunks: string, cache: string, native: Require): CachedRequire => {
  const modules = new Map<string, Module>()
  const compiled: Array<CompiledChunk> = []

  const load = (name: string): unknown => {
    const loaded = modules.get(name)
    if (loaded !== undefined) return loaded.exports
    const path = join(chunks, name)
    const source = readFileSync(path)
    const file = join(cache, `${name}.bin`)
    const cachedData = readCompiled(file, source)
    const script = new Script(wrapModule(source.toString("utf8")), {
      filename: path,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
      ...(cachedData === undefined ? {} : { cachedData })
    })
    if (cachedData === undefined || script.cachedDataRejected === true) compiled.push({ file, source, script })
    const module: Module = { exports: {} }
    modules.set(name, module)
    script.runInThisContext()(module.exports, require, module, path, chunks)
    return module.exports
  }

  // A module that Node has already loaded, such as the entry, must not be loaded a second time.
  const isChunk = (id: string): boolean => id.startsWith("./") && native.cache[join(chunks, id)] === undefined

  const require = (id: string): unknown => (isChunk(id) ? load(id.slice(2)) : native(id))

  const keep = () => {
    if (compiled.length === 0) return
    for (const { file, source, script } of compiled.splice(0)) writeCompiled(file, source, script.createCachedData())
    removeOld(cache)
  }

  return { require, keep }
}
