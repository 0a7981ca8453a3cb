/**
 * The error of a change that was not sent.
 *
 * @module
 * @since 0.2.0
 */
import * as Schema from "effect/Schema"
import { callFields } from "./internal/errorFields.ts"

const { action, method, message, outcome } = callFields

/**
 * `InstanceOrg.modify` sent nothing. With `changedMeanwhile` the organization is not as the caller read it; with
 * `notMergeable` Losant's answer lacks what has to be sent along.
 *
 * @example
 * ```ts
 * import type { LosantNotModified } from "@effect-losant/core"
 *
 * const shouldReadAgain = ({ reason }: LosantNotModified) => reason === "changedMeanwhile"
 * ```
 *
 * @since 0.2.0
 */
export class LosantNotModified extends Schema.TaggedError<LosantNotModified>()("LosantNotModified", {
  action,
  method,
  message,
  outcome,
  reason: Schema.Literals(["changedMeanwhile", "notMergeable"])
}) {}
