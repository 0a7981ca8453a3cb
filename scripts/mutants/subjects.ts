/** The subjects of mutation testing, and the tests that judge each: those nearest to it, so that it takes minutes. */

export interface Subject {
  readonly name: string
  readonly sources: ReadonlyArray<string>
  readonly tests: ReadonlyArray<string>
}

/** The paths below a folder. */
const below = (folder: string, ...names: ReadonlyArray<string>) => names.map((name) => `${folder}/${name}.ts`)

const core = (...names: ReadonlyArray<string>) => below("packages/core/src/internal", ...names)
const coreTests = (...names: ReadonlyArray<string>) =>
  below("packages/core/test", ...names.map((name) => `${name}.test`))
const fleet = (...names: ReadonlyArray<string>) => below("packages/fleet/src", ...names)
const fleetTests = (...names: ReadonlyArray<string>) =>
  below("packages/fleet/test", ...names.map((name) => `${name}.test`))
const server = (...names: ReadonlyArray<string>) => below("packages/mcp-server/src", ...names)
const serverTests = (...names: ReadonlyArray<string>) =>
  below("packages/mcp-server/test", ...names.map((name) => `${name}.test`))

export const subjects: ReadonlyArray<Subject> = [
  {
    name: "retryRule",
    sources: [...core("call/retryRule"), "packages/core/src/RetryPolicy.ts"],
    tests: coreTests("internal/call/retryRule", "RetryPolicy.schedule")
  },
  {
    name: "deletion",
    sources: core("call/provesDeletion"),
    tests: coreTests("internal/call/provesDeletion", "RetryPolicy.writes")
  },
  {
    name: "outcome",
    sources: core("transport/failure"),
    tests: coreTests("internal/transport/failure", "internal/transport/failure.texts", "internal/transport/webPage")
  },
  {
    name: "attempts",
    sources: core("call/attempts", "transport/progress"),
    tests: coreTests(
      "RetryPolicy",
      "RetryPolicy.writes",
      "RetryPolicy.schedule",
      "RetryPolicy.slowdown",
      "internal/call/execute",
      "internal/guards/circuit"
    )
  },
  {
    name: "slowdown",
    sources: core("guards/slowdown"),
    tests: coreTests("internal/guards/slowdown", "RetryPolicy.slowdown")
  },
  {
    name: "answers",
    sources: core("transport/body", "transport/headers", "transport/httpDate", "transport/webPage"),
    tests: coreTests(
      "internal/transport/body",
      "internal/transport/body.pieces",
      "internal/transport/headers",
      "internal/transport/webPage"
    )
  },
  {
    name: "redaction",
    sources: [...core("transport/attempt"), ...server("text/secretParts")],
    tests: [
      ...coreTests("internal/transport/attempt", "internal/transport/webPage", "secrets"),
      ...serverTests("text/secretParts", "observability/redaction")
    ]
  },
  {
    name: "cause",
    sources: core("transport/safeCause"),
    tests: coreTests("internal/transport/safeCause", "internal/transport/safeCause.shapes")
  },
  {
    name: "circuit",
    sources: core("guards/circuit"),
    tests: coreTests("internal/guards/circuit.overlapping", "internal/guards/circuit")
  },
  {
    name: "limiter",
    sources: core("guards/limiter"),
    tests: coreTests("internal/guards/limiter.passAtOnce", "internal/guards/limiter")
  },
  { name: "quota", sources: core("guards/quota"), tests: coreTests("RetryPolicy.schedule", "RetryPolicy.quota") },
  {
    name: "tokens",
    sources: server("safety/confirmation/ConfirmationTokens"),
    tests: serverTests("safety/confirmation/ConfirmationTokens")
  },
  {
    name: "rules",
    sources: server("policy/OrgRules", "policy/OrgRule"),
    tests: serverTests("policy/OrgRules.parts", "policy/OrgRules", "policy/OrgRule")
  },
  {
    name: "policy",
    sources: server(
      "policy/Policy",
      "policy/toolSelection",
      "policy/policySettings",
      "policy/nameFilter",
      "policy/textNormalization"
    ),
    tests: serverTests(
      "policy/Policy",
      "policy/toolSelection",
      "policy/policySettings",
      "policy/nameFilter",
      "policy/textNormalization"
    )
  },
  {
    name: "dangers",
    sources: fleet("danger/dangers", "danger/WriteDangers", "danger/updateLosses", "danger/adminLoss", "danger/roles"),
    tests: fleetTests("danger/WriteDangers", "danger/updateLosses", "danger/roles", "danger/adminLoss")
  },
  { name: "limitUse", sources: fleet("danger/limitUse"), tests: fleetTests("danger/limitUse", "danger/updateLosses") },
  {
    name: "confirmation",
    sources: server(
      "safety/confirmation/confirmLevel",
      "safety/confirmation/typedName",
      "safety/confirmation/formAnswer"
    ),
    tests: serverTests(
      "safety/confirmation/confirmLevel",
      "safety/confirmation/typedName",
      "safety/confirmation/formAnswer"
    )
  },
  { name: "ledger", sources: fleet("ledger/records"), tests: fleetTests("ledger/records") },
  {
    name: "session",
    sources: fleet("ledger/session"),
    tests: fleetTests("ledger/MemoryLedger", "ledger/FileLedger", "ledger/records")
  },
  {
    name: "apply",
    sources: fleet("apply/Brake", "apply/OrgTurns", "apply/attempt", "apply/Run", "apply/apply"),
    tests: fleetTests(
      "apply/Brake",
      "apply/OrgTurns",
      "apply/readiness",
      "apply/attempt",
      "apply/apply",
      "apply/newOrgs"
    )
  },
  {
    name: "writes",
    sources: fleet("writes/isInviteMeant", "writes/roles", "writes/invites", "writes/members", "writes/orgs"),
    tests: fleetTests(
      "writes/isInviteMeant",
      "writes/roles",
      "plan/verifyingReads",
      "plan/plan",
      "plan/leavingOut",
      "apply/apply"
    )
  },
  { name: "settle", sources: fleet("apply/settle"), tests: fleetTests("apply/settle", "apply/apply") }
]
