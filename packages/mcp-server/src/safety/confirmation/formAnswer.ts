/** Reads the answer of a client to a form. */
import { inputResponse } from "@modelcontextprotocol/server"
import type { AskedLevel } from "./confirmLevel.ts"

/** The name of the form among the requests of a call. */
export const formKey = "confirm"

/** The name of a field of the form, by its number from 0. */
export const formField = (index: number): string => (index === 0 ? "answer" : `answer${index + 1}`)

/**
 * - `missing`: the client sent no answer to the form.
 * - `declined`: the client reported a decline, a closed form, or a no.
 * - `empty`: the client reported that the form was accepted, and sent nothing that the person entered.
 * - `values`: the values of the form's fields.
 */
export type FormAnswer =
  | { readonly kind: "missing" | "declined" | "empty" }
  | { readonly kind: "values"; readonly values: ReadonlyArray<unknown> }

/** Some clients send a yes or a no as a text. */
const readYesOrNo = (value: unknown): unknown => {
  const text = typeof value === "string" ? value.trim().toLowerCase() : undefined
  if (text === "true") return true
  return text === "false" ? false : value
}

/** Reads the answer to a form of so many fields. Where a name is typed, `true` and `false` are names like any other. */
export const readFormAnswer = (
  responses: Readonly<Record<string, unknown>> | undefined,
  level: AskedLevel,
  fields: number
): FormAnswer => {
  const response = inputResponse(responses, formKey)
  if (response.kind !== "elicit") return { kind: "missing" }
  if (response.action !== "accept") return { kind: "declined" }
  const entered = Array.from({ length: fields }, (_, index) => response.content?.[formField(index)] ?? undefined)
  if (entered.every((value) => value === undefined)) return { kind: "empty" }
  const values = level === "yes" ? entered.map(readYesOrNo) : entered
  return values.includes(false) ? { kind: "declined" } : { kind: "values", values }
}
