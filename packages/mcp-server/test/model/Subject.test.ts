import { assert, describe, it } from "@effect/vitest"
import { actions } from "@effect-losant/core/Actions"
import { itemSubject, kindOfItem, subjectField } from "../../src/model/Subject.ts"
import { beacon } from "../support/beacon.ts"

describe("a subject", () => {
  it("has its kind from the resource of the action", () => {
    assert.strictEqual(kindOfItem(beacon.get), "harbor beacon")
    assert.strictEqual(kindOfItem(actions["instances.get"]), "instances")
  })

  it("has a field in answers, which for an organization is org", () => {
    assert.strictEqual(subjectField("organization"), "org")
    assert.strictEqual(subjectField("harbor beacon"), "harborBeacon")
  })

  it("is the item that a call names, unless it names an organization or no item", () => {
    assert.deepStrictEqual(itemSubject(beacon.get, { harborBeaconId: "a" }), { kind: "harbor beacon", id: "a" })
    assert.isUndefined(itemSubject(beacon.get, { orgId: "o", harborBeaconId: "a" }))
    assert.isUndefined(itemSubject(beacon.get, {}))
    assert.isUndefined(itemSubject(undefined, { harborBeaconId: "a" }))
  })
})
