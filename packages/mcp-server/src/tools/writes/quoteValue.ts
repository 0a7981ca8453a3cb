/** Quotes values in the facts and sentences of a plan. */
import { inQuotes } from "../../text/escapes.ts"

/** In characters. An email, a role or a URL is seldom longer, and a person still reads it as a whole. */
const maxValueLength = 300

/** A value from Losant or from the call, as a text in quotation marks, cut if it is very long. */
export const quoteValue = (value: unknown): string => inQuotes(String(value), maxValueLength)
