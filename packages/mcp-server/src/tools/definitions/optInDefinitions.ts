/**
 * The definitions of all other tools. The build replaces this module by the data that it exports. A start loads it only if
 * the person has chosen one of these tools.
 */
import { makeDefinitions } from "./makeDefinitions.ts"

export const optInDefinitions = makeDefinitions(false)
