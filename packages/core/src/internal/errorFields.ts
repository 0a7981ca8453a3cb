/** The fields that errors have in common. */
import * as Schema from "effect/Schema"

export const callFields = {
  action: Schema.String,
  method: Schema.Literals(["GET", "POST", "PATCH", "DELETE"]),
  path: Schema.String,
  message: Schema.String,
  outcome: Schema.optionalKey(Schema.Literals(["notSent", "rejected", "unknown", "applied"]))
}

export const answerFields = {
  ...callFields,
  status: Schema.Int,
  type: Schema.optionalKey(Schema.String),
  losantMessage: Schema.optionalKey(Schema.String),
  /** The thing that came instead of an answer of Losant, such as `a web page`. Something on the way surely sent it. */
  intermediary: Schema.optionalKey(Schema.String),
  requestId: Schema.optionalKey(Schema.String)
}

export const Issue = Schema.Struct({
  path: Schema.Array(Schema.Union([Schema.String, Schema.Finite])),
  message: Schema.String
})
