import { assert, describe, it } from "@effect/vitest"
import { actions } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import { run } from "../run.ts"
import { plantEdits } from "./plant.ts"
import { coreContract, writeFolder } from "./render.ts"

const count = Object.keys(actions).length

describe("the command", () => {
  it.effect("ends with 0 if there is no difference", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* run([writeFolder(coreContract)], []), {
        exitCode: 0,
        text: `${count} actions compared, 0 differences (and 0 on purpose)`
      })
    })
  )

  it.effect("ends with 1, and a line for each, if there is one", () =>
    Effect.gen(function* () {
      const contract = plantEdits(coreContract, [[["apiInfo", "instances", "actions", "get", "method"], "POST"]])
      assert.deepStrictEqual(yield* run([writeFolder(contract)], []), {
        exitCode: 1,
        text: `instances.get: method is POST in the contract, GET in core\n${count} actions compared, 1 difference (and 0 on purpose)`
      })
    })
  )

  it.effect.each<readonly [string, ReadonlyArray<string>]>([
    ["no folder", []],
    ["two folders", ["one", "two"]],
    ["a flag", ["--help"]]
  ])("ends with 2 and says how it is used, given %s", ([, args]) =>
    Effect.gen(function* () {
      const { exitCode, text } = yield* run(args, [])
      assert.strictEqual(exitCode, 2)
      assert.include(text, "Usage: npm run check:contract -- FOLDER")
    })
  )

  it.effect("ends with 2 if the folder cannot be read", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* run(["/no/such/folder"], []), {
        exitCode: 2,
        text: "there is no folder /no/such/folder"
      })
    })
  )
})
