// Reads the pixels of an image.
import { decode } from "fast-png"

/** Red, green and blue, from 0 to 255. */
export type Color = readonly [number, number, number]

export interface Pixels {
  readonly width: number
  readonly height: number
  readonly colorAt: (x: number, y: number) => Color
  /** No pixel is transparent. */
  readonly isOpaque: boolean
}

export const decodePng = (png: Uint8Array): Pixels => {
  const { width, height, data, channels } = decode(png)
  return {
    width,
    height,
    colorAt: (x, y) => {
      const at = (y * width + x) * channels
      return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0]
    },
    isOpaque: channels === 3 || data.every((value, index) => index % 4 !== 3 || value === 255)
  }
}

export interface Area {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** The colours of an area with their numbers of pixels, the most frequent first. */
export const colorsIn = ({ colorAt }: Pixels, { left, right, top, bottom }: Area): ReadonlyArray<[Color, number]> => {
  const counts = new Map<number, [Color, number]>()
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const color = colorAt(x, y)
      const key = (color[0] * 256 + color[1]) * 256 + color[2]
      counts.set(key, [color, (counts.get(key)?.[1] ?? 0) + 1])
    }
  }
  return [...counts.values()].sort(([, one], [, other]) => other - one)
}

const luminance = (color: Color): number => {
  const [red = 0, green = 0, blue = 0] = color.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** The contrast of two colours as WCAG 2 defines it, from 1 to 21. */
export const contrast = (one: Color, other: Color): number => {
  const [less = 0, more = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (more + 0.05) / (less + 0.05)
}
