/** The definitions of all tools, in the order in which clients list them. */
import { defaultDefinitions } from "./defaultDefinitions.ts"
import { optInDefinitions } from "./optInDefinitions.ts"

export const definitions = [...defaultDefinitions, ...optInDefinitions]
