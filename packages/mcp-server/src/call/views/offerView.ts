/** Gives a plan to the view of the client: in `_meta`, which is for the page alone. */

import type { CallToolResult } from "@modelcontextprotocol/server"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import { ClientRequest } from "../../model/ClientRequest.ts"
import type { NewView } from "../../model/tool/Tool.ts"
import { addNote } from "../../model/tool/ToolResult.ts"
import { viewMetaKey } from "../../model/views/names.ts"
import type { OfferedPlan } from "../../model/views/PlanView.ts"
import { type PlannedCall, ViewedPlans } from "./ViewedPlans.ts"

const maxPart = 0xffff_ffff

/** A new id of a plan. It gives nobody a right: the secret does. */
const newId = Effect.map(Effect.all([Random.nextIntBetween(0, maxPart), Random.nextIntBetween(0, maxPart)]), (parts) =>
  parts.map((part) => part.toString(16).padStart(8, "0")).join("")
)

const unseenNote =
  "No view has reported that it was shown, although plans were offered before: this client may not show views. Tell the " +
  "person: whoever runs this server can set LOSANT_MCP_CONFIRM=token, which needs no view."

/** The result with a plan for the view. `call` is the call that was answered, and that the view carries out. */
export const offerView = Effect.fnUntraced(function* (
  result: CallToolResult,
  { secret, call: other, plan }: NewView,
  call: PlannedCall
): Effect.fn.Return<CallToolResult> {
  const { open, areUnseen } = yield* ViewedPlans
  const { viewAnswer } = yield* ClientRequest
  const isUnseen = yield* areUnseen
  const { instanceId } = call.values
  const instance = typeof instanceId === "string" ? { instanceId } : {}
  const id = other?.id ?? viewAnswer?.id ?? (yield* newId)
  yield* open({
    id,
    ...(other === undefined ? call : { tool: other.tool, values: { ...other.values, ...instance } }),
    ...(plan === undefined ? {} : { plan })
  })
  const offered: OfferedPlan = { id, secret, ...(typeof instanceId === "string" ? { instance: instanceId } : {}) }
  const noted = isUnseen ? addNote(result, unseenNote) : result
  return { ...noted, _meta: { ...noted._meta, [viewMetaKey]: { ...offered } } }
})
