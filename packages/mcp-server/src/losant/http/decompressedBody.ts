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

// As Node's own fetch. A header has room for thousands, each of which costs time and memory before the first byte.
const most = 5

/** Nobody packs like that but to exhaust who unpacks it. Core knows by the code that the answer cannot be unpacked. */
class PackedTooOften extends Error {
  override readonly name = "PackedTooOften"
  readonly code = "Z_DATA_ERROR"
  constructor(times: number) {
    super(`it is compressed ${times} times`)
  }
}

/** The bytes without the compressions that `content-encoding` names, of which the last was put on last. */
export const decompress = (bytes: Readable, encoding = ""): Readable => {
  const names = encoding.split(",").map((name) => name.trim().toLowerCase())
  const steps = names
    .toReversed()
    .flatMap((name) => (Object.hasOwn(unpackers, name) ? unpackers[name] : undefined) ?? [])
  if (steps.length > most) return bytes.destroy(new PackedTooOften(steps.length))
  return steps.reduce<Readable>((packed, make) => {
    // The last of them tells of an error of any: there is nobody to be told here.
    return pipeline(packed, make(), () => undefined)
  }, bytes)
}
