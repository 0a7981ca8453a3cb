// Parameters, both ways: what a program passes, and the strings of Losant's URLs.
import { describe, it } from "@effect/vitest"
import { Flag, SummaryInclude } from "../../../src/schemas/params/Params.ts"
import { assertBothWays, assertRefused } from "../../support/wire.ts"

const schemas = { Flag, SummaryInclude }

describe("both ways", () => {
  it.effect.each([
    ["Flag", true, "true"],
    ["Flag", false, "false"],
    ["SummaryInclude", [], ""],
    ["SummaryInclude", ["deviceCount"], "deviceCount"],
    ["SummaryInclude", ["deviceCount", "addedLater"], "deviceCount,addedLater"]
  ] as const)("%s %j is %j", ([name, value, wire]) => assertBothWays(schemas[name], value, wire))
})

describe("strings that are none", () => {
  it.each([
    ["Flag", "1"],
    ["Flag", ""],
    ["Flag", "TRUE"],
    ["SummaryInclude", "a,,b"]
  ] as const)("%s %j", (name, wire) => assertRefused(schemas[name], wire))
})
