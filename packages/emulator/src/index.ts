/**
 * A small Losant that keeps state, for tests and demonstrations.
 *
 * @module
 * @since 0.1.0
 */
export type { ApiRequest } from "./Api.ts"
export * as DataFile from "./DataFile.ts"
export { Emulator, type EmulatorOptions, type Storage } from "./Emulator.ts"
export { EmulatorError } from "./EmulatorError.ts"
export {
  type AppliedFaultName,
  type FaultDescription,
  type FaultName,
  type FaultParameters,
  faultCatalogue,
  faultNames,
  isApplied,
  type NamedFault
} from "./FaultCatalogue.ts"
export * as FaultFile from "./FaultFile.ts"
export { FaultPlan, FaultRule } from "./FaultRule.ts"
export type { Call, Fault, FaultOptions, FaultPoint, Faults } from "./Faults.ts"
export { NodeServer, type NodeServerOptions } from "./NodeServer.ts"
export type { Answer, End, Outcome, RawAnswer } from "./Outcome.ts"
export type { Arrival, Requests } from "./Requests.ts"
export type { Grant } from "./Scopes.ts"
export { SeedData } from "./Seed.ts"
export type { State } from "./State.ts"
