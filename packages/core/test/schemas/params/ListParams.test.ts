// The parameters of lists, both ways: what a program passes, and the strings of Losant's URLs.
import { describe, it } from "@effect/vitest"
import { Page, PerPage } from "../../../src/schemas/params/ListParams.ts"
import { assertBothWays, assertRefused } from "../../support/wire.ts"

const schemas = { Page, PerPage }

describe("both ways", () => {
  it.effect.each([
    ["Page", 0, "0"],
    ["Page", 12_345, "12345"],
    ["PerPage", 1, "1"]
  ] as const)("%s %j is %j", ([name, value, wire]) => assertBothWays(schemas[name], value, wire))
})

describe("strings that are none", () => {
  it.each([
    ["Page", "-1"],
    ["Page", "1.5"],
    ["Page", "one"],
    ["PerPage", "0"],
    ["PerPage", ""]
  ] as const)("%s %j", (name, wire) => assertRefused(schemas[name], wire))
})
