import { applyChanges } from "../../src/tools/changes/applyChanges.ts"
import { planChanges } from "../../src/tools/changes/planChanges.ts"

/** The tools of change sets. They confirm a set as a whole, so the tests of the room `changes` try them. */
export const setTools: ReadonlyArray<string> = [planChanges.name, applyChanges.name]
