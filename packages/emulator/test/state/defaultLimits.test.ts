import { assert, it } from "@effect/vitest"
import { Schemas } from "@effect-losant/core"
import * as Schema from "effect/Schema"
import { defaultLimits } from "../../src/state/defaultLimits.ts"

it("has a limit of everything, within Losant's bounds", () => {
  assert.sameMembers(Object.keys(defaultLimits), Object.keys(Schemas.OrgLimits.fields))
  assert.isTrue(Schema.is(Schemas.OrgLimits)(defaultLimits))
})
