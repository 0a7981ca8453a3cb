// Calls of tools while some answers of the emulator are overridden.
import * as Effect from "effect/Effect"
import type { JsonObject } from "../../src/text/json.ts"
import { emulated, type Override, overrideAction, overrideReads } from "./emulated.ts"
import type { Reply } from "./network.ts"
import { callTool, toolNamed } from "./serving.ts"

/** Calls a tool on an emulator with an override. */
export const callWithOverride = (instead: Override, name: string, input: JsonObject) =>
  Effect.gen(function* () {
    const { losant, sent } = yield* emulated(instead)
    return { ...(yield* callTool(name, input, losant)), sent }
  })

const overrideOwnAction = (name: string, reply: Reply): Override => {
  const tool = toolNamed(name)
  return tool.action === undefined ? overrideReads(reply) : overrideAction(tool.action, reply)
}

/** Calls a tool, and answers its own action with the reply. */
export const callWithReply = (reply: Reply, name: string, input: JsonObject) =>
  callWithOverride(overrideOwnAction(name, reply), name, input)
