// Mistakes that the tables must find: each changes one decision in the source of core.

export interface Mutant {
  readonly name: string
  /** In the source of core. */
  readonly file: string
  /** The text to replace, which stands in the file once. */
  readonly original: string
  readonly mutated: string
  /** Cells that fail with it, among others. */
  readonly found: ReadonlyArray<string>
}

export const mutants: ReadonlyArray<Mutant> = [
  {
    name: "a write is sent again after a 5xx",
    file: "errors/ResponseErrors.ts",
    original: `  /** For a GET; a write may have been applied. */
  get isRetryable(): boolean {
    return this.method === "GET"`,
    mutated: `  get isRetryable(): boolean {
    return true`,
    found: ["instanceOrg.patch: status-500-applied lasting", "instanceOrg.patch: status-502-html-applied lasting"]
  },
  {
    name: "a write is sent again after a connection that was lost",
    file: "errors/TransportErrors.ts",
    original: `return this.method === "GET" || this.outcome === "notSent"`,
    mutated: "return true",
    found: ["instanceOrg.patch: reset-before-headers-applied lasting", "instanceOrg.patch: reset-in-body lasting"]
  },
  {
    name: "nothing is sent again after a 429",
    file: "errors/ClientErrors.ts",
    original: `  /** Always: Losant has not carried the request out. */
  get isRetryable(): boolean {
    return true`,
    mutated: `  get isRetryable(): boolean {
    return false`,
    found: ["instanceOrg.get: rate-limited lasting", "instanceOrg.patch: rate-limited-seconds once"]
  },
  {
    name: "500 is no status of a server error",
    file: "internal/transport/failure.ts",
    original: "if (status >= 500 && status < 600)",
    mutated: "if (status > 500 && status < 600)",
    found: ["instanceOrg.get: status-500 lasting", "instanceOrg.patch: status-500-applied lasting"]
  },
  {
    name: "a write that was answered with 5xx was rejected",
    file: "internal/transport/failure.ts",
    original: `refusals.has(status) ? "rejected" : "unknown"`,
    mutated: `status >= 400 ? "rejected" : "unknown"`,
    found: ["instanceOrg.patch: status-500-applied lasting"]
  },
  {
    name: "the headers of an answer do not tell that a write was applied",
    file: "internal/transport/attempt.ts",
    original: `outcome: ok ? "applied" : outcomeOf(status),`,
    mutated: `outcome: "unknown",`,
    found: ["instanceOrg.patch: hang-after-headers lasting", "instanceOrg.patch: slow-body lasting"]
  },
  {
    name: "a call may take four times as long in all",
    file: "internal/call/attempts.ts",
    original: "Duration.times(attempt, defaultTimeouts)",
    mutated: "Duration.times(attempt, 16)",
    found: ["instanceOrg.get: hang-before-headers lasting", "instanceOrg.get: slow-body lasting"]
  }
]
