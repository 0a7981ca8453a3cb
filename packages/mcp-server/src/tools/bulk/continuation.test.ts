import { assert, describe, it } from "@effect/vitest"
import { InstanceId } from "@effect-losant/core/schemas/Ids"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { check, type Job, type JobArguments, read, write } from "./continuation.ts"
import { positionText } from "./positionText.ts"

interface RankArguments extends JobArguments {
  readonly by: string
  readonly top?: number
  readonly start?: number
}

const job: Job<RankArguments> = { tool: "losant_usage_ranking", fixedArguments: ["by", "top"] }
const instanceId = InstanceId.make("a".repeat(24))
const values: RankArguments = { by: "payloads" }
const codec = positionText({ after: Schema.String, checked: Schema.FiniteFromString, note: Schema.String })
const position = { after: "00ff", checked: 12, note: "" }
const text = write(job, values, instanceId, codec, position)

/** The arguments with this text, if there is one. */
const withText = (text: string | undefined, more: Partial<RankArguments>): RankArguments => ({
  ...values,
  ...more,
  ...(text === undefined ? {} : { continue: text })
})

const reading = (values: string | undefined, more = {}, from = job, instance = instanceId) => {
  const place = read(from, withText(values, more), instance, codec)
  return Result.isFailure(place) ? place.failure.reason : Option.getOrUndefined(place.success)
}
const problems = (values: string, more = {}) => check(job, withText(values, more))

describe("a continuation", () => {
  it("gives the position back for the same instance and arguments", () => {
    assert.deepStrictEqual(reading(text), position)
    assert.deepStrictEqual(reading(` ${text}\n`), position)
    assert.deepStrictEqual(reading(text, { start: 5 }), position)
    assert.isEmpty(problems(text))
  })

  it("is short, and holds neither a name nor the instance's id", () => {
    assert.match(text, /^[\da-z]+:00ff:12::[\da-z]+$/)
    assert.notInclude(text, instanceId)
  })

  it("is absent in the first call", () => {
    assert.isUndefined(reading(undefined))
    assert.isEmpty(check(job, values))
  })

  it("is refused if it was changed or cut, or belongs to another tool or other arguments", () => {
    const foreign = [
      "",
      "next",
      ":",
      text.slice(1),
      text.slice(0, -1),
      text.replace("12", "13"),
      text.toUpperCase(),
      write({ ...job, tool: "losant_find_members" }, values, instanceId, codec, position),
      write(job, { by: "devices" }, instanceId, codec, position)
    ]
    for (const values of foreign) {
      assert.strictEqual(reading(values), "noMatch", values)
      assert.deepStrictEqual(
        problems(values).map(({ argument }) => argument),
        ["continue"]
      )
    }
    assert.strictEqual(reading(text, { top: 3 }), "noMatch")
    assert.include(problems(text, { top: 3 })[0]?.message, "the same by, top as in that call, or leave it out")
  })

  it("is refused if its position does not fit the job", () => {
    const other = write(job, values, instanceId, positionText({ after: Schema.String }), { after: "00ff" })
    assert.isEmpty(problems(other))
    assert.strictEqual(reading(other), "noMatch")
  })

  it("is refused on another instance, and the refusal says so", () => {
    const other = InstanceId.make("b".repeat(24))
    assert.strictEqual(reading(text, {}, job, other), "instance")
    const refusal = read(job, { ...values, continue: text }, other, codec)
    assert(Result.isFailure(refusal))
    assert.include(refusal.failure.message, "another instance")
  })
})
