/**
 * Numbers that look random and are not: the same input always gives the same number.
 *
 * @since 0.1.0
 */

const mix = (mixed: number, value: number): number => {
  let part = Math.imul(value, 0xcc9e2d51)
  part = Math.imul((part << 15) | (part >>> 17), 0x1b873593)
  const both = mixed ^ part
  return Math.imul((both << 13) | (both >>> 19), 5) + 0xe6546b64
}

// The function runs for each hour and source of each organization, and a rest parameter would make it slower.
/** 32 well-mixed bits of up to four whole numbers, mixed as MurmurHash3 does. @since 0.1.0 */
export const hash = (first: number, second = 0, third = 0, fourth = 0): number => {
  let mixed = mix(mix(mix(mix(0x9747b28c, first), second), third), fourth)
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** A number from 0 up to, but not including, 1. @since 0.1.0 */
export const hashFraction = (first: number, second = 0, third = 0, fourth = 0): number =>
  hash(first, second, third, fourth) / 2 ** 32

/** A whole number from 0 up to, but not including, `limit`. @since 0.1.0 */
export const hashBelow = (limit: number, first: number, second = 0, third = 0): number =>
  Math.floor(hashFraction(first, second, third) * limit)

/** 32 bits of a text. @since 0.1.0 */
export const hashText = (text: string): number => {
  let mixed = text.length
  for (const character of text) mixed = hash(mixed, character.codePointAt(0))
  return mixed
}

/** The last `digits` hexadecimal digits of a number, with leading zeros. @since 0.1.0 */
export const toHex = (value: number, digits: number): string => value.toString(16).padStart(digits, "0").slice(-digits)
