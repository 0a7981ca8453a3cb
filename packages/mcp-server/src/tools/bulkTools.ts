/** The tools whose work goes over all organizations. */

import type { FleetTool } from "./bulk/BulkTool.ts"
import { findMembers } from "./bulk/findMembers/findMembers.ts"
import { nearLimits } from "./bulk/nearLimits/nearLimits.ts"
import { usageRanking } from "./bulk/usageRanking/usageRanking.ts"

export const fleetTools: ReadonlyArray<FleetTool> = [nearLimits, findMembers, usageRanking]
