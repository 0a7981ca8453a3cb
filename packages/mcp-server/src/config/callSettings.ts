/** The limits of calls: the requests to Losant at a time, and the time until a call is answered. */
import * as Duration from "effect/Duration"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { type Environment, readVariable } from "../model/Environment.ts"
import { quoteSetting } from "../text/secrets.ts"
import { variables } from "./variables.ts"

const describe = (name: string, value: string, form: string): string =>
  `${name} is ${quoteSetting(value)}; it has to be ${form}.`

const maxRequests = 1_000

/** Reads `LOSANT_MCP_MAX_REQUESTS`: how many requests to Losant may be under way at a time. */
export const parseMaxRequests = (environment: Environment): Result.Result<number, string> => {
  const name = "LOSANT_MCP_MAX_REQUESTS"
  const value = readVariable(environment, name) || variables[name].default
  const requests = /^\d+$/.test(value) ? Number(value) : 0
  return requests >= 1 && requests <= maxRequests
    ? Result.succeed(requests)
    : Result.fail(describe(name, value, `a whole number from 1 to ${maxRequests.toLocaleString("en")}`))
}

const minMillis = 1_000
const maxMillis = 3_600_000

const parseMillis = (value: string): Option.Option<number> =>
  /^\d+$/.test(value)
    ? Option.some(Number(value))
    : // Sound: a text in another form gives none.
      Option.map(Duration.fromInput(value as Duration.Input), Duration.toMillis)

/**
 * Reads `LOSANT_MCP_ANSWER_WITHIN`: the time in milliseconds within which a call is answered. Undefined if every call is
 * answered at its end only.
 */
export const parseAnswerWithin = (environment: Environment): Result.Result<number | undefined, string> => {
  const name = "LOSANT_MCP_ANSWER_WITHIN"
  const value = readVariable(environment, name) || variables[name].default
  if (value.toLowerCase() === "off") return Result.succeed(undefined)
  const form = 'a time from 1 second to 1 hour, such as "50 seconds" or 50000 for milliseconds, or off'
  return Option.match(
    Option.filter(parseMillis(value), (millis) => millis >= minMillis && millis <= maxMillis),
    { onNone: () => Result.fail(describe(name, value, form)), onSome: (millis) => Result.succeed(millis) }
  )
}
