// The end of a call under each fault: the retry rule and the taxonomy of errors, spelled out for every case by hand, so
// that nothing here follows from the code that it checks.
//
// A sentence tells how the call ends (with a value, or with which error: `(attempt)` and `(total)` tell the two deadlines
// apart), after "," the `outcome` that the error of a write has, how many requests arrived, and how often the state of
// the emulator changed.
import type { ActionName } from "@effect-losant/core"
import type { FaultName } from "../../src/index.ts"

export type Method = "GET" | "POST" | "PATCH" | "DELETE"

/** Other ends for the actions with a method, or for one action. */
type Exceptions = { readonly [K in Method | ActionName]?: string }

export interface Row {
  /** The end when the fault happens to every request. */
  readonly reads: string
  readonly writes: string
  readonly but?: Exceptions
  /** The end when the fault happens only to the first request, if it differs. */
  readonly once?: { readonly reads?: string; readonly writes?: string }
}

// The end of all 429 that do not ask for a longer wait than a call has time for: nothing was applied, so a write is
// repeated as a read is.
const limited: Row = {
  reads: "LosantRateLimited; 4 requests",
  writes: "LosantRateLimited, rejected; 4 requests; not applied",
  once: { reads: "value; 2 requests", writes: "value; 2 requests; applied once" }
}

/** After this a read may be repeated, and succeeds when the fault has passed. */
const passing = { reads: "value; 2 requests" }

// The body of these answers lacks nothing that the value needs.
const value: Row = { reads: "value; 1 request", writes: "value; 1 request; applied once" }

/** The status alone tells that a deletion was carried out. */
const needsNoBody: Exceptions = { DELETE: "value; 1 request; applied once" }

/** All fields of the object that these answer may be absent. */
export const readsWithoutRequired = [
  "instance.payloadCounts",
  "instanceOrg.payloadCounts",
  "instanceSandbox.payloadCounts"
] as const satisfies ReadonlyArray<ActionName>
export const writesWithoutRequired = [
  "instance.generateReport",
  "instanceNotificationRule.evaluate"
] as const satisfies ReadonlyArray<ActionName>

const needsNothing: Exceptions = {
  DELETE: "value; 1 request; applied once",
  // Its list has items of which every field may be absent.
  "instanceNotificationRule.logs": "value; 1 request",
  ...Object.fromEntries(readsWithoutRequired.map((name) => [name, "value; 1 request"])),
  ...Object.fromEntries(writesWithoutRequired.map((name) => [name, "value; 1 request; applied once"]))
}

