// Plans as Markdown, and runs as a bar on a terminal.
import { assert, describe, it } from "@effect/vitest"
import { InstanceId, OrgId } from "@effect-losant/core"
import type { Entry, EntryState, FleetPlan, FleetRun, Write } from "@effect-losant/fleet"
import * as Effect from "effect/Effect"
import { makeProgress } from "../../src/cli/progress.ts"
import { showPlan } from "../../src/cli/showPlan.ts"
import { setId } from "../support/sets.ts"

const instanceId = InstanceId.make("575ec8687ae143cd83dc4a97")

const write = (number: number, more: Partial<Extract<Write, { readonly _tag: "update_org" }>> = {}): Write => ({
  _tag: "update_org",
  orgId: OrgId.make(number.toString(16).padStart(24, "0")),
  orgName: `Plant ${number}`,
  changes: { description: "x".repeat(100) },
  before: { description: null, lastUpdated: "2026-01-01T00:00:00.000Z" },
  dangers: [],
  ...more
})

const planOf = (writes: ReadonlyArray<Write>): FleetPlan => ({
  format: "effect-losant/fleet-plan",
  version: 1,
  id: setId(1),
  instanceId,
  createdAt: 0,
  managed: writes.length,
  requests: 1,
  writes,
  notes: [],
  wanted: {}
})

describe("a plan as Markdown", () => {
  it("is cut to what a comment may hold, says what is left out, and keeps the dangerous first", () => {
    const writes = Array.from({ length: 3_000 }, (_, index) => write(index))
    const text = showPlan(
      planOf([...writes, write(3_000, { dangers: ["disableOrg"] })]),
      ["Refused."],
      "markdown",
      "https://example.com/plan"
    )
    assert.isBelow(text.length, 65_536)
    assert.match(text, /- … and \d+ more: \[the whole plan\]\(https:\/\/example\.com\/plan\)/)
    assert.isBelow(text.indexOf("**Plant 3000**"), text.indexOf("**Plant 0**"))
    assert.notInclude(text, "lastUpdated")
  })

  it("shows names as they are, and none of them as markup or to the terminal", () => {
    const plan = planOf([write(1, { orgName: "a\u001b[31m\n| <img> [x](y) @all" })])
    assert.include(showPlan(plan, [], "markdown"), "a\\\\u001b\\[31m\\\\u000a\\| \\<img\\> \\[x\\]\\(y\\) @\u200ball")
    assert.include(showPlan(plan, [], "text"), '"a\\u001b[31m\\u000a| <img> [x](y) @all"')
  })
})

describe("the bar", () => {
  const entry = (id: number, state: EntryState): Entry => ({ id, write: write(id), state, attempts: 1 })
  const run = (...states: ReadonlyArray<EntryState>): FleetRun => ({
    id: setId(1),
    instanceId,
    createdAt: 0,
    entries: states.map((state, id) => entry(id, state))
  })

  const draw = (isTerminal: boolean) => {
    const drawn: Array<string> = []
    const show = makeProgress({
      isTerminal,
      out: () => assert.fail("The bar is no answer."),
      err: (text) => drawn.push(text),
      ask: () => Effect.succeed("")
    })
    show({ _tag: "Started", run: run("planned", "planned", "done", "planned") })
    show({ _tag: "Recorded", entry: entry(0, "unknown") })
    show({ _tag: "Settling", writes: 1, until: 0 })
    show({ _tag: "Recorded", entry: entry(0, "done") })
    show({ _tag: "Recorded", entry: entry(1, "failed") })
    show({ _tag: "Recorded", entry: entry(3, "done") })
    show({ _tag: "Finished", run: run("done", "failed", "done", "done") })
    return drawn.map((text) => text.replace("\r\u001b[K", ""))
  }

  it("counts each write once, whatever states it has had", () => {
    const bar = (filled: number) => `[${"#".repeat(filled)}${".".repeat(30 - filled)}]`
    assert.deepStrictEqual(draw(true), [
      `${bar(8)} 1/4`,
      `${bar(15)} 2/4, 1 unknown`,
      `${bar(15)} 2/4, 1 unknown, waiting for 1 without an answer`,
      `${bar(23)} 3/4, 1 failed`,
      `${bar(30)} 4/4, 1 failed`,
      `${bar(30)} 4/4, 1 failed\n`
    ])
  })

  it("is not there without a terminal", () => assert.deepStrictEqual(draw(false), []))
})
