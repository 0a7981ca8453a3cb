// Inputs are encoded beside the schema, so what comes of them has to be what the schema makes: no more, and no less.
import { assert, describe, it } from "@effect/vitest"
import * as DateTime from "effect/DateTime"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { actions } from "../../../src/Actions.ts"
import { makeFastEncoder } from "../../../src/internal/encode/fastEncode.ts"
import { names, samples } from "../../support/samples.ts"

type Input = Schema.Codec<unknown>

const bySchema = (schema: Input, input: unknown): unknown => {
  const exit = Schema.encodeUnknownExit(schema, { onExcessProperty: "error" })(input)
  return Exit.isSuccess(exit) ? exit.value : undefined
}

class Ids {
  readonly instanceId = samples["instanceOrg.get"].least.instanceId
  readonly orgId = samples["instanceOrg.get"].least.orgId
}

const others = [
  undefined,
  null,
  0,
  -1,
  1.5,
  Number.NaN,
  "",
  "text",
  "a b",
  "x".repeat(30_000),
  true,
  [],
  ["a", 1],
  {},
  { $or: [] },
  new Date(0),
  DateTime.makeUnsafe(0),
  Symbol("x"),
  () => 1,
  1n
]

/** The input with something else in one of its places, with one more, or with one less. */
const mutants = (input: object): ReadonlyArray<unknown> => {
  const fields = Object.entries(input)
  return [
    ...others,
    new Ids(),
    Object.assign(new Ids(), input),
    Object.assign(Object.create(null), input),
    Object.create(input),
    { ...input, [Symbol("more")]: 1 },
    ...["more", "constructor", "toString", "losantdomain", "_links"].flatMap((name) =>
      others.map((other) => ({ ...input, [name]: other }))
    ),
    { ...input, ...JSON.parse('{ "__proto__": 1 }') },
    ...fields.flatMap(([name]) => [
      Object.fromEntries(fields.filter(([own]) => own !== name)),
      ...others.map((other) => ({ ...input, [name]: other }))
    ])
  ]
}

describe.each(names)("%s", (name) => {
  // Sound: the input of an action needs no services.
  const schema = actions[name].input as Input
  const encode = makeFastEncoder(schema)
  const { input, least } = samples[name]

  it("is encoded without its schema, all of it and the least of it", () => {
    for (const whole of [input, least]) {
      const wire = encode(whole)
      assert.isDefined(wire)
      assert.deepStrictEqual(wire, bySchema(schema, whole))
    }
  })

  it("is encoded as by its schema, or not at all", () => {
    for (const mutant of [...mutants(input), ...mutants(least)]) {
      const wire = encode(mutant)
      if (wire !== undefined) assert.deepStrictEqual(wire, bySchema(schema, mutant))
    }
  })
})

describe("an encoder", () => {
  const Id = Schema.String.check(Schema.isPattern(/^[a-f]+$/u))

  it("leaves to the schema what is no plain struct", () => {
    const struct = Schema.Struct({ id: Id })
    const kinds: ReadonlyArray<Schema.Top> = [
      Schema.Record(Schema.String, Id),
      struct.check(Schema.makeFilter(() => false)),
      Schema.StructWithRest(struct, [Schema.Record(Schema.String, Schema.String)]),
      Id
    ]
    for (const kind of kinds) assert.isUndefined(makeFastEncoder(kind)({ id: "abc" }))
    assert.deepStrictEqual(makeFastEncoder(struct)({ id: "abc" }), { id: "abc" })
  })

  it("heeds every check of a text, also those that stand together", () => {
    const both = Schema.String.check(Schema.isMinLength(2).and(Schema.isMaxLength(3)), Schema.isPattern(/^a/u))
    const encode = makeFastEncoder(Schema.Struct({ both }))
    for (const wrong of ["a", "abcd", "bcd", 12]) assert.isUndefined(encode({ both: wrong }))
    assert.deepStrictEqual(encode({ both: "abc" }), { both: "abc" })
  })

  it("leaves to the schema an input that never ends", () => {
    const query: { $or?: ReadonlyArray<object> } = {}
    query.$or = [query]
    assert.isUndefined(
      makeFastEncoder(actions["instanceOrgs.get"].input)({ ...samples["instanceOrgs.get"].least, query })
    )
  })
})
