import { assert, it } from "@effect/vitest"
import { Schemas } from "@effect-losant/core"
import { payloadSources } from "../../src/usage/payloadSources.ts"

it("shares all payloads among the sources", () => {
  assert.closeTo(
    payloadSources.reduce((sum, { share }) => sum + share, 0),
    1,
    1e-9
  )
})

it("names each type as Losant does, and each source of a type once", () => {
  for (const { type } of payloadSources) assert.property(Schemas.PayloadStats.fields, type)
  assert.strictEqual(new Set(payloadSources.map(({ type, source }) => `${type} ${source}`)).size, payloadSources.length)
})
