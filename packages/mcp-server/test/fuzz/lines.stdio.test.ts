// The built server over stdio, with any lines.
import { assert, beforeAll, describe, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as Effect from "effect/Effect"
import { build } from "../support/built.ts"
import { clientInfo, envelope, type Input, inputs } from "./lines.ts"
import { type Era, Session } from "./Session.ts"
import { runs, seed, settings, timeout } from "./settings.ts"

beforeAll(build, 60_000)

const modernRequest = (method: string) => ({ method, params: { _meta: envelope } })

const eras: Readonly<Record<string, Era>> = {
  "2025-11-25": {
    greeting: [
      {
        jsonrpc: "2.0",
        id: "greeting",
        method: "initialize",
        params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo }
      },
      { jsonrpc: "2.0", method: "notifications/initialized" }
    ],
    probe: { method: "ping" },
    open: []
  },
  "2026-07-28": {
    greeting: [
      { jsonrpc: "2.0", id: "greeting", ...modernRequest("server/discover") },
      { jsonrpc: "2.0", id: "list", ...modernRequest("tools/list") }
    ],
    probe: modernRequest("server/discover"),
    // A subscription gets its answer at its end.
    open: ["subscriptions/listen"]
  }
}

/** A session before its first message, which decides its revision. */
const opening: Era = { greeting: [], probe: modernRequest("tools/list"), open: ["subscriptions/listen"] }

/** Generates many inputs in batches, because some are large. */
const inBatches = async (name: string, count: number, use: (input: Input, at: number) => Promise<void>) => {
  const size = 250
  for (let first = 0; first < count; first += size) {
    const options = { count: Math.min(size, count - first), seed: `${seed} ${name} ${first}`, size: 12 }
    const batch = await Effect.runPromise(Arbitrary.sampleEffect(inputs, options))
    for (const [index, input] of batch.entries()) await use(input, first + index)
  }
}

/** Adds the input to a failure. */
const attempt = async (session: Session, input: Input, at: number): Promise<void> => {
  try {
    await session.attempt(input)
  } catch (error) {
    const sent = JSON.stringify(input.bytes.toString("utf8").slice(0, 2_000))
    assert.fail(`input ${at}, ${settings}: ${error instanceof Error ? error.message : error}\n${sent}`)
  }
}

const half = Math.ceil(runs / 2)

describe(`the server that is sent anything, ${settings}`, () => {
  for (const [revision, era] of Object.entries(eras)) {
    it(`answers each request once, and goes on, with a client of ${revision}`, { timeout }, async () => {
      const session = new Session(era)
      try {
        await inBatches(revision, half, (input, at) => attempt(session, input, at))
        await session.end()
      } finally {
        session.kill()
      }
    })
  }

  it("answers each request once, and goes on, before it is greeted", { timeout }, async () => {
    await inBatches("opening", Math.ceil(runs / 1_000), async (input, at) => {
      const session = new Session(opening)
      try {
        await attempt(session, input, at)
        await session.end()
      } finally {
        session.kill()
      }
    })
  })
})
