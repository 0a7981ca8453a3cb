// Numbers that look random and are not: the same input always gives the same number.

/** 32 well-mixed bits of whole numbers (the mixing of MurmurHash3). */
export const hash = (...values: ReadonlyArray<number>): number => {
  let mixed = 0x9747b28c
  for (const value of values) {
    let part = Math.imul(value, 0xcc9e2d51)
    part = Math.imul((part << 15) | (part >>> 17), 0x1b873593)
    mixed ^= part
    mixed = Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64
  }
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** A number from 0 up to, but not including, 1. */
export const fraction = (...values: ReadonlyArray<number>): number => hash(...values) / 2 ** 32

/** A whole number from 0 up to, but not including, `below`. */
export const below = (limit: number, ...values: ReadonlyArray<number>): number =>
  Math.floor(fraction(...values) * limit)

/** 32 bits of a text. */
export const hashText = (text: string): number =>
  hash(text.length, ...Array.from(text, (character) => character.codePointAt(0) ?? 0))

/** `digits` hexadecimal digits of a number, with leading zeros. */
export const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, "0").slice(-digits)
