/**
 * The definitions of the tools that are on by default. The build replaces this module by the data that it exports (see
 * `definitionsAhead.mjs`): a start then neither computes them nor loads what that takes.
 */
import { makeDefinitions } from "./makeDefinitions.ts"

export const defaultDefinitions = makeDefinitions(true)
