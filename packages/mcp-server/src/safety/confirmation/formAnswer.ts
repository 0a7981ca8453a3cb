/** Reads the answer of a client to a form. */
import { inputResponse } from "@modelcontextprotocol/server"
import type { AskedLevel } from "./confirmLevel.ts"

/** The name of the form among the requests of a call, and the name of its only field. */
export const formKey = "confirm"
export const formField = "answer"

/**
 * - `missing`: the client sent no answer to the form.
 * - `declined`: the client reported a decline, a closed form, or a no.
 * - `empty`: the client reported that the form was accepted, and sent nothing that the person entered.
 * - `value`: the value of the form's field.
 */
export type FormAnswer =
  | { readonly kind: "missing" | "declined" | "empty" }
  | { readonly kind: "value"; readonly value: unknown }

/** Some clients send a yes or a no as a text. */
const readYesOrNo = (value: unknown): unknown => {
  const text = typeof value === "string" ? value.trim().toLowerCase() : undefined
  if (text === "true") return true
  return text === "false" ? false : value
}

/** Reads the answer. Where a name is typed, `true` and `false` are names like any other. */
export const readFormAnswer = (
  responses: Readonly<Record<string, unknown>> | undefined,
  level: AskedLevel
): FormAnswer => {
  const response = inputResponse(responses, formKey)
  if (response.kind !== "elicit") return { kind: "missing" }
  if (response.action !== "accept") return { kind: "declined" }
  const entered = response.content?.[formField] ?? undefined
  if (entered === undefined) return { kind: "empty" }
  const value = level === "yes" ? readYesOrNo(entered) : entered
  return value === false ? { kind: "declined" } : { kind: "value", value }
}
