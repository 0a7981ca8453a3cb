// A write to a new organization waits for its creation, or can never be sent.
import { assert, describe, it } from "@effect/vitest"
import type { Entry, Write } from "@effect-losant/fleet"
import { type Readiness, readinessOf } from "../../src/apply/Run.ts"
import { removal } from "../support/sets.ts"

const creation = (state: Entry["state"], settled?: boolean): Entry => ({
  id: 1,
  write: { _tag: "create_org", orgName: "New", dangers: [], org: { name: "New" } },
  state,
  attempts: 1,
  ...(settled === undefined ? {} : { settled })
})

const other: Entry = { id: 0, write: removal(1), state: "done", attempts: 1 }

const invitation: Write = {
  _tag: "invite_to_new_org",
  orgName: "New",
  dangers: [],
  newOrg: 1,
  invite: { email: "jo@example.com", role: "view" }
}

const waiting: Readiness = { kind: "waiting" }
const impossible = (reason: string): Readiness => ({ kind: "impossible", reason })

describe("a write", () => {
  it("to an organization that exists is ready", () => {
    const readiness = readinessOf([other], removal(1))
    const write: Write | undefined = readiness.kind === "ready" ? readiness.write : undefined
    assert.deepStrictEqual(write, removal(1))
  })

  for (const [state, readiness] of [
    [creation("planned"), waiting],
    [creation("begun"), waiting],
    [creation("unknown"), waiting],
    [creation("unknown", false), waiting],
    [creation("unknown", true), impossible("it is not known whether the organization was created")],
    [creation("failed"), impossible("the organization was not created")],
    [creation("skipped"), impossible("the organization was not created")],
    [creation("done"), impossible("Losant does not show which organization is the new one")]
  ] as const) {
    it(`to a new organization is ${readiness.kind} if its creation is ${state.state}, ${state.settled}`, () => {
      assert.deepStrictEqual(readinessOf([other, state], invitation), readiness)
    })
  }

  it("to a new organization of which the set knows nothing is impossible", () => {
    assert.deepStrictEqual(readinessOf([other], invitation), impossible("the organization was not created"))
  })
})
