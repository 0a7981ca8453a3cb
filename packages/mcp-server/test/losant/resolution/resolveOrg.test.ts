import { assert, describe, it } from "@effect/vitest"
import * as InstanceOrgs from "@effect-losant/core/InstanceOrgs"
import { OrgId } from "@effect-losant/core/schemas/Ids"
import { Emulator } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { resolveOrg } from "../../../src/losant/resolution/resolveOrg.ts"
import type { LosantGateway } from "../../../src/model/LosantGateway.ts"
import { Refusal } from "../../../src/model/Refusal.ts"
import { instanceId } from "../../policy/world.ts"
import { countRequests, TestGateway, testGatewayLayer } from "../../support/testGateway.ts"

const layerOf = (names: ReadonlyArray<string>) =>
  testGatewayLayer({ seed: { instances: [{ name: "Acme", orgs: names.map((name) => ({ name })) }] } })

const numbered = (count: number, text: (n: string) => string) =>
  Array.from({ length: count }, (_, index) => text(String(index + 1).padStart(4, "0")))

/** 2,000 organizations: these, and others with a common beginning. */
const fleet = (...others: ReadonlyArray<string>) => [...numbered(2_000 - others.length, (n) => `Plant ${n}`), ...others]

const idOf = Effect.fnUntraced(function* (name: string) {
  const { instanceId } = yield* Emulator
  const { execute } = yield* TestGateway
  const { items } = yield* execute(InstanceOrgs.get, { instanceId, query: { name } })
  const [item] = items
  assert(item !== undefined)
  return item.id
})

const resolve = Effect.fnUntraced(function* (input: string) {
  const { instanceId } = yield* Emulator
  return yield* countRequests(resolveOrg(yield* TestGateway, instanceId, input))
})

const refused = Effect.fnUntraced(function* (input: string) {
  const { instanceId } = yield* Emulator
  const { result, requests } = yield* countRequests(Effect.flip(resolveOrg(yield* TestGateway, instanceId, input)))
  assert(result instanceof Refusal)
  return { ...result, requests }
})

