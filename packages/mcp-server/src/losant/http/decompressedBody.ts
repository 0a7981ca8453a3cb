/** Decompresses the bodies of answers. */
import type { Duplex, Readable } from "node:stream"
import { pipeline } from "node:stream"
import * as Zlib from "node:zlib"

// The connection reports an answer that ends too early. The part that arrived stays readable.
const { Z_SYNC_FLUSH, BROTLI_OPERATION_FLUSH } = Zlib.constants
const lenient = { flush: Z_SYNC_FLUSH, finishFlush: Z_SYNC_FLUSH }

const decompressors: Readonly<Record<string, () => Duplex>> = {
  gzip: () => Zlib.createGunzip(lenient),
  "x-gzip": () => Zlib.createGunzip(lenient),
  deflate: () => Zlib.createInflate(lenient),
  br: () => Zlib.createBrotliDecompress({ flush: BROTLI_OPERATION_FLUSH, finishFlush: BROTLI_OPERATION_FLUSH })
}

// The same limit as in Node's own fetch. A header could name thousands of compressions, and each costs time and memory.
const maxEncodings = 5

/** The answer is compressed so often that it must be an attack. Core recognizes the code. */
class TooManyEncodings extends Error {
  override readonly name = "TooManyEncodings"
  readonly code = "Z_DATA_ERROR"
  constructor(times: number) {
    super(`it is compressed ${times} times`)
  }
}

/**
 * Removes the compressions that `content-encoding` names, from the last to the first. A name that is not known is left
 * out: then core reports a body that it cannot read.
 */
export const decompress = (bytes: Readable, encoding = ""): Readable => {
  const names = encoding.split(",").map((name) => name.trim().toLowerCase())
  const layers = names
    .toReversed()
    .flatMap((name) => (Object.hasOwn(decompressors, name) ? decompressors[name] : undefined) ?? [])
  if (layers.length > maxEncodings) return bytes.destroy(new TooManyEncodings(layers.length))
  return layers.reduce<Readable>((compressed, make) => {
    // An error reaches the last stream, so the callback has nothing to do.
    return pipeline(compressed, make(), () => undefined)
  }, bytes)
}
