import { assert, describe, it } from "@effect/vitest"
import { makeDemoSeed } from "../../src/seed/demo.ts"
import { toState } from "../../src/seed/Seed.ts"
import {
  breakDownPayloads,
  countDevices,
  countDevicesNow,
  countNotebookRuns,
  sumPayloads
} from "../../src/usage/Usage.ts"
import { day, hour } from "../../src/util/Time.ts"
import { now as date, ids, seed } from "../support/seed.ts"

const now = date.getTime()
const midnight = Math.floor(now / day) * day
const { orgs } = toState(seed, now)
const orgOf = (id: string) => {
  const org = orgs.find((one) => one.id === id)
  if (org === undefined) throw new Error(`no organization ${id}`)
  return org
}
const plant = orgOf(ids.plant)
const mill = orgOf(ids.mill)

const year = { start: 0, end: now }
const values = (counts: ReadonlyArray<{ readonly value?: number }>) => counts.map(({ value }) => value ?? 0)
const sum = (numbers: ReadonlyArray<number>) => numbers.reduce((all, one) => all + one, 0)
const billable = { asBytes: false, includeNonBillable: false }

describe("payloads", () => {
  it("of a range are those of its parts", () => {
    const cut = midnight - 3 * day + 5 * hour + 1_234
    const whole = breakDownPayloads(plant, { start: midnight - 9 * day, end: now }, now, hour, billable)
    const first = breakDownPayloads(plant, { start: midnight - 9 * day, end: cut }, now, hour, billable)
    const second = breakDownPayloads(plant, { start: cut, end: now }, now, hour, billable)
    assert.strictEqual(sum(values(whole)), sum(values(first)) + sum(values(second)))
  })

  it("of an hour count in the range in which the hour begins", () => {
    const at = midnight - day + 7 * hour
    const of = (start: number, end: number) =>
      sum(values(breakDownPayloads(plant, { start, end }, now, hour, billable)))
    assert.isAbove(of(at, at + 1), 0)
    assert.strictEqual(of(at, at + 1), of(at, at + hour))
    assert.strictEqual(of(at + 1, at + hour), 0)
  })

  it("are as many as the profile says, busier by day and on weekdays", () => {
    const hours = breakDownPayloads(plant, year, now, hour, { asBytes: false, includeNonBillable: true })
    assert.strictEqual(hours.length, 364 * 24 + 12)
    const mean = sum(values(hours)) / hours.length
    assert.isTrue(mean > 90 && mean < 190, String(mean))
    const at = (time: string) => sum(values(hours.filter(({ date }) => date.includes(time))))
    assert.isAbove(at("T13:"), at("T01:"))
  })

  it("do not depend on the range that is asked for, nor on the time of the day", () => {
    const range = { start: midnight - 2 * day, end: midnight }
    const early = sumPayloads(plant, range, midnight, false)
    assert.deepStrictEqual(early, sumPayloads(plant, range, midnight + day - 1, false))
    assert.notDeepEqual(early, sumPayloads(plant, range, midnight, true))
  })

  it("are the same whenever they are asked for, whatever was asked for between", () => {
    const ranges = [midnight - 3 * day, midnight - 2 * day].map((start) => ({ start, end: midnight }))
    const asked = [false, true].flatMap((asBytes) => ranges.map((range) => ({ range, asBytes })))
    const stats = asked.map(({ range, asBytes }) => sumPayloads(plant, range, now, asBytes))
    const again = asked.map(({ range, asBytes }) => {
      const first = sumPayloads(plant, range, now, asBytes)
      assert.deepStrictEqual(sumPayloads(plant, range, now, asBytes), first)
      return first
    })
    assert.deepStrictEqual(again, stats)
    assert.lengthOf([...new Set(stats.map((one) => JSON.stringify(one)))], asked.length)
  })

  it("are none before the first day, nor after today, nor if nothing was used", () => {
    assert.deepStrictEqual(sumPayloads(plant, { start: 0, end: midnight - 365 * day }, now, false), {})
    assert.deepStrictEqual(sumPayloads(plant, { start: midnight + day, end: now * 2 }, now, false), {})
    assert.deepStrictEqual(sumPayloads(mill, year, now, false), {})
    assert.deepStrictEqual(breakDownPayloads(plant, { start: now, end: now }, now, day, billable), [])
  })
})

describe("devices", () => {
  it("add up from day to day, and never fall below none", () => {
    const shrinking = {
      ...plant,
      usage: { seed: 7, from: "2025-03-16T00:00:00.000Z", devices: 3, payloadsPerHour: 0, notebookRunsPerDay: 0 }
    }
    for (const org of [plant, shrinking]) {
      let before = org.usage?.devices ?? 0
      for (const { created = 0, deleted = 0, total = 0 } of countDevices(org, year, now)) {
        assert.strictEqual(total, before + created - deleted)
        assert.isAtLeast(total, 0)
        before = total
      }
      assert.strictEqual(countDevicesNow(org, now), before)
    }
  })

  it("are the same on every hour of a day, and go on with the days", () => {
    assert.strictEqual(countDevicesNow(plant, midnight), countDevicesNow(plant, midnight + day - 1))
    assert.strictEqual(countDevices(plant, { start: 0, end: now + 9 * day }, now + 2 * day).length, 367)
  })

  it("are none if nothing was used", () => {
    assert.strictEqual(countDevicesNow(mill, now), 0)
  })
})

describe("notebooks", () => {
  it("take at least a minute a run, and 60 if they time out", () => {
    for (const { minutes = 0, completed = 0, canceled = 0, errored = 0, timeout = 0 } of countNotebookRuns(
      plant,
      year,
      now
    )) {
      const runs = completed + canceled + errored
      assert.isAtLeast(minutes, runs + 60 * timeout)
      assert.isAtMost(minutes, 12 * runs + 60 * timeout)
    }
  })
})

describe("the demo", () => {
  it("stays within the limits of its organizations", () => {
    for (const org of toState(makeDemoSeed(now), now).orgs) {
      assert.isAtMost(countDevicesNow(org, now), org.limits.device ?? 0)
      const month = breakDownPayloads(org, { start: midnight - 31 * day, end: midnight }, now, day, billable)
      assert.isAtMost(sum(values(month)), org.limits.payload ?? 0)
    }
  })
})
