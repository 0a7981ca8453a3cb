import { toolsetNames } from "../../src/tools/toolsets.ts"

/** The environment of a server that offers all tools, those too that are off by default. */
export const allToolsets = { LOSANT_MCP_TOOLSETS: toolsetNames.join(",") }
