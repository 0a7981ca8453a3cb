// The oracle: derives the required answers from the lines alone.
import * as Predicate from "effect/Predicate"

/** The messages with one id. */
export interface Expected {
  /** The number of requests. */
  readonly requests: number
  /** The number of other messages, which may get an error as answer. */
  readonly others: number
  readonly isCancelled: boolean
  /** A request may stay open until the connection ends. */
  readonly isOpen: boolean
}

/** The id as JSON, as in an answer. */
export const keyOf = (id: unknown): string => JSON.stringify(id)

const parse = (line: string): unknown => {
  try {
    return JSON.parse(line.replace(/^\uFEFF/, ""))
  } catch {
    return undefined
  }
}

const canBeAnswered = (id: unknown) => typeof id === "string" || Number.isSafeInteger(id)

const isRequest = (value: Readonly<Record<string, unknown>>) =>
  value["jsonrpc"] === "2.0" &&
  typeof value["method"] === "string" &&
  (value["params"] === undefined || value["params"] === null || Predicate.isObject(value["params"]))

const nothing: Expected = { requests: 0, others: 0, isCancelled: false, isOpen: false }

/** The expected answers by id. `open` are the methods whose answer may come at the end of the connection. */
export const expectedOf = (bytes: Buffer, open: ReadonlyArray<unknown>): ReadonlyMap<string, Expected> => {
  const expected = new Map<string, Expected>()
  const change = (id: unknown, how: (before: Expected) => Partial<Expected>) => {
    const before = expected.get(keyOf(id)) ?? nothing
    expected.set(keyOf(id), { ...before, ...how(before) })
  }
  // The messages of a batch are served as if each had its own line.
  const values = bytes
    .toString("utf8")
    .split("\n")
    .map(parse)
    .flatMap((value): ReadonlyArray<unknown> => (Array.isArray(value) ? value : [value]))
  for (const value of values) {
    if (!Predicate.isObject(value)) continue
    const { id, method, params } = value
    if (method === "notifications/cancelled" && Predicate.isObject(params) && canBeAnswered(params["requestId"])) {
      change(params["requestId"], () => ({ isCancelled: true }))
    }
    if (!Object.hasOwn(value, "method") || !canBeAnswered(id)) continue
    if (isRequest(value)) {
      change(id, ({ requests, isOpen }) => ({ requests: requests + 1, isOpen: isOpen || open.includes(method) }))
    } else {
      change(id, ({ others }) => ({ others: others + 1 }))
    }
  }
  return expected
}
