/**
 * A small Losant that keeps state, for tests and demonstrations.
 *
 * @module
 * @since 0.1.0
 */

export type { Grant } from "./api/Authorization.ts"
export { Emulator, type EmulatorOptions } from "./emulator/Emulator.ts"
export { EmulatorError } from "./errors/EmulatorError.ts"
export {
  type AppliedFaultName,
  type FaultDescription,
  type FaultName,
  type FaultParameters,
  faultCatalogue,
  faultNames,
  isApplied,
  type NamedFault
} from "./faults/FaultCatalogue.ts"
export type { Call, Fault, FaultOptions, FaultPoint, Faults } from "./faults/FaultInjector.ts"
export { FaultPlan, FaultRule } from "./faults/FaultRule.ts"
export * as DataFile from "./files/DataFile.ts"
export * as FaultFile from "./files/FaultFile.ts"
export type { ApiRequest } from "./http/ApiRequest.ts"
export type { Answer, End, Outcome, RawAnswer } from "./http/Outcome.ts"
export type { Arrival, Requests } from "./http/RequestLog.ts"
export type { Writes } from "./http/WriteLog.ts"
export { SeedData } from "./seed/Seed.ts"
export { NodeServer, type NodeServerOptions } from "./server/NodeServer.ts"
export type { ReportRecord, State } from "./state/State.ts"
export type { Storage } from "./state/Storage.ts"
