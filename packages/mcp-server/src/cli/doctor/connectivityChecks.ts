/** Checks the connection, the token and the clock by the first answers of Losant. */
import type { LosantError } from "@effect-losant/core/LosantError"
import * as Result from "effect/Result"
import { isFromIntermediary } from "../../answers/upstreamMessage.ts"
import type { Refusal } from "../../model/Refusal.ts"
import { type Check, failed, ok } from "./Check.ts"

export type Answer<A> = Result.Result<A, LosantError | Refusal>

const tagOf = (answer: Answer<unknown>): string | undefined =>
  Result.isFailure(answer) ? answer.failure._tag : undefined

const networkAdvice =
  "Check the network, a proxy or firewall in between, and LOSANT_API_URL. If a company has its own certificate authority, " +
  "NODE_EXTRA_CA_CERTS has to name the file of its certificate."

const expiredAdvice =
  "A certificate is only valid for a period. Check that the clock of this machine is right. If it is, the operator of the " +
  "server, or of the proxy in between, has to renew the certificate."

const wrongHostAdvice =
  "The certificate belongs to another host. Check LOSANT_API_URL, and a proxy or firewall in between."

const unknownAuthorityAdvice =
  "No known certificate authority has signed the certificate. If a company's proxy or firewall is in between, " +
  "NODE_EXTRA_CA_CERTS has to name the file with the certificate of the company's own authority."

/** Node's messages and codes for certificates that it refuses, with the advice for each. */
const certificateAdvice: ReadonlyArray<readonly [RegExp, string]> = [
  [/certificate (?:has expired|is not yet valid)|CERT_(?:HAS_EXPIRED|NOT_YET_VALID)/i, expiredAdvice],
  [/does not match certificate|ALTNAME_INVALID/i, wrongHostAdvice],
  [
    /self[- ]signed certificate|unable to (?:get (?:local )?issuer certificate|verify the first certificate)|SELF_SIGNED|UNABLE_TO_(?:GET_ISSUER|VERIFY_LEAF)/i,
    unknownAuthorityAdvice
  ]
]

const adviceFor = (message: string): string =>
  certificateAdvice.find(([pattern]) => pattern.test(message))?.[1] ?? networkAdvice

/** Any answer of Losant proves the connection, even a refusal. */
export const checkReached = (host: string, answer: Answer<unknown>): Check => {
  if (Result.isSuccess(answer)) return ok("reachable", `${host} answers`)
  const { _tag: tag, message } = answer.failure
  switch (tag) {
    case "LosantTransport":
    case "LosantTimeout":
      return failed("reachable", `${host} cannot be reached: ${message}`, adviceFor(message))
    case "LosantDecode":
    case "LosantUnexpectedStatus":
      return failed("reachable", `the answer of ${host} does not look like Losant's: ${message}`, networkAdvice)
    case "LosantServerError":
    case "LosantRateLimited":
      return failed("reachable", `${host} is reachable, but cannot answer now: ${message}`, "Try again later.")
    case "LosantUnauthorized":
    case "LosantForbidden":
      return isFromIntermediary(answer.failure)
        ? failed(
            "reachable",
            `${host} refuses (${answer.failure.status}), but not in Losant's form: a proxy or firewall may have answered`,
            networkAdvice
          )
        : ok("reachable", `${host} answers`)
    default:
      return ok("reachable", `${host} answers`)
  }
}

// These answers prove a valid token: success, a missing scope, and a missing object.
const validTokenTags = new Set<string | undefined>([undefined, "LosantForbidden", "LosantNotFound"])

/** One answer that accepts the token is enough. */
export const checkToken = (answers: ReadonlyArray<Answer<unknown>>): Check => {
  const tags = answers.map(tagOf)
  if (tags.some((tag) => validTokenTags.has(tag))) return ok("token", "accepted")
  if (tags.includes("LosantUnauthorized")) {
    return failed(
      "token",
      "Losant does not accept the token (401)",
      "It is mistyped, expired or revoked, or belongs to another Losant than LOSANT_API_URL names. Make an API token in " +
        "Losant, and set LOSANT_API_TOKEN to it. A token of an instance also needs LOSANT_INSTANCE_ID."
    )
  }
  const [message = ""] = answers.flatMap((answer) => (Result.isFailure(answer) ? [answer.failure.message] : []))
  return failed("token", `Losant does not say whether it accepts the token: ${message}`, "Try again later.")
}

const maxSkewMillis = 60_000

/** `skew` is positive if the local clock is ahead, in milliseconds. */
export const checkClock = (skew: number): Check => {
  const seconds = Math.abs(Math.round(skew / 1_000))
  const difference = `the clock here is ${seconds} s ${skew < 0 ? "behind" : "ahead of"} Losant's`
  return Math.abs(skew) <= maxSkewMillis
    ? ok("clock", difference)
    : failed("clock", difference, "Set the clock, or let the system set it: usage periods depend on it.")
}
