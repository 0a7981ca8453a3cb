// The ends of a PATCH and a DELETE for a program that opted in to their repetition (`retryWrites`), in the words of
// expected.ts. A fault that is not here ends them as it does without: what surely was applied is not sent again, and
// what surely was not is sent again anyway.
//
// The risk that the program takes shows in PATCH: what was applied, and whose answer was lost, is applied again. A
// DELETE cannot be: its repetition finds nothing, and that is the success which the first answer would have been.
import type { FaultName } from "../../src/index.ts"

interface Cells {
  /** The end when the fault happens to every request. */
  readonly lasting: string
  /** The end when the fault happens only to the first request. */
  readonly once: string
}

interface Row {
  readonly PATCH: Cells
  readonly DELETE: Cells
}

/** Rows in which nothing is applied by the request that the fault happens to. */
const unapplied = (lasting: string): Row => {
  const cells = { lasting, once: "value; 2 requests; applied once" }
  return { PATCH: cells, DELETE: cells }
}

const failed = unapplied("LosantServerError, unknown; 4 requests; not applied")
const failedApplied: Row = {
  PATCH: {
    lasting: "LosantServerError, unknown; 4 requests; applied 4 times",
    once: "value; 2 requests; applied 2 times"
  },
  DELETE: {
    lasting: "LosantServerError, unknown; 4 requests; applied once",
    once: "value; 2 requests; applied once"
  }
}
const lost = unapplied("LosantTransport, unknown; 4 requests; not applied")
const lostApplied: Row = {
  PATCH: {
    lasting: "LosantTransport, unknown; 4 requests; applied 4 times",
    once: "value; 2 requests; applied 2 times"
  },
  DELETE: {
    lasting: "LosantTransport, unknown; 4 requests; applied once",
    once: "value; 2 requests; applied once"
  }
}
const silent = unapplied("LosantTimeout (total), unknown; 4 requests; not applied")
const silentApplied: Row = {
  PATCH: {
    lasting: "LosantTimeout (total), unknown; 4 requests; applied 4 times",
    once: "value; 2 requests; applied 2 times"
  },
  DELETE: {
    lasting: "LosantTimeout (total), unknown; 4 requests; applied once",
    once: "value; 2 requests; applied once"
  }
}

export const optIn: { readonly [K in FaultName]?: Row } = {
  "status-500": failed,
  "status-500-applied": failedApplied,
  "status-502-html": failed,
  "status-502-html-applied": failedApplied,
  "status-503": failed,
  "status-503-applied": failedApplied,
  "status-504": failed,
  "status-504-applied": failedApplied,
  "hang-before-headers": silent,
  "hang-before-headers-applied": silentApplied,
  "close-before-headers": lost,
  "close-before-headers-applied": lostApplied,
  "reset-before-headers": lost,
  "reset-before-headers-applied": lostApplied,
  "reset-before-headers-late": lost,
  "duplicate-length": lostApplied
}