export const expected: { readonly [K in FaultName]: Row } = {
  "rate-limited": limited,
  "rate-limited-seconds": limited,
  "rate-limited-date": limited,
  "rate-limited-absurd": {
    reads: "LosantRateLimited; 1 request",
    writes: "LosantRateLimited, rejected; 1 request; not applied"
  },
  "rate-limited-negative": limited,
  "rate-limited-garbage": limited,

  "status-500": {
    reads: "LosantServerError; 4 requests",
    writes: "LosantServerError, unknown; 1 request; not applied",
    once: passing
  },
  "status-500-applied": {
    reads: "LosantServerError; 4 requests",
    writes: "LosantServerError, unknown; 1 request; applied once",
    once: passing
  },
  "status-502-html": {
    reads: "LosantServerError; 4 requests",
    writes: "LosantServerError, unknown; 1 request; not applied",
    once: passing
  },
  "status-502-html-applied": {
    reads: "LosantServerError; 4 requests",
    writes: "LosantServerError, unknown; 1 request; applied once",
    once: passing
  },
  "status-503": {
    reads: "LosantServerError; 4 requests",
    writes: "LosantServerError, unknown; 1 request; not applied",
    once: passing
  },
  "status-503-applied": {
    reads: "LosantServerError; 4 requests",
    writes: "LosantServerError, unknown; 1 request; applied once",
    once: passing
  },
  "status-504": {
    reads: "LosantServerError; 4 requests",
    writes: "LosantServerError, unknown; 1 request; not applied",
    once: passing
  },
  "status-504-applied": {
    reads: "LosantServerError; 4 requests",
    writes: "LosantServerError, unknown; 1 request; applied once",
    once: passing
  },

  "empty-body": {
    reads: "LosantDecode; 1 request",
    writes: "LosantDecode, applied; 1 request; applied once",
    but: needsNoBody
  },
  "no-content": {
    reads: "LosantDecode; 1 request",
    writes: "LosantDecode, applied; 1 request; applied once",
    but: needsNoBody
  },
  "body-cut": {
    reads: "LosantTransport; 4 requests",
    writes: "LosantTransport, applied; 1 request; applied once",
    once: passing
  },
  "body-truncated": {
    reads: "LosantDecode; 1 request",
    writes: "LosantDecode, applied; 1 request; applied once"
  },
  "wrong-content-type": value,
  "length-too-long": {
    reads: "LosantTransport; 4 requests",
    writes: "LosantTransport, applied; 1 request; applied once",
    once: passing
  },
  "length-too-short": {
    reads: "LosantDecode; 1 request",
    writes: "LosantDecode, applied; 1 request; applied once"
  },
  "gzip-garbage": {
    reads: "LosantDecode; 1 request",
    writes: "LosantDecode, applied; 1 request; applied once"
  },
  "invalid-utf8": {
    reads: "LosantDecode; 1 request",
    writes: "LosantDecode, applied; 1 request; applied once"
  },
  "deep-json": {
    reads: "LosantDecode; 1 request",
    writes: "LosantDecode, applied; 1 request; applied once"
  },
  "deep-field": value,
  "huge-body": {
    reads: "LosantDecode; 1 request",
    writes: "LosantDecode, applied; 1 request; applied once"
  },
  "slow-body": {
    reads: "LosantTimeout (total); 4 requests",
    writes: "LosantTimeout (attempt), applied; 1 request; applied once",
    once: passing
  },

  "hang-before-headers": {
    reads: "LosantTimeout (total); 4 requests",
    writes: "LosantTimeout (attempt), unknown; 1 request; not applied",
    once: passing
  },
  "hang-before-headers-applied": {
    reads: "LosantTimeout (total); 4 requests",
    writes: "LosantTimeout (attempt), unknown; 1 request; applied once",
    once: passing
  },
  "hang-after-headers": {
    reads: "LosantTimeout (total); 4 requests",
    writes: "LosantTimeout (attempt), applied; 1 request; applied once",
    once: passing
  },
  "hang-in-body": {
    reads: "LosantTimeout (total); 4 requests",
    writes: "LosantTimeout (attempt), applied; 1 request; applied once",
    once: passing
  },
  "close-before-headers": {
    reads: "LosantTransport; 4 requests",
    writes: "LosantTransport, unknown; 1 request; not applied",
    once: passing
  },
  "close-before-headers-applied": {
    reads: "LosantTransport; 4 requests",
    writes: "LosantTransport, unknown; 1 request; applied once",
    once: passing
  },
  "reset-before-headers": {
    reads: "LosantTransport; 4 requests",
    writes: "LosantTransport, unknown; 1 request; not applied",
    once: passing
  },
  "reset-before-headers-applied": {
    reads: "LosantTransport; 4 requests",
    writes: "LosantTransport, unknown; 1 request; applied once",
    once: passing
  },
  // The work is still to come when the call has ended.
  "reset-before-headers-late": {
    reads: "LosantTransport; 4 requests",
    writes: "LosantTransport, unknown; 1 request; not applied",
    once: passing
  },
  "reset-after-headers": {
    reads: "LosantTransport; 4 requests",
    writes: "LosantTransport, applied; 1 request; applied once",
    once: passing
  },
  "reset-in-body": {
    reads: "LosantTransport; 4 requests",
    writes: "LosantTransport, applied; 1 request; applied once",
    once: passing
  },

  "redirect-host": {
    reads: "LosantUnexpectedStatus; 1 request",
    writes: "LosantUnexpectedStatus, unknown; 1 request; not applied"
  },
  "redirect-http": {
    reads: "LosantUnexpectedStatus; 1 request",
    writes: "LosantUnexpectedStatus, unknown; 1 request; not applied"
  },
  "duplicate-header": value,
  "duplicate-length": {
    reads: "LosantTransport; 4 requests",
    writes: "LosantTransport, unknown; 1 request; applied once",
    once: passing
  },
  "unknown-fields": value,
  "missing-fields": {
    reads: "LosantDecode; 1 request",
    writes: "LosantDecode, applied; 1 request; applied once",
    but: needsNothing
  },
  "null-fields": {
    reads: "LosantDecode; 1 request",
    writes: "LosantDecode, applied; 1 request; applied once",
    but: needsNothing
  }
}

/** The end of an action when the fault lasts. */
export const lasting = (fault: FaultName, action: ActionName, method: Method): string => {
  const { reads, writes, but = {} } = expected[fault]
  return but[action] ?? but[method] ?? (method === "GET" ? reads : writes)
}

/** The end when the fault happens only to the first request, if it differs. */
export const afterOne = (fault: FaultName, method: Method): string | undefined => {
  const { once = {} } = expected[fault]
  return method === "GET" ? once.reads : once.writes
}
