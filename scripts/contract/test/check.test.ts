import { assert, describe, it } from "@effect/vitest"
import { actions } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import { check } from "../check.ts"
import { type Exception, exceptions } from "../exceptions.ts"
import { type Edit, plantEdits } from "./plant.ts"
import { coreContract, javascriptClient, writeFolder } from "./render.ts"

const count = Object.keys(actions).length

describe("a contract that says what core says", () => {
  it.effect("has no difference", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* check(writeFolder(coreContract), []), {
        differences: [],
        summary: `${count} actions compared, 0 differences (and 0 on purpose)`
      })
    })
  )

  it.effect("has none if it lies as in Losant's JavaScript client, without scopes", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* check(writeFolder(coreContract, javascriptClient), []), {
        differences: [],
        summary: `${count} actions compared, 0 differences (and 0 on purpose; the folder lists no scopes, so only own scopes were compared)`
      })
    })
  )

  it.effect("may describe other resources, in whatever way", () =>
    Effect.gen(function* () {
      const edits: ReadonlyArray<Edit> = [[["apiInfo", "devices"], "described elsewhere"]]
      const { differences } = yield* check(writeFolder(plantEdits(coreContract, edits)), [])
      assert.deepStrictEqual(differences, [])
    })
  )
})

describe("exceptions", () => {
  const shorter: ReadonlyArray<Edit> = [
    [["schemas", "instanceOrgPatch", "properties", "name", "maxLength"], 200],
    [["schemas", "instanceOrgPost", "properties", "name", "maxLength"], 200]
  ]
  const misdirected: ReadonlyArray<Edit> = [
    [["schemas", "instanceOrgMembers", "properties", "items", "items"], { $ref: "#/definitions/instanceOrgMembers" }]
  ]
  const slip: Exception = {
    reason: "The items refer to the list.",
    schema: "instanceOrgMembers",
    path: ["properties", "items", "items", "$ref"],
    published: "#/definitions/instanceOrgMembers",
    read: "#/definitions/instanceOrgMember"
  }
  const meant = (...differences: ReadonlyArray<string>): Exception => ({ reason: "It is meant.", differences })

  it.effect.each<readonly [string, ReadonlyArray<Edit>, ReadonlyArray<Exception>, ReadonlyArray<string>]>([
    [
      "take away the line that they name, and no other",
      shorter,
      [meant("schema instanceOrgPost.name: maxLength is 200 in the contract, 255 in core")],
      ["schema instanceOrgPatch.name: maxLength is 200 in the contract, 255 in core"]
    ],
    [
      "take away what a pattern matches",
      shorter,
      [meant("schema *.name: maxLength is 200 in the contract, 255 in core")],
      []
    ],
    [
      "name the values too, so that another value is a difference again",
      shorter,
      [meant("schema *.name: maxLength is 100 in the contract, 255 in core")],
      [
        "schema instanceOrgPost.name: maxLength is 200 in the contract, 255 in core",
        "schema instanceOrgPatch.name: maxLength is 200 in the contract, 255 in core",
        "exception matches nothing, remove it: schema *.name: maxLength is 100 in the contract, 255 in core"
      ]
    ],
    [
      "are failures where they match nothing",
      [],
      [meant("instanceOrg.get: method is PUT in the contract, GET in core")],
      ["exception matches nothing, remove it: instanceOrg.get: method is PUT in the contract, GET in core"]
    ],
    ["read a slip as what it means", misdirected, [slip], []],
    [
      "are failures where their slip is gone",
      [],
      [slip],
      [
        "exception matches nothing, remove it: schema instanceOrgMembers has no #/definitions/instanceOrgMembers at properties.items.items.$ref"
      ]
    ]
  ])("%s", ([, edits, table, lines]) =>
    Effect.gen(function* () {
      const { differences } = yield* check(writeFolder(plantEdits(coreContract, edits)), table)
      assert.sameMembers([...differences], [...lines])
    })
  )

  it.effect("count what they take away", () =>
    Effect.gen(function* () {
      const { summary } = yield* check(writeFolder(plantEdits(coreContract, shorter)), [
        meant("schema *.name: maxLength *")
      ])
      assert.strictEqual(summary, `${count} actions compared, 0 differences (and 2 on purpose)`)
    })
  )

  it("of the project have a reason each, and name nothing twice", () => {
    const named = exceptions.flatMap((exception) =>
      "differences" in exception ? exception.differences : [`${exception.schema} ${exception.path.join(".")}`]
    )
    assert.strictEqual(new Set(named).size, named.length)
    assert.isTrue(exceptions.every(({ reason }) => reason.length > 20))
  })
})
