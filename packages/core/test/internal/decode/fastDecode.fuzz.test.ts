// The fast path has to accept exactly those answers that the schema accepts.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import type * as AST from "effect/SchemaAST"
import { actions } from "../../../src/Actions.ts"
import { decode } from "../../../src/internal/decode/decode.ts"
import { fastDecoder } from "../../../src/internal/decode/fastDecode.ts"
import { Secret } from "../../../src/schemas/instance/Secret.ts"
import { names, samples } from "../../support/samples.ts"

type Answer = Schema.ConstraintCodec<unknown>

const fitted = (schema: Answer, value: unknown) => {
  let fits = true
  const result = fastDecoder(schema)(value, () => {
    fits = false
  })
  return { fits, value: result }
}

const accepts = (schema: Answer, value: unknown): boolean =>
  Exit.isSuccess(Schema.decodeUnknownExit(schema, { disableChecks: true })(value))

/** A value with every field that a schema has. */
const whole = (ast: AST.AST): unknown => {
  switch (ast._tag) {
    case "String":
      return "x"
    case "Number":
      return 7
    case "Boolean":
      return true
    case "Unknown":
      return ["anything"]
    case "Union":
      return ast.types.map(whole)[0]
    case "Arrays":
      return ast.rest.flatMap((item) => [whole(item), whole(item)])
    case "Objects":
      return Object.fromEntries([
        // Secrets have a test of their own.
        ...ast.propertySignatures
          .filter(({ type }) => type.encoding === undefined)
          .map(({ name, type }) => [String(name), whole(type)]),
        ...ast.indexSignatures.map(({ type }) => ["any name", whole(type)])
      ])
    default:
      throw new Error(`no answer holds a ${ast._tag} so far`)
  }
}

const others = [null, 0, "text", false, [], {}, [null], { id: null }]

/** The value with something else in its place, or in one place within it, or with one of its fields left out. */
const mutants = (value: unknown): ReadonlyArray<unknown> => {
  if (Array.isArray(value)) {
    return [...others, ...value.flatMap((item, index) => mutants(item).map((one) => value.with(index, one)))]
  }
  if (typeof value !== "object" || value === null) return others
  const fields = Object.entries(value)
  return [
    ...others,
    ...fields.flatMap(([name, field]) => [
      Object.fromEntries(fields.filter(([other]) => other !== name)),
      ...mutants(field).map((one) => ({ ...value, [name]: one }))
    ])
  ]
}

describe("what fits", () => {
  it.each(names)("%s: is what the schema accepts, and stays the same value", (name) => {
    const schema: Answer = actions[name].success
    for (const value of [samples[name].answer, whole(schema.ast)]) {
      assert.isTrue(accepts(schema, value))
      const result = fitted(schema, value)
      assert.isTrue(result.fits)
      assert.strictEqual(result.value, value)
    }
  })

  it.each(names)("%s: is no more and no less than that, whatever is wrong in whatever place", (name) => {
    const schema: Answer = actions[name].success
    const verdicts = new Set<boolean>()
    for (const mutant of mutants(whole(schema.ast))) {
      const { fits, value } = fitted(schema, mutant)
      assert.strictEqual(fits, accepts(schema, value), JSON.stringify(mutant))
      verdicts.add(fits)
    }
    assert.strictEqual(verdicts.size, 2)
  })

  it("is without the nulls of fields that may be absent, also within lists and in the shape that is meant", () => {
    const Item = Schema.Struct({ a: Schema.optionalKey(Schema.String), n: Schema.Number })
    const shapes = Schema.Union([Schema.Array(Item), Item])
    assert.deepStrictEqual(fitted(shapes, { a: null, n: 1, later: null }), { fits: true, value: { n: 1, later: null } })
    const list = [{ a: "x", n: 1 }, JSON.parse('{ "n": 2, "a": null, "__proto__": { "b": null } }')]
    const { fits, value } = fitted(shapes, list)
    assert.isTrue(fits)
    assert.strictEqual(JSON.stringify(value), '[{"a":"x","n":1},{"n":2,"__proto__":{"b":null}}]')
    assert.strictEqual(JSON.stringify(list), '[{"a":"x","n":1},{"n":2,"a":null,"__proto__":{"b":null}}]')
  })
})

describe("a secret", () => {
  const schema = Schema.Struct({ id: Schema.String, token: Schema.optionalKey(Secret) })
  it.effect("is redacted, and all else stays as it came", () =>
    Effect.gen(function* () {
      const { token, ...rest } = yield* decode(schema, '{"id":"a","token":"s3cr3t","more":1}')
      assert.strictEqual(token === undefined ? undefined : Redacted.value(token), "s3cr3t")
      assert.deepStrictEqual<unknown>(rest, { id: "a", more: 1 })
      assert.deepStrictEqual<unknown>(yield* decode(schema, '{"id":"a","token":null}'), { id: "a" })
    })
  )
  it.effect.each(['{"token":"s3cr3t"}', '{"id":"a","token":["s3cr3t"]}', '"s3cr3t"'])("is in no issue: %s", (text) =>
    Effect.gen(function* () {
      const issues = yield* Effect.flip(decode(schema, text))
      assert.isNotEmpty(issues)
      assert.notInclude(JSON.stringify(issues), "s3cr3t")
    })
  )
})

describe("a schema of another kind", () => {
  const both = Schema.StructWithRest(Schema.Struct({ a: Schema.String }), [
    Schema.Record(Schema.String, Schema.Unknown)
  ])
  it.effect.each([
    ["a literal", Schema.Literal("a"), "a"],
    ["a tuple", Schema.Tuple([Schema.String]), ["a"]],
    ["a list that ends in something else", Schema.TupleWithRest(Schema.Tuple([]), [Schema.String, Schema.Number]), [1]],
    ["one of several shapes", Schema.Union([Schema.String], { mode: "oneOf" }), "a"],
    ["an object with further fields", both, { a: "a", b: 1 }]
  ] as ReadonlyArray<readonly [string, Answer, unknown]>)("%s is left to the schema", ([, schema, value]) =>
    Effect.gen(function* () {
      assert.isTrue(accepts(schema, value))
      assert.isFalse(fitted(schema, value).fits)
      assert.deepStrictEqual(yield* decode(schema, JSON.stringify(value)), value)
    })
  )
})
