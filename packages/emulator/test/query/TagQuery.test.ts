import { assert, it } from "@effect/vitest"
import type { Schemas } from "@effect-losant/core"
import { matchesTags } from "../../src/query/TagQuery.ts"

const tags = [
  { key: "region", value: "eu" },
  { key: "tier", value: "gold" },
  { key: "tier", value: "trial" }
]

const cases: ReadonlyArray<readonly [Schemas.TagsCondition, boolean]> = [
  [null, false],
  [{ $eq: null }, false],
  [{ $ne: null }, true],
  [{ $tagKey: "region" }, true],
  [{ $tagKey: "Region" }, false],
  [{ $tagValue: "gold" }, true],
  [{ $tagKey: "region", $tagValue: "eu" }, true],
  // Key and value have to be of the same tag.
  [{ $tagKey: "region", $tagValue: "gold" }, false],
  [{ $tagKey: { $in: ["region", "x"] }, $tagValue: { $in: ["us", "eu"] } }, true],
  [{ $tagKey: { $in: [] } }, false],
  [{ $tagKey: { $nin: ["region", "tier"] } }, false],
  [{ $tagKey: { $nin: ["region"] }, $tagValue: "trial" }, true],
  [{ $tagKey: "region", $tagValue: { $nin: ["eu"] } }, false],
  [{ $tagKey: "region", $tagValue: null }, false],
  [{ $tagKey: "city", $tagValue: null }, true],
  [{ $tagKey: null, $tagValue: "silver" }, true],
  [{ $tagKey: null, $tagValue: "gold" }, false],
  [{ $tagKey: null }, false],
  [{ $eq: { $tagKey: "region" } }, true],
  [{ $ne: { $tagKey: "region" } }, false],
  [{}, true],
  [{ region: "eu" }, true],
  [{ region: "us" }, false],
  [{ region: "eu", tier: "trial" }, true],
  [{ region: "eu", tier: "silver" }, false],
  [{ city: null }, true],
  [{ region: null }, false],
  [{ tier: { $in: ["trial"] } }, true],
  [{ tier: { $nin: ["gold"] } }, true],
  [{ region: { $nin: ["eu"] } }, false],
  [{ $ne: { region: "us" } }, true],
  [{ $eq: { region: "us" } }, false]
]

it.each(cases)("%j: %s", (condition, expected) => {
  assert.strictEqual(matchesTags(condition, tags), expected)
})

it("null fits if there are no tags", () => {
  assert.isTrue(matchesTags(null, []))
  assert.isTrue(matchesTags({ $tagKey: null }, []))
  assert.isFalse(matchesTags({ $tagKey: "region" }, []))
})
