/** The change sets of a server. It loads the engine, so that a server loads it when the first set is asked for. */
export { type ApplyWatcher, run as apply } from "./applyChanges.ts"
export { create } from "./createOrg.ts"
export { run as plan } from "./planChanges.ts"
export { viewOfSet } from "./viewOfSet.ts"