describe("resolveOrg, among 2,000 organizations", () => {
  const few = fleet("Northwind", "NORTHGATE", "Harbor Freight", "Harbor View", "Twins", "Twins")

  it.effect("takes an id as it is, without a request", () =>
    Effect.gen(function* () {
      const id = "5F00000000000000000000A1"
      assert.deepStrictEqual(yield* resolve(id), { result: { orgId: OrgId.make(id) }, requests: 0 })
    }).pipe(Effect.provide(layerOf([])))
  )
  it.effect.each([
    ["Northwind", "Northwind"],
    ["northWIND", "Northwind"],
    ["north", undefined],
    ["northw", "Northwind"],
    ["Harbor F", "Harbor Freight"],
    ["plant 1234", "Plant 1234"]
  ] as const)("finds %s with one request", ([input, name]) =>
    Effect.gen(function* () {
      if (name === undefined) {
        const { reason, message, requests } = yield* refused(input)
        assert.strictEqual(reason, "severalMatches")
        for (const one of ["Northwind", "NORTHGATE"]) assert.include(message, `"${one}" (id ${yield* idOf(one)}`)
        assert.strictEqual(requests, 1)
        return
      }
      assert.deepStrictEqual(yield* resolve(input), { result: { orgId: yield* idOf(name), name }, requests: 1 })
    }).pipe(Effect.provide(layerOf(few)))
  )
  it.effect("lists those that have the same name, with ids", () =>
    Effect.gen(function* () {
      const { reason, message, requests } = yield* refused("Twins")
      assert.strictEqual(reason, "severalMatches")
      assert.match(
        message,
        /stands for several organizations: ("Twins" \(id [\da-f]{24}, created "[^"]+"\)(, |\. )){2}/
      )
      assert.strictEqual(requests, 1)
    }).pipe(Effect.provide(layerOf(few)))
  )
  it.effect("lists the nearest names if there is none, with two requests", () =>
    Effect.gen(function* () {
      const { reason, message, requests } = yield* refused("Nortwind")
      assert.strictEqual(reason, "noMatch")
      assert.include(message, `Similar are "Northwind" (id ${yield* idOf("Northwind")}`)
      assert.strictEqual(requests, 2)
    }).pipe(Effect.provide(layerOf(few)))
  )
  it.effect.each(["Plant 0077 ", " plant 0077", "\tPLANT 0077\n"])("finds %j by its name without the blanks", (input) =>
    Effect.gen(function* () {
      const name = "Plant 0077"
      assert.deepStrictEqual(yield* resolve(input), { result: { orgId: yield* idOf(name), name }, requests: 1 })
    }).pipe(Effect.provide(layerOf(few)))
  )
  it.effect("prefers the name with the blanks, and what begins with them to what begins without", () =>
    Effect.gen(function* () {
      const padded = "Plant 0077 "
      assert.deepStrictEqual((yield* resolve(padded)).result, { orgId: yield* idOf(padded), name: padded })
      assert.deepStrictEqual((yield* resolve("Harbor ")).result.name, "Harbor View")
    }).pipe(Effect.provide(layerOf(fleet("Plant 0077 ", "Harbor View", "Harborage"))))
  )
  it.effect("takes an id with blanks around it for the id", () =>
    Effect.gen(function* () {
      const id = "5f00000000000000000000a1"
      assert.deepStrictEqual(yield* resolve(` ${id}\n`), { result: { orgId: OrgId.make(id) }, requests: 0 })
    }).pipe(Effect.provide(layerOf([])))
  )
  it.effect.each([
    ["Plent 1977", "Plant 1977"],
    ["1977 Plant", "Plant 1977"],
    ["Plant1977", "Plant 1977"],
    ["Plant Hamburg 1977", "Plant 1977"],
    ["Plant 1977x", "Plant 1977"],
    ["Northwind 5", "Northwind"],
    ["Twinz Hambrug", "Twins"],
    ["Zeplin Wrks", "Zeppelin Works"]
  ] as const)("says that %s is like %s, wherever that is in the order", ([input, name]) =>
    Effect.gen(function* () {
      const { reason, message, requests } = yield* refused(input)
      assert.strictEqual(reason, "noMatch")
      assert.match(message, new RegExp(`Similar are "${name}" \\(id `))
      assert.notInclude(message, "of the first")
      assert.strictEqual(requests, 2)
    }).pipe(Effect.provide(layerOf(fleet("Northwind", "Twins", "Zeppelin Works"))))
  )
  it.effect("says how many of the organizations it compared if there are too many", () =>
    Effect.gen(function* () {
      const { message } = yield* refused("Plamt")
      assert.include(
        message,
        "among the first 1000 of the 2000 organizations whose names have words or parts of words in"
      )
    }).pipe(Effect.provide(layerOf(fleet())))
  )
  it.effect("says that none is like it only of those that it looked at", () =>
    Effect.gen(function* () {
      const { message } = yield* refused("Xyzzy")
      assert.include(message, "None of the organizations whose names have words or parts of words in common")
    }).pipe(Effect.provide(layerOf(few)))
  )
  it.effect("says how many more begin alike than it lists", () =>
    Effect.gen(function* () {
      const { reason, message, requests } = yield* refused("plant")
      assert.strictEqual(reason, "severalMatches")
      assert.match(message, /"Plant 0010" \(id [^)]+\), and 1984 more\. /)
      assert.isAtMost(message.length, 2_000)
      assert.isAtMost(requests, 2)
    }).pipe(Effect.provide(layerOf(few)))
  )
  it.effect("finds the organization with exactly that name, though many more names begin with it", () =>
    Effect.gen(function* () {
      // Losant's sort order may put the name before all others or after them.
      for (const input of ["Plant", "zone"]) {
        assert.deepStrictEqual(yield* resolve(input), {
          result: { orgId: yield* idOf(input), name: input },
          requests: 2
        })
      }
    }).pipe(
      Effect.provide(
        layerOf([...numbered(998, (n) => `PLANT ${n}`), ...numbered(1_000, (n) => `ZONE ${n}`), "Plant", "zone"])
      )
    )
  )
  it.effect("finds the organization with that name in another case, though many more names begin with it", () =>
    Effect.gen(function* () {
      const { result, requests } = yield* resolve("PLANT")
      assert.deepStrictEqual(result, { orgId: yield* idOf("Plant"), name: "Plant" })
      assert.strictEqual(requests, 2)
    }).pipe(Effect.provide(layerOf(fleet("Plant"))))
  )
  it.effect("finds the one whose name is exactly the text, though all others differ in case alone", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* resolve("plant"), {
        result: { orgId: yield* idOf("plant"), name: "plant" },
        requests: 2
      })
      const { reason, message, requests } = yield* refused("pLANT")
      assert.strictEqual(reason, "severalMatches")
      assert.match(message, /, and more\. /)
      assert.strictEqual(requests, 2)
    }).pipe(Effect.provide(layerOf([...numbered(1_999, () => "PLANT"), "plant"])))
  )
  it.effect("lists some if all have the same name", () =>
    Effect.gen(function* () {
      const { reason, requests } = yield* refused("Plant")
      assert.strictEqual(reason, "severalMatches")
      assert.strictEqual(requests, 2)
    }).pipe(Effect.provide(layerOf(numbered(2_000, () => "Plant"))))
  )
})

