/** Encodes opaque pixels as a PNG image. */
import { crc32, deflateSync } from "node:zlib"

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)

/** PNG's colour type for red, green and blue without transparency. */
const trueColor = 2
const plainHeader = [8, trueColor, 0, 0, 0]

const chunk = (type: string, data: Uint8Array): Uint8Array => {
  const bytes = Buffer.alloc(data.length + 12)
  bytes.writeUInt32BE(data.length, 0)
  bytes.write(type, 4, "latin1")
  bytes.set(data, 8)
  bytes.writeUInt32BE(crc32(bytes.subarray(4, -4)), data.length + 8)
  return bytes
}

const header = (width: number, height: number): Uint8Array => {
  const data = Buffer.alloc(13)
  data.writeUInt32BE(width, 0)
  data.writeUInt32BE(height, 4)
  data.set(plainHeader, 8)
  return data
}

/**
 * Encodes pixels of four bytes, row by row. The fourth byte, the transparency, is dropped. Rows are not filtered: PNG's
 * filters suit photographs, and make a drawing with few colours larger.
 */
export const encodePng = (width: number, height: number, pixels: Uint8Array): Uint8Array => {
  const row = 1 + 3 * width
  const rows = new Uint8Array(row * height)
  for (let pixel = 0; pixel < width * height; pixel++) {
    // Each row begins with its filter type: zero means no filter.
    const at = Math.floor(pixel / width) * row + 1 + 3 * (pixel % width)
    rows.set(pixels.subarray(4 * pixel, 4 * pixel + 3), at)
  }
  return Buffer.concat([
    signature,
    chunk("IHDR", header(width, height)),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", new Uint8Array())
  ])
}
