/**
 * Changes to many organizations of Losant: planned together, carried out one by one, resumable after a crash.
 *
 * @module
 * @since 0.2.0
 */
export type { ChangeEvent, StopReason } from "./apply/ChangeEvent.ts"
export { type InTurn, OrgTurns } from "./apply/OrgTurns.ts"
export type { ApplyOptions } from "./apply/options.ts"
export { type ApplyError, ChangeSets, type ChangeSetsService } from "./ChangeSets.ts"
export { countOtherAdmins, type OtherAdmins } from "./danger/adminLoss.ts"
export { Danger } from "./danger/Danger.ts"
export { type ConfirmLevel, dangers, levelOf } from "./danger/dangers.ts"
export { fleetKeyTag } from "./danger/fleetKey.ts"
export {
  countPayloads,
  type Enforcement,
  getEnforcement,
  getUse,
  type LimitInUse,
  limitsInUse,
  summaryFieldsOf,
  summaryFor
} from "./danger/limitUse.ts"
export { findUpdateLosses, type ReducedLimit, type UpdateLosses } from "./danger/updateLosses.ts"
export * as WriteDangers from "./danger/WriteDangers.ts"
export type { DesiredFleet, DesiredOrg } from "./desired/DesiredFleet.ts"
export { FleetFilesRefused } from "./desired/FilesRefused.ts"
export { FleetFile, FleetFileOrg, Managed } from "./desired/FleetFile.ts"
export * as FleetFiles from "./desired/FleetFiles.ts"
export { Fleet, type FleetApplyOptions, type FleetService } from "./Fleet.ts"
export { fileReasons } from "./files/fileReasons.ts"
export type { EngineOptions, FleetApplyError, FleetEvent } from "./fleet/applyRun.ts"
export type { DecisionError, Resolution } from "./fleet/decisions.ts"
export type { FleetDrift } from "./fleet/drift.ts"
export { FleetPlan } from "./fleet/FleetPlan.ts"
export { FleetRefused } from "./fleet/FleetRefused.ts"
export { type FleetPermissions, guardsOf } from "./fleet/guards.ts"
export type { FleetPlanError, FleetPlanOptions } from "./fleet/planFleet.ts"
export type { FleetPullOptions, PulledFile } from "./fleet/pullFleet.ts"
export type { FleetRun } from "./fleet/runs.ts"
export * as FileLedger from "./ledger/FileLedger.ts"
export { type Ending, Ledger, type LedgerService, type LedgerSession } from "./ledger/Ledger.ts"
export * as MemoryLedger from "./ledger/MemoryLedger.ts"
export { ChangeSet, ChangeSetId, countStates, type RecordedSet } from "./model/ChangeSet.ts"
export { dangersOfSet, levelOfSet } from "./model/confirmation.ts"
export { type Entry, EntryState, type Seen } from "./model/Entry.ts"
export {
  ChangeSetBusy,
  ChangeSetExpired,
  ChangeSetNotConfirmed,
  ChangeSetNotFound,
  LedgerError,
  PlanRefused
} from "./model/errors.ts"
export { Write, type WriteOf } from "./model/Write.ts"
export { InviteFilter, MemberFilter, PlanRequest, Targets } from "./plan/PlanRequest.ts"
export type { PlanError } from "./plan/plan.ts"
export { isInviteMeant, mayHaveOpenInvites } from "./writes/isInviteMeant.ts"
export { type Place, type VerifyingRead, verifyingReadOf, verifyingReads } from "./writes/verifyingReads.ts"
