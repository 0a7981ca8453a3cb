// The committed definitions of the tools, a file each.
import { readdirSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import type { Tool } from "@modelcontextprotocol/client"
import { countTokens } from "gpt-tokenizer/encoding/o200k_base"
import { toolsetOf } from "../../src/tools/registry.ts"
import { type ToolsetName, toolsets } from "../../src/tools/toolsets.ts"

/** The folder of the snapshots. */
export const folder = fileURLToPath(new URL("../tools/definitions", import.meta.url))

const extension = ".json"

/** The fields of a tool that a snapshot holds, as clients list them. */
export const snapshotOf = ({ name, title, description, annotations, inputSchema, outputSchema, _meta }: Tool) => ({
  name,
  action: _meta?.["losant/action"],
  title,
  description,
  annotations,
  inputSchema,
  outputSchema
})

/** The text of a snapshot. */
export const textOfSnapshot = (tool: Tool): string => `${JSON.stringify(snapshotOf(tool), null, 2)}\n`

/** The names of the tools that have a snapshot. */
export const committedNames = (): ReadonlyArray<string> =>
  readdirSync(folder).flatMap((file) => (file.endsWith(extension) ? [file.slice(0, -extension.length)] : []))

/** The committed snapshot of a tool. */
export const readCommitted = (name: string): unknown =>
  JSON.parse(readFileSync(`${folder}/${name}${extension}`, "utf8"))

const maxTokensByToolset: { readonly [Name in ToolsetName]?: number } = { orgs: 4_640, bulk: 1_540, instance: 1_420 }
const maxTokensOfOptional = 1_300

/** The budget for names, descriptions and arguments of the tools of a toolset, in tokens. */
export const maxTokensOf = (toolset: ToolsetName): number => maxTokensByToolset[toolset] ?? maxTokensOfOptional

/** The tools that a server offers if nobody chooses others. */
export const onByDefault = <T extends Pick<Tool, "name">>(tools: ReadonlyArray<T>): ReadonlyArray<T> =>
  tools.filter(({ name }) => {
    const toolset = toolsetOf.get(name)
    return toolset !== undefined && toolsets[toolset].isOnByDefault
  })

/** The same budget for the tools that are on by default. */
export const maxTokensOfDefaults = 7_800

/** The budget for the whole answer of tools/list by default, in tokens. */
export const maxTokensOfList = 14_200

export const tokensOf = (value: unknown): number => countTokens(JSON.stringify(value))

/** The tokens that a tool costs in every conversation. */
export const costOf = ({ name, description, inputSchema }: Tool): number => tokensOf({ name, description, inputSchema })

export const sumOf = (tools: ReadonlyArray<Tool>): number => tools.map(costOf).reduce((sum, tokens) => sum + tokens, 0)
