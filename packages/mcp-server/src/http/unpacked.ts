/** Answers that come compressed. */
import type { Duplex, Readable } from "node:stream"
import { pipeline } from "node:stream"
import * as Zlib from "node:zlib"

// An answer that ends too early is told of by the connection, and what came of it may be read.
const { Z_SYNC_FLUSH, BROTLI_OPERATION_FLUSH } = Zlib.constants
const lenient = { flush: Z_SYNC_FLUSH, finishFlush: Z_SYNC_FLUSH }

const unpackers: Readonly<Record<string, () => Duplex>> = {
  gzip: () => Zlib.createGunzip(lenient),
  "x-gzip": () => Zlib.createGunzip(lenient),
  deflate: () => Zlib.createInflate(lenient),
  br: () => Zlib.createBrotliDecompress({ flush: BROTLI_OPERATION_FLUSH, finishFlush: BROTLI_OPERATION_FLUSH })
}

/** The bytes without the compressions that `content-encoding` names, of which the last was put on last. */
export const unpacked = (bytes: Readable, encoding = ""): Readable => {
  const names = encoding.split(",").map((name) => name.trim().toLowerCase())
  const steps = names.toReversed().map((name) => (Object.hasOwn(unpackers, name) ? unpackers[name] : undefined))
  return steps.reduce<Readable>((packed, make) => {
    if (make === undefined) return packed
    // The last of them tells of an error of any: there is nobody to be told here.
    return pipeline(packed, make(), () => undefined)
  }, bytes)
}
