/** Parses the person that a call names by email or by the id of the account. */
import * as Result from "effect/Result"
import type { Reader } from "../../../model/ArgumentSpec.ts"
import { isLosantId } from "../../../text/losantId.ts"

/** A person. Both fields are in lower case. */
export interface Person {
  readonly userId?: string | undefined
  readonly email?: string | undefined
}

// Losant accepts more emails. This is enough to distinguish an email from a name.
const email = /^(?=.{3,320}$)[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+$/

export const readPerson: Reader<string> = (value) => {
  const text = typeof value === "string" ? value.trim() : ""
  return isLosantId(text) || email.test(text)
    ? Result.succeed(text)
    : Result.fail("expected a whole email or a userId: people are not found by name")
}

export const parsePerson = (value: string): Person => {
  const text = value.toLowerCase()
  return isLosantId(text) ? { userId: text } : { email: text }
}

/** The email of an account in lower case. Undefined if it cannot be searched for. */
export const searchableEmail = (answered: string | undefined): string | undefined =>
  answered !== undefined && email.test(answered) ? answered.toLowerCase() : undefined
