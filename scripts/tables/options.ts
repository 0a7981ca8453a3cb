/** The options of core. The types name them, so an option that is missing here does not compile. */
import type { CallOptions, LosantOptions, RetryOptions } from "@effect-losant/core"
import type { CircuitOptions, LimiterOptions } from "@effect-losant/core/LosantOptions"
import * as Duration from "effect/Duration"
import { code, table } from "./markdown.ts"
import { defaults } from "./sources.ts"

interface Groups {
  readonly retry: RetryOptions
  readonly limiter: LimiterOptions
  readonly circuit: CircuitOptions
}

/** The options of an interface; an option that holds others is replaced by these, as `retry.times`. */
type Names<Options> = {
  [Key in keyof Options & string]: Key extends keyof Groups ? `${Key}.${keyof Groups[Key] & string}` : Key
}[keyof Options & string]

type CallOption = Names<CallOptions>
type LayerOption = Exclude<Names<LosantOptions>, CallOption>

/** The options that say where Losant is and who asks; they have a table of their own. */
type ConnectionOption = "accessToken" | "url" | "instanceId" | "fetch"

interface OptionDoc {
  readonly does: string
  readonly unit: string
  readonly default: string
}

const duration = (value: Duration.Duration): string => {
  const milliseconds = Duration.toMillis(value)
  return milliseconds < 1_000 ? `${milliseconds} milliseconds` : `${milliseconds / 1_000} seconds`
}

const { defaultRetry, defaultCircuit, defaultMaxAnswerBytes, defaultTimeout } = defaults

const callOptions: Readonly<Record<CallOption, OptionDoc>> = {
  timeout: {
    does: "how long one attempt may take, reading the answer included",
    unit: "time",
    default: duration(defaultTimeout)
  },
  totalTimeout: {
    does: "how long the whole call may take, with all attempts and the waits between them",
    unit: "time",
    default: `${defaults.defaultTimeouts} times \`timeout\``
  },
  "retry.times": {
    does: "how often a request is repeated at most; 0 means never",
    unit: "count",
    default: String(defaultRetry.times)
  },
  "retry.baseDelay": {
    does: "the wait before the first repetition; it doubles each time",
    unit: "time",
    default: duration(defaultRetry.baseDelay)
  },
  "retry.maxDelay": {
    does: "the longest wait to which it grows",
    unit: "time",
    default: duration(defaultRetry.maxDelay)
  },
  "retry.maxRetryAfter": {
    does: "the longest `Retry-After` for which core waits",
    unit: "time",
    default: duration(defaultRetry.maxRetryAfter)
  },
  retryWrites: {
    does: "repeats a PATCH or DELETE after a failure that may have applied it",
    unit: "boolean",
    default: "false"
  }
}

const layerOptions: Readonly<Record<Exclude<LayerOption, ConnectionOption>, OptionDoc>> = {
  retryQuota: {
    does: "the stock on which the repetitions of all calls draw: 5 after a 429 (0 if it says how long to wait), 10 after other failures; success returns it",
    unit: "count",
    default: String(defaults.defaultQuota)
  },
  "limiter.concurrency": { does: "how many requests may be under way at once", unit: "count", default: "no limit" },
  "limiter.perSecond": { does: "how many requests may begin in a second", unit: "number", default: "no limit" },
  "circuit.failures": {
    does: "after how many failures in a row core stops sending for a while",
    unit: "count",
    default: String(defaultCircuit.failures)
  },
  "circuit.openFor": { does: "how long that lasts", unit: "time", default: duration(defaultCircuit.openFor) },
  maxAnswerBytes: {
    does: "the longest answer that core reads",
    unit: "bytes",
    default: `${defaultMaxAnswerBytes} (${defaultMaxAnswerBytes / 1024 / 1024} MiB)`
  }
}

const rowsOf = (kind: string, options: Readonly<Record<string, OptionDoc>>) =>
  Object.entries(options).map(([name, doc]) => [code(name), kind, doc.does, doc.unit, doc.default])

/** A row for each option about retries, times and limits. */
export const optionTable = (): string =>
  table(
    ["option", "of", "what it does", "unit", "default"],
    [...rowsOf("call", callOptions), ...rowsOf("layer", layerOptions)]
  )

interface ConnectionDoc {
  readonly variable: string
  readonly meaning: string
  readonly default: string
}

const connectionOptions: Readonly<Record<ConnectionOption | "timeout", ConnectionDoc>> = {
  accessToken: {
    variable: "LOSANT_API_TOKEN",
    meaning:
      "an API token of an instance or of a user; the file that `LOSANT_API_TOKEN_FILE` names may hold it instead",
    default: "required"
  },
  url: {
    variable: "LOSANT_API_URL",
    meaning: "where the API is: https, or http on loopback",
    default: defaults.defaultUrl
  },
  instanceId: {
    variable: "LOSANT_INSTANCE_ID",
    meaning: "an instance for the program to use, as `Losant.instanceId`; core itself does not need it",
    default: "none"
  },
  timeout: {
    variable: "LOSANT_TIMEOUT",
    meaning: "how long one attempt may take: `30000` (milliseconds) or `30 seconds`",
    default: duration(defaultTimeout)
  },
  fetch: {
    variable: "",
    meaning: "another `fetch` with which core sends requests; it decides what it caches",
    default: "the global one, uncached"
  }
}

/** A row for each option that an environment can give, and for `fetch`. */
export const connectionTable = (): string =>
  table(
    ["variable", "option", "meaning", "default"],
    Object.entries(connectionOptions).map(([option, doc]) => [
      code(doc.variable),
      code(option),
      doc.meaning,
      doc.default.startsWith("http") ? code(doc.default) : doc.default
    ])
  )
