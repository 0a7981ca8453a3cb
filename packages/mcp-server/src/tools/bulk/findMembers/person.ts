/** A person, named by the email or by the id of the account. */
import * as Result from "effect/Result"
import type { Reader } from "../../../model/ArgumentSpec.ts"

/** What is known of a person; ids and emails are compared in lower case. */
export interface Person {
  readonly userId?: string | undefined
  readonly email?: string | undefined
}

const id = /^[A-Fa-f\d]{24}$/
// Of what Losant takes for an email, as much as tells it from a name.
const email = /^(?=.{3,320}$)[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+$/

export const readPerson: Reader<string> = (value) => {
  const text = typeof value === "string" ? value.trim() : ""
  return id.test(text) || email.test(text)
    ? Result.succeed(text)
    : Result.fail("expected a whole email or a userId: people are not found by name")
}

export const parsePerson = (value: string): Person => {
  const text = value.toLowerCase()
  return id.test(text) ? { userId: text } : { email: text }
}

/** The email of somebody's account, where it can be looked for. */
export const searchableEmail = (answered: string | undefined): string | undefined =>
  answered !== undefined && email.test(answered) ? answered.toLowerCase() : undefined
