/** Recognizes texts that look like tokens, wherever they stand. */
import { quote } from "./escapes.ts"

export const replacement = "<redacted>"

const lookAlikes = [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, /(?<=\bBearer\s+)[^\s"'\\]+/gi]

/** Replaces texts that look like tokens. */
export const hideLookAlikes = (text: string): string =>
  lookAlikes.reduce((rest, pattern) => rest.replace(pattern, replacement), text)

// A person may paste a token only partly, so its beginning is enough.
const tokenBeginning = /\beyJ[\w.-]{8,}/g

/** The text contains a token or the beginning of one. */
export const looksLikeToken = (text: string): boolean =>
  hideLookAlikes(text) !== text || text.search(tokenBeginning) >= 0

// A text that was meant as a setting is recognized by its beginning. Paths need more.
const maxSettingLength = 80

/**
 * The value of a setting in quotation marks, for a message. A token may have been pasted into the wrong setting. It is
 * replaced before the value is cut, because a part of a token may no longer look like one.
 */
export const quoteSetting = (value: string, maxLength = maxSettingLength): string =>
  quote(hideLookAlikes(value).replace(tokenBeginning, replacement), maxLength)
