/** What stands at the beginning of the entry of the bundle, see `codeCache.mjs`. */
import { join } from "node:path"
import { version } from "../../config/version.ts"
import { makeCachedRequire, type Require } from "./cachedRequire.ts"
import { ensurePrivateFolder, findCacheFolder } from "./cacheFolder.ts"

/**
 * What the chunks in a folder are required by: `native`, which is Node's own, where there is no cache, or the user wants
 * none.
 */
export const chooseRequire = (chunks: string, native: Require): ((id: string) => unknown) => {
  // As Node's own cache is switched off, which newer versions have.
  const folder = process.env["NODE_DISABLE_COMPILE_CACHE"] === undefined ? findCacheFolder(process.env) : undefined
  if (folder === undefined || !ensurePrivateFolder(folder)) return native
  const { require, keep } = makeCachedRequire(
    chunks,
    join(folder, `${version}-${process.version}-${process.arch}`),
    native
  )
  process.once("exit", keep)
  return require
}
