// The quick look at an organization never takes one for as it is wanted that the whole comparison would change.
import { assert, describe, it } from "@effect/vitest"
import type { Schemas } from "@effect-losant/core"
import * as Result from "effect/Result"
import type { FleetFileOrg } from "../../src/desired/FleetFile.ts"
import { differenceOf, isAsWanted } from "../../src/fleet/orgChanges.ts"
import { plantId } from "../support/plants.ts"

const key = { key: "fleet-key", value: "plant-1" }
const org: Schemas.InstanceOrg = {
  id: plantId(1),
  name: "Plant 1",
  description: "made of bricks",
  limits: { device: 10, member: 20 },
  tags: [key, { key: "region", value: "eu" }, { key: "zone", value: "1" }, { key: "zone", value: "2" }],
  whitelistedEmailDomains: ["a.example", "b.example"],
  disabledAt: false,
  isReadOnly: false,
  mfaMode: "notRequired",
  banner: { level: "info", message: "Hello" }
}
const untagged: Schemas.InstanceOrg = { ...org, tags: [{ key: "region", value: "eu" }] }
const bare: Schemas.InstanceOrg = { id: plantId(1), name: "Plant 1" }

const specs: ReadonlyArray<FleetFileOrg> = [
  {},
  { name: "Plant 1" },
  { name: "Plant 2" },
  { description: "made of bricks" },
  { description: "made of wood" },
  { description: null },
  { description: "" },
  { limits: { device: 10 } },
  { limits: { device: 11 } },
  { limits: { device: null } },
  { limits: { webhook: null } },
  { limits: { webhook: 1 } },
  { tags: { region: "eu" } },
  { tags: { region: "us" } },
  { tags: { region: null } },
  { tags: { none: null } },
  { tags: { region: ["eu", "us"] } },
  { tags: { zone: ["2", "1"] } },
  { tags: { zone: ["1", "1"] } },
  { tags: { zone: "1" } },
  { whitelistedEmailDomains: ["a.example", "b.example"] },
  { whitelistedEmailDomains: ["b.example", "a.example"] },
  { whitelistedEmailDomains: ["a.example"] },
  { whitelistedEmailDomains: null },
  { disabledAt: false },
  { disabledAt: true },
  { isReadOnly: true },
  { mfaMode: "required" },
  { banner: { level: "info", message: "Hello" } },
  { banner: { message: "Hello", level: "info" } },
  { banner: { level: "critical", message: "Hello" } },
  { banner: null },
  { protect: true },
  { protect: false }
]

const now = Date.UTC(2026, 0, 1)

const changesNothing = (of: Schemas.InstanceOrg, spec: FleetFileOrg, isAdopted: boolean): boolean | undefined =>
  Result.match(differenceOf(of, "plant-1", spec, now, isAdopted), {
    onFailure: () => undefined,
    onSuccess: ({ update }) => Object.keys(update.changes).length === 0
  })

describe("isAsWanted", () => {
  it("is true only if the comparison finds nothing", () => {
    for (const of of [org, untagged, bare]) {
      for (const one of specs) {
        for (const other of specs) {
          for (const isAdopted of [true, false]) {
            const spec = { ...one, ...other }
            if (!isAsWanted(of, spec, isAdopted)) continue
            assert.strictEqual(changesNothing(of, spec, isAdopted), true, JSON.stringify({ of, spec, isAdopted }))
          }
        }
      }
    }
  })

  it("finds what a pull has written", () => {
    const same: FleetFileOrg = {
      name: "Plant 1",
      description: "made of bricks",
      limits: { device: 10, member: 20 },
      tags: { region: "eu", zone: ["2", "1"] },
      whitelistedEmailDomains: ["a.example", "b.example"],
      disabledAt: false,
      banner: { level: "info", message: "Hello" }
    }
    assert.isTrue(isAsWanted(org, same, true))
    assert.isFalse(isAsWanted(untagged, { name: "Plant 1" }, true))
    assert.isTrue(isAsWanted(untagged, { name: "Plant 1" }, false))
  })
})
