// A program with core and the emulator. It uses the packages as they are published.
import assert from "node:assert/strict"
import { InstanceOrg, InstanceOrgs, LosantNotFound, Pagination } from "@effect-losant/core"
import * as OneModule from "@effect-losant/core/InstanceOrgs"
import * as OnlySchemas from "@effect-losant/core/schemas"
import { OrgId } from "@effect-losant/core/schemas/Ids"
import { OrgQuery } from "@effect-losant/core/schemas/OrgQuery"
import { Emulator } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

assert.equal(OneModule.get, InstanceOrgs.get, "a module imported alone is the one of the whole package")
assert.equal(OnlySchemas.OrgId, OrgId, "the schemas can be imported alone")
assert.equal(OnlySchemas.OrgQuery, OrgQuery, "a module of schemas has one path and one value")

const closed = async () => {
  // @ts-expect-error The package does not export the folder internal, neither its types nor its code.
  await import("@effect-losant/core/internal/settings/checkUrl")
}
await assert.rejects(closed, { code: "ERR_PACKAGE_PATH_NOT_EXPORTED" })

const program = Effect.gen(function* () {
  const { instanceId } = yield* Emulator
  yield* InstanceOrgs.post({ instanceId, orgConfig: { name: "Consumer" } })
  const names = yield* Pagination.items(InstanceOrgs.get, { instanceId, perPage: 2 }).pipe(
    Stream.map(({ name }) => name),
    Stream.runCollect
  )
  const orgId = OrgId.make("000000000000000000000000")
  const missing = yield* Effect.flip(InstanceOrg.get({ instanceId, orgId }))
  return { names, missing }
}).pipe(Effect.provide(Emulator.layer({ seed: "demo" })))

const { names, missing } = await Effect.runPromise(program)
assert.ok(names.length > 2 && names.includes("Consumer"), "all pages were read, and what was created is among them")
assert.ok(missing instanceof LosantNotFound)
console.log(`${names.length} organizations`)
