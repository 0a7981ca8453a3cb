/** Compares the answer of a write with the state before and with the request. */
import { compare } from "@effect-losant/core/FieldChanges"
import type { Changes } from "../../model/FieldChanges.ts"
import type { JsonObject } from "../../text/json.ts"
import { truncateChanges } from "./truncateChange.ts"

/** The answer to a write, compared with the state before and with the request. */
export interface Comparison {
  /** The fields that differ from the state before, truncated. */
  readonly changed: Changes
  /** The fields whose value differs from the request: `before` is the sent value, `after` is the answered one. */
  readonly notApplied: Changes
}

/** Compares the fields of `is`, the answer of a write, with the same fields before the write and in the request. */
export const compareAnswer = (before: JsonObject, sent: JsonObject, is: JsonObject): Comparison => ({
  changed: truncateChanges(compare(before, is)),
  notApplied: compare(sent, is)
})
