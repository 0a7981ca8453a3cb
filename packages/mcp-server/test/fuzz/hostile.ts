// Values that break programs, and what they are generated with.
import * as Arbitrary from "effect/Arbitrary"
import * as Schema from "effect/Schema"
import type { Json } from "../../src/text/json.ts"

type Arb<A> = Arbitrary.Arbitrary<A>

/** A whole number below a bound. */
export const index = (bound: number): Arb<number> =>
  Arbitrary.schema(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: bound - 1 })))

// Sound: `index` stays below the length. `??` would take null for a missing value.
export const pick = <A>(values: ReadonlyArray<A>): Arb<A> =>
  Arbitrary.map(index(values.length), (at) => values[at] as A)

/** One of these, with equal probability. */
export const oneOf = <A>(arbitraries: ReadonlyArray<Arb<A>>): Arb<A> =>
  Arbitrary.flatMap(pick(arbitraries), (arbitrary) => arbitrary)

export const json: Arb<Schema.Json> = Arbitrary.schema(Schema.Json)
export const text: Arb<string> = Arbitrary.schema(Schema.String)

const deepArray = (depth: number): Json => JSON.parse(`${"[".repeat(depth)}${"]".repeat(depth)}`)
const deepObject = (depth: number): Json => JSON.parse(`${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`)

export const hostileValues: ReadonlyArray<Json> = [
  null,
  true,
  "",
  " ",
  0,
  -0,
  -1,
  1.5,
  2 ** 53,
  1e308,
  -1e308,
  5e-324,
  Number.POSITIVE_INFINITY,
  "null",
  "true",
  "NaN",
  "1e400",
  "-0",
  "{}",
  "[1",
  '"{}"',
  '{"__proto__":{"polluted":true}}',
  "\u0000",
  "\u001b[2J",
  "\u202egnp.exe",
  "\ud800",
  "__proto__",
  "constructor",
  "../../instances",
  "%2e%2e/",
  "?a=b#c",
  "275760-09-13T00:00:00.001Z",
  "2026-13-45",
  "x".repeat(100_000),
  "\ud800".repeat(20_000),
  "[".repeat(20_000),
  [],
  {},
  [[]],
  Array.from({ length: 2_000 }, (_, at) => at),
  deepArray(1_000),
  deepObject(1_000),
  JSON.parse('{"__proto__":{"polluted":true}}'),
  JSON.parse('{"constructor":{"prototype":{"polluted":true}}}'),
  JSON.parse('{"toString":1,"valueOf":2,"toJSON":3,"length":-1,"then":4}'),
  Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`key${at}`, at]))
]

export const hostileNames: ReadonlyArray<string> = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "instanceId",
  "orgID",
  "org_id",
  "_links",
  "accessToken",
  "",
  ".",
  "0",
  "\u0000",
  "\u202e",
  "n".repeat(50_000)
]

export const hostile: Arb<Json> = oneOf<Json>([pick(hostileValues), pick(hostileValues), json, text])

export const hostileName: Arb<string> = oneOf([pick(hostileNames), text])
