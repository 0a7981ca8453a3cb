/** The build puts this code at the beginning of the bundle's entry, see `codeCache.mjs`. */
import { join } from "node:path"
import { version } from "../../config/version.ts"
import { makeCachedRequire, type Require } from "./cachedRequire.ts"
import { ensurePrivateFolder, findCacheFolder } from "./cacheFolder.ts"

/** The function that loads the chunks of the bundle: with the code cache, or `native`, Node's own, if there is no cache. */
export const chooseRequire = (chunks: string, native: Require): ((id: string) => unknown) => {
  // The same variable switches off Node's own compile cache in newer versions.
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
