/** The arguments of the tool that ranks organizations by usage, as its work reads them. */
import type { Values } from "../../../model/Values.ts"
import { orgFilterNames } from "../BulkTool.ts"
import type * as Continuation from "../continuation.ts"
import { type Kind, kinds } from "./orgUsage.ts"

export const name = "losant_usage_ranking"
export const job: Continuation.Job = { tool: name, fixed: ["by", "top", ...orgFilterNames] }
export const defaultTop = 10
export const mostTop = 50

export const kindIn = ({ by }: Values): Kind => kinds.find((kind) => kind === by) ?? "payloads"
export const topIn = ({ top }: Values): number => (typeof top === "number" ? top : defaultTop)
