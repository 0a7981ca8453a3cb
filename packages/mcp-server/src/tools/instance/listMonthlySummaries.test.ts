import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { fleetOf, idOf } from "../../../test/support/fleet.ts"
import { toolNamed } from "../../../test/support/serving.ts"
import { TestGateway, testGatewayLayer } from "../../../test/support/testGateway.ts"
import type { JsonObject } from "../../text/json.ts"

const tool = toolNamed("losant_list_monthly_summaries")
const now = new Date("2026-11-22T00:00:00.000Z")

// The third came in the middle of October.
const seed = fleetOf(3, (index) => ({
  creationDate: index === 3 ? "2026-10-16T00:00:00.000Z" : "2026-01-01T00:00:00.000Z",
  resources: { appCount: 1 },
  usage: { days: 90, devices: 10 * index, payloadsPerHour: index, notebookRunsPerDay: 1 }
}))

const list = Effect.fnUntraced(function* (values: JsonObject) {
  const gateway = yield* TestGateway
  const call = Result.getOrThrow(tool.parse(values, now.getTime()))
  assert(call.kind === "read")
  const instanceId = yield* Effect.fromOption(gateway.instanceId)
  const { content } = yield* call.run(gateway, { instanceId, ids: {} })
  assert(Array.isArray(content["items"]))
  const { totalCount, nextPage } = content
  return { items: content["items"], totalCount, nextPage }
})

const onThree = Effect.provide(testGatewayLayer({ seed, now }))

describe("losant_list_monthly_summaries", () => {
  it.effect("lists the organizations of a month, and no application, with what is billed", () =>
    Effect.gen(function* () {
      const { items, totalCount } = yield* list({ month: "2026-10" })
      assert.strictEqual(totalCount, 3)
      assert.deepStrictEqual(items.map(({ resourceId }) => resourceId).toSorted(), [1, 2, 3].map(idOf))
      for (const item of items) {
        assert.containsAllKeys(item, ["resourceName", "payloadBillableCount", "deviceCountProrated"])
        assert.strictEqual(item["currentPeriodStart"], "2026-10-01T00:00:00.000Z")
        // Further counts come with fields.
        assert.notProperty(item, "payloadCountDetails")
        assert.notProperty(item, "limits")
      }
    }).pipe(onThree)
  )

  it.effect("tells the proration of an organization that was there for a part of the month, and of no other", () =>
    Effect.gen(function* () {
      const { items } = yield* list({ month: "2026-10" })
      const withPart = items.filter(({ resourceProration }) => resourceProration !== undefined)
      assert.deepStrictEqual(
        withPart.map(({ resourceId }) => resourceId),
        [idOf(3)]
      )
      assert.closeTo(withPart[0]["resourceProration"], 16 / 31, 1e-6)
    }).pipe(onThree)
  )

  it.effect("lists the applications instead, each with its organization, if it is told to", () =>
    Effect.gen(function* () {
      const { items } = yield* list({ month: "2026-10-20T12:00:00Z", kind: "application" })
      assert.deepStrictEqual(items.map(({ ownerId }) => ownerId).toSorted(), [1, 2, 3].map(idOf))
    }).pipe(onThree)
  )

  it.effect("asks for the present month by default, and has pages and fields", () =>
    Effect.gen(function* () {
      const first = yield* list({ perPage: 2, fields: ["resourceName", "limits"] })
      assert.deepStrictEqual(first.nextPage, { page: 1, perPage: 2 })
      assert.lengthOf(first.items, 2)
      assert.property(first.items[0], "limits")
      assert.lengthOf((yield* list({ perPage: 2, page: 1 })).items, 1)
      assert.strictEqual((yield* list({})).items[0]["currentPeriodStart"], "2026-11-01T00:00:00.000Z")
    }).pipe(onThree)
  )

  it("takes no filter and no order: the kind is the filter, and pages need one order", () => {
    const names = Object.keys(tool.inputSchema.properties)
    assert.notIncludeMembers(names, ["filterField", "filter", "sortField", "sortDirection"])
    for (const values of [{ month: "October" }, { month: "2026-13" }, { kind: "whitelabel" }, { perPage: 101 }]) {
      assert.isTrue(Result.isFailure(tool.parse(values, now.getTime())), JSON.stringify(values))
    }
  })
})
