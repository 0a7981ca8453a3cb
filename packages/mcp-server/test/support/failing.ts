// Calls of tools while Losant answers some requests with something else.

import * as Effect from "effect/Effect"
import type { Values } from "../../src/model/Values.ts"
import { emulated, type Instead, insteadOf, insteadOfReads } from "./emulated.ts"
import type { Reply } from "./network.ts"
import { callTool, toolNamed } from "./serving.ts"

/** Calls a tool on an emulator of which some answers are others. */
export const callInstead = (instead: Instead, name: string, given: Values) =>
  Effect.gen(function* () {
    const { losant, sent } = yield* emulated(instead)
    return { ...(yield* callTool(name, given, losant)), sent }
  })

const asked = (name: string, reply: Reply): Instead => {
  const tool = toolNamed(name)
  return tool.action === undefined ? insteadOfReads(reply) : insteadOf(tool.action, reply)
}

/** Calls a tool whose own action is answered so. */
export const callAnswered = (reply: Reply, name: string, given: Values) => callInstead(asked(name, reply), name, given)
