import { assert, describe, it } from "@effect/vitest"
import { actions } from "@effect-losant/core/Actions"
import * as Result from "effect/Result"
import { actionArgumentOverrides, argumentCatalog } from "../../src/arguments/argumentCatalog.ts"
import { makeTools } from "../../src/tools/registry.ts"

const read = (name: string, value: unknown) => {
  const result = argumentCatalog[name]?.read?.(value)
  assert(result !== undefined, `${name} is read as it is`)
  return Result.isSuccess(result) ? result.success : `refused: ${result.failure}`
}

describe("start and end", () => {
  it.each([
    ["2026-01-31T10:00:00Z", Date.UTC(2026, 0, 31, 10)],
    ["2026-01-31T10:00:00+02:00", Date.UTC(2026, 0, 31, 8)],
    ["2026-01-31T10:00:00", Date.UTC(2026, 0, 31, 10)],
    ["2026-01-31", Date.UTC(2026, 0, 31)],
    [" 1769810400000 ", 1_769_810_400_000],
    [1_769_810_400_000, 1_769_810_400_000],
    [0, 0]
  ])("take %s", (value, milliseconds) => {
    assert.strictEqual(read("start", value), milliseconds)
    assert.strictEqual(read("end", value), milliseconds)
  })
  it.each([["yesterday"], ["2026"], ["2026-1-1"], ["31.1.2026"], [1.5], [true], [{}], [""]])("refuse %s", (value) => {
    assert.match(String(read("start", value)), /^refused: expected an ISO 8601 time/)
  })
})

describe("disabledAt", () => {
  it.each([
    ["true", true],
    ["True", true],
    ["false", false],
    [true, true],
    ["2026-12-01", "2026-12-01T00:00:00.000Z"],
    ["2026-12-01T10:00:00+02:00", "2026-12-01T08:00:00.000Z"]
  ])("takes %s", (value, disabledAt) => {
    assert.strictEqual(read("disabledAt", value), disabledAt)
  })
  it.each([["now"], ["yes"], ["1"], [1], [0], [[]]])("refuses %s", (value) => {
    assert.match(String(read("disabledAt", value)), /^refused: expected "true", "false", or/)
  })
  it("refuses an object that cannot become a text", () => {
    assert.match(String(read("disabledAt", { toString: 1, valueOf: 2 })), /^refused: expected "true", "false", or/)
  })
  it("takes a day that there is not for no other", () => {
    assert.strictEqual(read("disabledAt", "2027-02-30"), "refused: the calendar has no 2027-02-30")
  })
})

describe("resolution", () => {
  it.each([
    ["day", 86_400_000],
    ["hour", 3_600_000],
    [3_600_000, 3_600_000],
    ["86400000", 86_400_000]
  ])("takes %s", (value, resolution) => {
    assert.strictEqual(read("resolution", value), resolution)
  })
  it.each([["week"], [1], [{}]])("refuses %s", (value) => {
    assert.match(String(read("resolution", value)), /^refused: expected "day" or "hour"/)
  })
})

describe("fields", () => {
  it.each([
    [["name"], ["name"]],
    ['["name","tags"]', ["name", "tags"]],
    ["description", ["description"]],
    [[], []]
  ])("takes %j", (value, names) => {
    assert.deepStrictEqual(read("fields", value), names)
  })
  it.each([[3], [[3]], ["{}"], [{}]])("refuses %j", (value) => {
    assert.match(String(read("fields", value)), /^refused: expected a list of names/)
  })
})

describe("the argumentCatalog", () => {
  it("speaks of arguments that there are, and of tools that there are", () => {
    const names = makeTools(false).flatMap((tool) => tool.arguments.map(({ name }) => name))
    assert.includeMembers(names, Object.keys(argumentCatalog))
  })
})

describe("actionArgumentOverrides", () => {
  it("leaves out only what the action takes, and none of its ids", () => {
    for (const action of Object.values(actions)) {
      for (const name of actionArgumentOverrides(action.action).omits ?? []) {
        assert.property(action.query, name)
        assert.notProperty(action.params, name)
      }
    }
  })
  it("says nothing of an action that is like all others", () => {
    assert.deepStrictEqual(actionArgumentOverrides("instanceOrg.get"), {})
    assert.deepStrictEqual(actionArgumentOverrides("toString"), {})
  })
})
