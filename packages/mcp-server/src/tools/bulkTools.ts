/** The tools whose work goes over all organizations. */
import { findMembers } from "./FindMembers.ts"
import type { FleetTool } from "./FleetTool.ts"
import { nearLimits } from "./NearLimits.ts"
import { usageRanking } from "./UsageRanking.ts"

export const fleetTools: ReadonlyArray<FleetTool> = [nearLimits, findMembers, usageRanking]
