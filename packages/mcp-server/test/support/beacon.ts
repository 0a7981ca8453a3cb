// The actions on an item of an instance that Losant does not have.
import * as Action from "@effect-losant/core/Action"
import { InstanceId, ResourceId } from "@effect-losant/core/schemas/Ids"
import * as Schema from "effect/Schema"

const Beacon = Schema.Struct({
  id: ResourceId,
  name: Schema.optionalKey(Schema.String),
  color: Schema.optionalKey(Schema.String),
  range: Schema.optionalKey(Schema.Int)
})

const path = "/instances/:instanceId/beacons/:harborBeaconId"
const params = { instanceId: InstanceId, harborBeaconId: ResourceId }

export const beacon = {
  get: Action.make("instanceHarborBeacon.get", { method: "GET", path, params, success: Beacon, scopes: "read" }),
  patch: Action.make("instanceHarborBeacon.patch", {
    method: "PATCH",
    path,
    params,
    body: {
      beacon: Schema.Struct({
        name: Schema.optionalKey(Schema.String),
        color: Schema.String,
        range: Schema.optionalKey(Schema.NullOr(Schema.Int))
      })
    },
    success: Beacon,
    scopes: "write"
  })
}
