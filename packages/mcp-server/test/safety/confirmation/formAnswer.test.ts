import { assert, describe, it } from "@effect/vitest"
import { formField, formKey, readFormAnswer } from "../../../src/safety/confirmation/formAnswer.ts"

const accepted = (content?: Readonly<Record<string, unknown>>) => ({
  [formKey]: { action: "accept", ...(content === undefined ? {} : { content }) }
})

describe("formField", () => {
  it("numbers the fields after the first", () => {
    assert.deepStrictEqual([0, 1, 2].map(formField), ["answer", "answer2", "answer3"])
  })
})

describe("readFormAnswer", () => {
  it.each([undefined, {}, { other: { action: "accept", content: { answer: true } } }])(
    "misses an answer in %j",
    (given) => {
      assert.deepStrictEqual(readFormAnswer(given, "yes", 1), { kind: "missing" })
    }
  )

  it.each(["decline", "cancel"])("takes %s for a decline", (action) => {
    assert.deepStrictEqual(readFormAnswer({ [formKey]: { action } }, "yes", 1), { kind: "declined" })
    assert.deepStrictEqual(readFormAnswer({ [formKey]: { action, content: { answer: true } } }, "type", 1), {
      kind: "declined"
    })
  })

  it.each([undefined, {}, { answer: null }, { answer2: "x" }, { other: "x" }])(
    "is empty if the form was accepted with %j",
    (content) => {
      assert.deepStrictEqual(readFormAnswer(accepted(content), "yes", 1), { kind: "empty" })
      assert.deepStrictEqual(readFormAnswer(accepted(content), "type", 1), { kind: "empty" })
    }
  )

  it.each([true, "true", " TRUE "])("reads %j as a yes", (answer) => {
    assert.deepStrictEqual(readFormAnswer(accepted({ answer }), "yes", 1), { kind: "values", values: [true] })
  })

  it.each([false, "false", " False"])("reads %j as a no", (answer) => {
    assert.deepStrictEqual(readFormAnswer(accepted({ answer }), "yes", 1), { kind: "declined" })
  })

  it.each(["yes", 1, "truely", ""])("leaves %j as it is", (answer) => {
    assert.deepStrictEqual(readFormAnswer(accepted({ answer }), "yes", 1), { kind: "values", values: [answer] })
  })

  it.each(["true", "false", " x "])("takes %j for a name where a name is typed", (answer) => {
    assert.deepStrictEqual(readFormAnswer(accepted({ answer }), "type", 1), { kind: "values", values: [answer] })
  })

  it("takes a no for a no where a name is typed", () => {
    assert.deepStrictEqual(readFormAnswer(accepted({ answer: false }), "type", 1), { kind: "declined" })
  })

  it("reads as many fields as the form had, and knows which are empty", () => {
    const content = { answer: "one", answer2: "two", answer3: "three" }
    assert.deepStrictEqual(readFormAnswer(accepted(content), "type", 2), { kind: "values", values: ["one", "two"] })
    assert.deepStrictEqual(readFormAnswer(accepted({ answer2: "two" }), "type", 2), {
      kind: "values",
      values: [undefined, "two"]
    })
  })
})
