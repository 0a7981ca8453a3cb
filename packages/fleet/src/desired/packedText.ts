/** Keeps texts that are seldom needed again in a small part of their size. */
import { deflateRawSync, inflateRawSync } from "node:zlib"

/** A text that was made small. */
export type PackedText = Uint8Array

export const packText = (text: string): PackedText => deflateRawSync(text, { level: 1 })

export const unpackText = (packed: PackedText): string => inflateRawSync(packed).toString("utf8")