describe("resolveOrg, whatever the server sorts and answers", () => {
  const orgs = (...names: ReadonlyArray<string>) =>
    names.map((name, index) => ({ id: OrgId.make(String(index + 1).padStart(24, "0")), name }))
  /** A Losant that answers these pages in turn. */
  const answering = (...pages: ReadonlyArray<object>): LosantGateway => {
    const rest = [...pages]
    // Sound: these tests run no other action.
    return { execute: () => Effect.succeed(rest.shift() as never) } as Pick<LosantGateway, "execute"> as LosantGateway
  }

  it.effect("does not take what the server says begins so, and does not", () =>
    Effect.gen(function* () {
      const items = orgs("Southwind")
      const error = yield* Effect.flip(
        resolveOrg(answering({ items, totalCount: 1 }, { items, totalCount: 1 }), instanceId, "Northwind")
      )
      assert(error instanceof Refusal)
      assert.strictEqual(error.reason, "noMatch")
      assert.include(error.message, '"Southwind"')
    })
  )
  it.effect("does not take the only one of a page that is cut for the only one there is", () =>
    Effect.gen(function* () {
      const items = orgs("Northwind A")
      for (const page of [
        { items, totalCount: 2 },
        { items, perPage: 1 }
      ]) {
        const error = yield* Effect.flip(resolveOrg(answering(page, { items: [], totalCount: 0 }), instanceId, "North"))
        assert(error instanceof Refusal)
        assert.strictEqual(error.reason, "severalMatches")
      }
    })
  )
  it.effect("passes over an id that is none", () =>
    Effect.gen(function* () {
      const items = [{ id: "../members", name: "Northwind" }, ...orgs("Northwind")]
      const org = yield* resolveOrg(answering({ items, totalCount: 2 }), instanceId, "Northwind")
      assert.strictEqual(org.orgId, "000000000000000000000001")
    })
  )
})

const oddNames = [
  ...[
    "*",
    "North*",
    '"quoted"',
    "it's",
    "a\\b",
    "a.*(b)[c]{1}|^$",
    "$ne",
    "  padded  ",
    "\ttab",
    "株式会社",
    "Ünïcödé"
  ],
  ...[
    "e\u0301",
    "\u00e9",
    "İstanbul",
    "straße",
    "\u202egnp",
    "👩🏽‍🚀 GmbH",
    "{}",
    "null",
    "0",
    "%41",
    "?a=b&c",
    "\u0000"
  ]
]
const text = Schema.Array(
  Schema.Literals([
    "*",
    "a",
    "A",
    '"',
    "'",
    "\\",
    ".",
    "?",
    "%",
    " ",
    "(",
    "[",
    "$",
    "^",
    "ß",
    "İ",
    "é",
    "e\u0301",
    "株",
    "😀",
    "\u202e",
    "\n"
  ])
).check(Schema.isBetweenLength(1, 12))

describe("resolveOrg, of odd names", () => {
  it.effect.each(oddNames)("finds %j", (name) =>
    Effect.gen(function* () {
      const { result, requests } = yield* resolve(name)
      assert.deepStrictEqual(result, { orgId: yield* idOf(name), name })
      assert.strictEqual(requests, 1)
    }).pipe(Effect.provide(layerOf(oddNames)))
  )
  it.effect.each(["", "x".repeat(256), "x".repeat(100_000)])("knows that no name is so short or long", (name) =>
    Effect.gen(function* () {
      const { reason, message, requests } = yield* refused(name)
      assert.strictEqual(reason, "noMatch")
      assert.isAtMost(message.length, 500)
      assert.strictEqual(requests, 0)
    }).pipe(Effect.provide(layerOf([])))
  )
  it.effect.each(["x".repeat(255), "😀".repeat(255)])("finds the longest name", (name) =>
    Effect.gen(function* () {
      assert.strictEqual((yield* resolve(name)).result.orgId, yield* idOf(name))
    }).pipe(Effect.provide(layerOf([name])))
  )
  it.effect("bears half a character", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* refused("x\ud83d")).reason, "noMatch")
    }).pipe(Effect.provide(layerOf(oddNames)))
  )
  it.effect.prop(
    "finds whatever was created by its name, or says that there are several",
    [Schema.Array(text).check(Schema.isBetweenLength(1, 10))],
    ([all]) =>
      Effect.gen(function* () {
        const names = all.map((parts) => parts.join(""))
        const { instanceId } = yield* Emulator
        for (const name of new Set(names)) {
          const { result, requests } = yield* countRequests(
            Effect.result(resolveOrg(yield* TestGateway, instanceId, name))
          )
          assert.isAtMost(requests, 2)
          const isUnique = names.filter((other) => other === name).length === 1
          assert.strictEqual(result._tag === "Success", isUnique)
          if (result._tag === "Success") {
            assert.strictEqual(result.success.name, name)
            assert.strictEqual(result.success.orgId, yield* idOf(name))
          } else assert.strictEqual(result.failure instanceof Refusal && result.failure.reason, "severalMatches")
        }
      }).pipe(Effect.provide(layerOf(all.map((parts) => parts.join(""))))),
    { arbitrary: { runs: 60, seed: 1 } }
  )
})
