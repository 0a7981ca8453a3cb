import { assert, describe, it } from "@effect/vitest"
import { Emulator } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { checkPeriod, checkTimes, completePeriod, day, hour } from "../../src/arguments/usagePeriod.ts"
import { answer, network } from "../support/network.ts"
import { orgId } from "../support/samples.ts"
import { callTool, losantOn } from "../support/serving.ts"

const end = Date.UTC(2026, 10, 22)
const over = (days: number, resolution?: number) => ({
  start: end - days * day,
  end,
  ...(resolution === undefined ? {} : { resolution })
})

describe("completePeriod", () => {
  const now = end + 9.5 * hour

  it("is the last 28 whole days in UTC, by the hour 14, which the rule lets pass", () => {
    for (const [resolution, days] of [
      [day, 28],
      [hour, 14],
      [undefined, 28]
    ] as const) {
      const period = completePeriod({ resolution }, now)
      assert.deepStrictEqual(period, { start: end - days * day, end })
      assert.deepStrictEqual(checkPeriod({ ...period, resolution }), [])
    }
  })
  it("goes from a start to now, and before an end as far as the default", () => {
    assert.deepStrictEqual(completePeriod({ start: end - day }, now), { start: end - day, end: now })
    assert.deepStrictEqual(completePeriod({ end: now - hour }, now), { start: now - hour - 28 * day, end: now - hour })
    assert.deepStrictEqual(completePeriod({ start: 1, end: 2 }, now), { start: 1, end: 2 })
  })
  it("ends now for a ranking by devices", () => {
    assert.strictEqual(completePeriod({ by: "devices" }, now).end, now)
    assert.strictEqual(completePeriod({ by: "payloads" }, now).end, end)
  })
})

describe("checkPeriod", () => {
  it("lets 400 days pass, and by the hour 14", () => {
    assert.deepStrictEqual(checkPeriod(over(400)), [])
    assert.deepStrictEqual(checkPeriod(over(400, day)), [])
    assert.deepStrictEqual(checkPeriod(over(14, hour)), [])
  })
  it("refuses more, and says what to do instead", () => {
    const [hours] = checkPeriod(over(14.01, hour))
    assert.strictEqual(hours?.argument, "start")
    assert.match(hours?.message ?? "", /at most 14 days .* take resolution day, or a shorter period$/)
    const [days] = checkPeriod(over(400.01))
    assert.match(days?.message ?? "", /at most 400 days .* in parts$/)
  })
})

describe("checkTimes", () => {
  it("lets a period pass that has begun", () => {
    assert.deepStrictEqual(checkTimes({ start: end - 1, end }, end), [])
    assert.deepStrictEqual(checkTimes({ start: end, end: end + day }, end), [])
  })
  it("refuses one that is empty, backward, or yet to come", () => {
    for (const start of [end, end + 1]) {
      assert.deepStrictEqual(checkTimes({ start, end }, end + day), [
        { argument: "start", message: "must be before end" }
      ])
    }
    assert.deepStrictEqual(checkTimes({ start: end + 1, end: end + day }, end), [
      { argument: "start", message: "must not be in the future: it is 2026-11-22T00:00Z now" }
    ])
  })
})

describe("a tool that reads usage", () => {
  const ofOne = [
    "losant_get_org_device_counts",
    "losant_get_org_notebook_minutes",
    "losant_get_org_payload_breakdown",
    "losant_get_org_payload_counts"
  ].map((name) => [name, { orgId }] as const)
  it.effect.each([...ofOne, ["losant_usage_ranking", { by: "payloads" }] as const])(
    "%s sends nothing for a period that is empty, backward, or yet to come",
    ([name, needed]) =>
      Effect.gen(function* () {
        yield* TestClock.setTime(end)
        for (const [start, until, expected] of [
          ["2026-11-01", "2026-11-01", "start: must be before end"],
          ["2026-11-02", "2026-11-01", "start: must be before end"],
          ["2026-11-23", "2026-11-24", "start: must not be in the future: it is 2026-11-22T00:00Z now"]
        ] as const) {
          const calls = network(answer({}))
          const { result, text } = yield* callTool(name, { ...needed, start, end: until }, losantOn(calls))
          assert.isTrue(result.isError)
          assert.include(text, expected)
          assert.isEmpty(calls.sent)
        }
      })
  )
})

describe("a tool that reads a series", () => {
  const series = ["losant_get_org_device_counts", "losant_get_org_notebook_minutes", "losant_get_org_payload_breakdown"]
  for (const name of series) {
    it.effect(`${name} sends nothing for a period that is too long`, () =>
      Effect.gen(function* () {
        yield* TestClock.setTime(end)
        const calls = network(answer({}))
        const input = { orgId, start: "2024-01-01", end: "2026-01-01" }
        const { result, text } = yield* callTool(name, input, losantOn(calls))
        assert.isTrue(result.isError)
        assert.include(text, "start: must be at most 400 days before end")
        assert.isEmpty(calls.sent)
      })
    )
  }
  it.effect("sums up a period of any length where the answer is no series", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(end)
      const input = { orgId, start: "2024-01-01", end: "2026-01-01" }
      const { result } = yield* callTool("losant_get_org_payload_counts", input, losantOn(network(answer({}))))
      assert.isUndefined(result.isError)
    })
  )
  it.effect("answers all hours of its default period, in what an assistant can read", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(end)
      const emulator = yield* Emulator.make({ seed: "demo" })
      const { accessToken, url, instanceId } = { accessToken: emulator.token, ...emulator }
      const losant = losantOn(emulator, { accessToken, url, instanceId })
      const orgs = JSON.parse((yield* callTool("losant_list_orgs", { nameContains: "Harbor" }, losant)).text)
      const input = { orgId: orgs.items[0].id, resolution: "hour", rows: true }
      const { text } = yield* callTool("losant_get_org_payload_breakdown", input, losant)
      assert.isAtLeast(JSON.parse(text).rows.length, 14 * 24)
      assert.isBelow(text.length, 25_000)
    })
  )
})
