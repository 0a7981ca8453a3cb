import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { readFolder } from "../folder.ts"
import { coreContract, writeFiles, writeFolder } from "./render.ts"

const resources = new Set(["instances"])

const apiInfo = JSON.stringify({ instances: { path: "/instances", actions: {} } })

describe("a folder is found", () => {
  it.effect.each<readonly [string, { readonly [path: string]: string }, string]>([
    ["with its schemas in a folder", { "api-info.json": apiInfo, "schemas/org.json": "{}" }, "."],
    ["with its schemas beside it", { "apiInfo.json": apiInfo, "org.json": "{}" }, "."],
    ["from its folder of schemas", { "api-info.json": apiInfo, "schemas/org.json": "{}" }, "schemas"]
  ])("%s", ([, files, inside]) =>
    Effect.gen(function* () {
      const folder = yield* readFolder(`${writeFiles(files)}/${inside}`, resources)
      assert.deepStrictEqual(Object.keys(folder.resources), ["instances"])
      assert.deepStrictEqual([...folder.schemas.keys()], ["org"])
      assert.isUndefined(folder.scopes)
    })
  )

  it.effect("with its scopes, also from its folder of schemas", () =>
    Effect.gen(function* () {
      const { scopes } = yield* readFolder(`${writeFolder(coreContract)}/schemas`, resources)
      assert.isTrue(scopes?.["instances.get"]?.includes("only.User"))
    })
  )
})

describe("a folder that cannot be read says what is wrong", () => {
  it.effect.each<readonly [string, { readonly [path: string]: string }, ReadonlyArray<string>]>([
    ["no description", { "schemas/org.json": "{}" }, ["holds no contract", "api-info.json", "apiInfo.json"]],
    ["no schemas", { "api-info.json": apiInfo }, ["holds no schemas", "*.json"]],
    ["no JSON", { "api-info.json": apiInfo, "org.json": "{" }, ["org.json cannot be read as JSON"]],
    [
      "another shape",
      { "api-info.json": JSON.stringify({ instances: { actions: {} } }), "org.json": "{}" },
      ["api-info.json is not as expected", "path", "instances"]
    ],
    [
      "scopes of another shape",
      { "api-info.json": apiInfo, "schemas/org.json": "{}", "scopes.json": '{"instances.get":"all.User"}' },
      ["scopes.json is not as expected", "instances.get"]
    ]
  ])("%s", ([, files, parts]) =>
    Effect.gen(function* () {
      const { message } = yield* Effect.flip(readFolder(writeFiles(files), resources))
      for (const part of parts) assert.include(message, part)
    })
  )

  it.effect("no folder", () =>
    Effect.gen(function* () {
      const folder = writeFiles({ "api-info.json": apiInfo })
      const [missing, file] = yield* Effect.all([
        Effect.flip(readFolder(`${folder}/missing`, resources)),
        Effect.flip(readFolder(`${folder}/api-info.json`, resources))
      ])
      assert.strictEqual(missing.message, `there is no folder ${folder}/missing`)
      assert.strictEqual(file.message, `there is no folder ${folder}/api-info.json`)
    })
  )
})
