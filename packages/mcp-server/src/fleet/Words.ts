/** What the answers of jobs count, and of which organizations. */
import type { Unit } from "../usage/Amounts.ts"

export const organizations: Unit = { one: "organization", many: "organizations", isBytes: false }
