// The text that the scaffold writes, and the sentences with which it refuses.
import { fileURLToPath } from "node:url"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { toolNames } from "../names.ts"
import { draftAction } from "../scaffold.ts"
import { commandsIn, steps } from "../steps.ts"

const root = fileURLToPath(new URL("../../..", import.meta.url))
const folder = fileURLToPath(new URL("description", import.meta.url))

const draft = (name: string, toolset = "orgs", from = folder) => draftAction(root, name, from, toolset)

const refused = (name: string, toolset?: string, from?: string) =>
  Effect.map(Effect.flip(draft(name, toolset, from)), ({ message }) => message)

describe("a GET of a list", () => {
  it.effect("takes the parameters that all lists share, and shows the first fields of an item", () =>
    Effect.gen(function* () {
      const files = yield* draft("instanceBeacons.get")
      const declaration = files.get("packages/core/src/InstanceBeacons.ts") ?? ""
      assert.include(declaration, '...sorted(["id","name"], {"field":"name","direction":"asc"})')
      assert.include(declaration, '...paged, ...filtered(["name"])')
      const schemas = files.get("packages/core/src/schemas/InstanceBeacon.ts") ?? ""
      assert.include(schemas, "items: Schema.Array(InstanceBeacon)")
      assert.include(schemas, "...pagedListFields")
      const tool = files.get("packages/mcp-server/src/tools/beacons/listBeacons.ts") ?? ""
      assert.include(tool, 'always: ["id","beaconId","name","color","range","creationDate"]')
      assert.include(tool, "isWhole: false")
      assert.include(files.get("packages/mcp-server/src/tools/toolsets.ts") ?? "", "listBeacons\n] as const")
    })
  )
})

describe("a GET of one thing", () => {
  it.effect("requires the id of an answer alone, and keeps unknown values of an enum", () =>
    Effect.gen(function* () {
      const schemas = (yield* draft("instanceBeacon.get")).get("packages/core/src/schemas/InstanceBeacon.ts") ?? ""
      assert.include(schemas, "id: BeaconId,")
      assert.include(schemas, "beaconId: Schema.optionalKey(BeaconId)")
      assert.include(schemas, 'color: Schema.optionalKey(known(["amber","green"]))')
    })
  )
})

describe("the scaffold refuses", () => {
  it.effect("an action that exists", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* refused("instanceOrg.get"), "Core declares instanceOrg.get already. Change it by hand.")
    })
  )

  it.effect("an action that the folder does not describe, and names those that it does", () =>
    Effect.gen(function* () {
      assert.include(yield* refused("instanceBeacon.paint"), "Of instanceBeacon it describes instanceBeacon.get, ")
      assert.include(yield* refused("instanceLamp.get"), "It has no resource instanceLamp.")
      assert.include(yield* refused("paint"), "paint is not the name of an action")
      assert.include(yield* refused("instanceLamp.get", "orgs", `${folder}/none`), "there is no folder")
    })
  )

  it.effect("a shape that it does not know, and says what to write by hand", () =>
    Effect.gen(function* () {
      const deletion = yield* refused("instanceBeacon.delete")
      assert.include(deletion, "instanceBeacon.delete is a DELETE")
      assert.include(deletion, "by hand, and the tool with defineWrite, as packages/mcp-server/src/tools/invites/")
      assert.include(yield* refused("instanceBeacon.ring"), "succeeds with status 202")
      assert.include(yield* refused("instanceBeacon.patch"), "Add instanceBeacon.get before it.")
    })
  )

  it.effect("a schema with a keyword that it does not know", () =>
    Effect.gen(function* () {
      const message = yield* refused("instanceBeacon.shape")
      assert.include(message, "corners has allOf. Write it in packages/core/src/schemas by hand")
    })
  )

  it.effect("a toolset that does not exist", () =>
    Effect.gen(function* () {
      assert.include(yield* refused("instanceBeacon.get", "lamps"), "There is no toolset lamps in")
    })
  )
})

describe("the names", () => {
  it.effect("keep the owner if the short name is taken", () =>
    Effect.gen(function* () {
      const files = yield* draft("instanceInvite.get")
      assert.isTrue(files.has("packages/mcp-server/src/tools/instance-invites/getInstanceInvite.ts"))
      assert.isFalse(files.has("packages/mcp-server/src/tools/invites/getInvite.ts"))
      const schemas = files.get("packages/core/src/schemas/InstanceInvite.ts") ?? ""
      assert.include(schemas, "uses: Schema.optionalKey(Schema.Record(Schema.String, Schema.Int))")
    })
  )

  it("follow from Losant's", () => {
    assert.deepStrictEqual(toolNames(["notification", "rule"], "patch", "update"), {
      tool: "losant_update_notification_rule",
      value: "updateNotificationRule",
      title: "Update notification rule",
      folder: "notification-rules"
    })
    assert.strictEqual(toolNames(["instance"], "deviceCounts", "read").tool, "losant_get_instance_device_counts")
  })
})

describe("the steps of CONTRIBUTING.md", () => {
  it("begin with the command", () => {
    assert.deepStrictEqual(commandsIn(steps(root)[0] ?? ""), ["npm run new:action -- NAME FOLDER"])
  })
})
