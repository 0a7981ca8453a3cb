import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import {
  callOn,
  callToTheEnd,
  fleetOf,
  idOf,
  observeGateway,
  problemsOf,
  succeed
} from "../../../../test/support/fleet.ts"
import { countRequests, TestGateway, testGatewayLayer } from "../../../../test/support/testGateway.ts"
import type { JsonObject } from "../../../text/json.ts"
import { compareOrgs } from "./compareOrgs.ts"

const seed = fleetOf(30, (index) => ({
  description: index === 2 ? "The plant in the harbour. ".repeat(50) : "",
  limits: { device: index === 3 ? 500 : 100, webhook: 10 },
  tags: [
    { key: "region", value: index % 3 === 0 ? "us" : "eu" },
    ...(index === 4 ? [{ key: "tier", value: "gold" }] : [])
  ]
}))
const onFleet = Effect.provide(testGatewayLayer({ seed }))

const differencesIn = ({ differences }: JsonObject): ReadonlyArray<JsonObject> => {
  assert(Array.isArray(differences))
  return differences
}

describe("the comparison of organizations", () => {
  it.effect("answers what differs, with the values in the order of the organizations", () =>
    Effect.gen(function* () {
      const { result, requests } = yield* countRequests(
        succeed(compareOrgs, { orgs: [idOf(1), "plant 2", "Plant 3", idOf(4)] })
      )
      const { answer } = result
      assert.deepStrictEqual(
        Object(answer["items"]).map(({ name }: JsonObject) => name),
        ["Plant 1", "Plant 2", "Plant 3", "Plant 4"]
      )
      const [description, ...others] = differencesIn(answer)
      assert.strictEqual(description?.["field"], "description")
      assert.match(
        JSON.stringify(description?.["values"]),
        /^\[null,"The plant in the harbour\. .{20,60}…",null,null\]$/
      )
      assert.deepStrictEqual(others, [
        { field: "limits.device", values: [100, 100, 500, 100] },
        { field: "tags.region", values: ["eu", "eu", "us", "eu"] },
        { field: "tags.tier", values: [null, null, null, "gold"] }
      ])
      assert.match(
        String(answer["summary"]),
        /^4 differences between 4 organizations; \d+ settings, limits and tags are/
      )
      assert.deepInclude(answer, { checked: 4, of: 4 })
      assert.notProperty(answer, "continue")
      // One for each, and one or two more for a name.
      assert.isAtMost(requests, 8)
    }).pipe(onFleet)
  )

  it.effect("answers that nothing differs", () =>
    Effect.gen(function* () {
      const { answer } = yield* succeed(compareOrgs, { orgs: [idOf(7), idOf(8)] })
      assert.deepStrictEqual(differencesIn(answer), [])
      assert.match(String(answer["summary"]), /^No differences between 2 organizations;/)
    }).pipe(onFleet)
  )

  it.effect("refuses two names of one organization, and names that stand for none", () =>
    Effect.gen(function* () {
      const gateway = yield* TestGateway
      for (const [orgs, text] of [
        [[idOf(1), "Plant 1"], "one organization only"],
        [["Plant 10", "plant 10"], "one organization only"],
        [["Plant 10", "Factory"], "stands for no organization"]
      ] as const) {
        const { exit } = yield* callOn(compareOrgs, gateway, { orgs })
        // "Plant 1" is a whole name, though others begin with it.
        assert.isTrue(Exit.isFailure(exit))
        assert.include(JSON.stringify(exit), text)
      }
    }).pipe(onFleet)
  )

  it.effect("answers every difference once if they are more than an answer holds", () =>
    Effect.gen(function* () {
      const answers = yield* callToTheEnd(compareOrgs, { orgs: Array.from({ length: 20 }, (_, at) => idOf(at + 1)) })
      assert.isAbove(answers.length, 1)
      const fields = answers.flatMap(differencesIn).map(({ field }) => field)
      assert.strictEqual(fields.length, 60)
      assert.strictEqual(new Set(fields).size, 60)
      for (const answer of answers) assert.notProperty(answer, "leftOut")
    }).pipe(
      Effect.provide(
        testGatewayLayer({
          seed: fleetOf(20, (index) => ({
            tags: Array.from({ length: 60 }, (_, at) => ({ key: `key${at}`, value: `${index} of ${at}` }))
          }))
        })
      )
    )
  )

  it("takes 2 to 20 organizations, or the list of tags", () => {
    const many = Array.from({ length: 21 }, (_, at) => idOf(at + 1))
    for (const values of [{}, { orgs: [idOf(1)] }, { orgs: [idOf(1), idOf(1)] }, { orgs: many }]) {
      assert.deepStrictEqual(problemsOf(compareOrgs, values), ["orgs"])
    }
    assert.deepStrictEqual(problemsOf(compareOrgs, { orgs: [idOf(1), idOf(2)], tags: true }), ["orgs"])
    assert.deepStrictEqual(problemsOf(compareOrgs, { tags: true, continue: "anything" }), ["continue"])
  })
})

describe("the tags of all organizations", () => {
  const tagsIn = ({ tags }: JsonObject): ReadonlyArray<JsonObject> => {
    assert(Array.isArray(tags))
    return tags
  }

  it.effect("are counted by key and value with the pages of the list alone", () =>
    Effect.gen(function* () {
      const { result, requests } = yield* countRequests(succeed(compareOrgs, { tags: true }))
      assert.deepStrictEqual(tagsIn(result.answer), [
        {
          key: "region",
          organizations: 30,
          values: [
            { value: "eu", organizations: 20 },
            { value: "us", organizations: 10 }
          ]
        },
        { key: "tier", organizations: 1, values: [{ value: "gold", organizations: 1 }] }
      ])
      assert.strictEqual(result.answer["summary"], "2 tag keys in 30 organizations.")
      assert.strictEqual(requests, 1)
    }).pipe(onFleet)
  )

  it.effect("are answered key by key if they are more than an answer holds, and by parts if the time ends", () =>
    Effect.gen(function* () {
      const answers = yield* callToTheEnd(compareOrgs, { tags: true })
      assert.isAbove(answers.length, 1)
      const keys = answers.flatMap(tagsIn).map(({ key }) => key)
      assert.strictEqual(keys.length, 100)
      assert.strictEqual(new Set(keys).size, 100)
      assert.deepInclude(tagsIn(answers[0] ?? {})[0], { organizations: 250, valuesMore: 230 })

      const slow = observeGateway(yield* TestGateway, () => Effect.sleep("25 seconds"))
      const { answer } = yield* succeed(compareOrgs, { tags: true }, slow)
      assert.deepInclude(answer, { checked: 100, of: 250 })
      assert.isString(answer["continue"])
    }).pipe(
      Effect.provide(
        testGatewayLayer({
          seed: fleetOf(250, (index) => ({
            tags: Array.from({ length: 100 }, (_, at) => ({ key: `key${at}`, value: `${index}` }))
          }))
        })
      )
    )
  )
})
