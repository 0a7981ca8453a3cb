// Compares the schemas of the real SDK with those of the build.
import { mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import * as Predicate from "effect/Predicate"
import { type Plugin, rolldown } from "rolldown"
import { schemasOnDemand } from "../../../schemasOnDemand/schemasOnDemand.mjs"

const server = realpathSync(
  fileURLToPath(new URL("../../../node_modules/@modelcontextprotocol/server", import.meta.url))
)
const modules = [`${server}/dist`, `${server}/../core/dist`].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => /^(?:src|schemas|auth)-.*\.mjs$/.test(name))
    .map((name) => join(folder, name))
)

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "effect-losant-"))
})
afterAll(() => rmSync(folder, { recursive: true }))

const virtual = (code: string): Plugin => ({
  name: "entry",
  resolveId(id, importer) {
    // The virtual entry has no folder from which zod could be resolved.
    if (importer === "entry") return this.resolve(id, modules[0])
    return id === "entry" ? id : null
  },
  load: (id) => (id === "entry" ? { code, moduleType: "js" } : null)
})

/** The exports of all modules of the SDK, and the zod that they use. */
const bundled = async (
  name: string,
  plugins: ReadonlyArray<Plugin>
): Promise<Record<string, Record<string, unknown>>> => {
  const code = [...modules, "zod/v4"]
    .map((path, index) => `export * as ${path === "zod/v4" ? "zod" : `m${index}`} from ${JSON.stringify(path)}`)
    .join("\n")
  const bundle = await rolldown({
    input: "entry",
    platform: "node",
    logLevel: "silent",
    plugins: [virtual(code), ...plugins]
  })
  const { output } = await bundle.generate({ format: "esm", codeSplitting: false })
  await bundle.close()
  const file = join(folder, `${name}.mjs`)
  writeFileSync(file, output[0].code)
  return import(pathToFileURL(file).href)
}

const isSchema = (value: unknown): boolean => Predicate.hasProperty(value, "_zod")

const schemasOf = (all: Record<string, Record<string, unknown>>, ask: (value: unknown) => unknown) =>
  Object.fromEntries(
    Object.entries(all).flatMap(([module, exported]) =>
      module === "zod"
        ? []
        : Object.entries(exported)
            .map(([name, value]) => [`${module}.${name}`, ask(value)] as const)
            .filter(([, value]) => isSchema(value))
    )
  )

/** The JSON Schema of a schema. */
const jsonSchemaOf = (zod: Record<string, unknown> | undefined, schema: unknown): unknown => {
  const { toJSONSchema } = zod ?? {}
  assert.isFunction(toJSONSchema)
  // Sound: the function is zod's own, from the same bundle as the schema.
  return (toJSONSchema as (schema: unknown, options: object) => unknown)(schema, {
    unrepresentable: "any",
    io: "input"
  })
}

describe("the schemas that are made on demand", () => {
  it("equal the schemas of the SDK", async () => {
    const plain = await bundled("plain", [])
    const onDemand = await bundled("onDemand", [schemasOnDemand()])
    const expected = schemasOf(plain, (value) => value)
    const results = schemasOf(onDemand, (value) =>
      // A function may make a schema, or be any other function of the SDK.
      typeof value === "function" && value.length === 0 && /\?\?=\s*make\(/.test(String(value)) ? value() : value
    )
    assert.isAbove(Object.keys(expected).length, 150)
    assert.sameMembers(Object.keys(results), Object.keys(expected))
    for (const [name, schema] of Object.entries(expected)) {
      assert.deepStrictEqual(jsonSchemaOf(onDemand["zod"], results[name]), jsonSchemaOf(plain["zod"], schema), name)
    }
  }, 60_000)

  it("are refused if zod's code generation cannot be switched off", async () => {
    const otherwise: Plugin = {
      name: "otherwise",
      transform: {
        order: "pre",
        handler: (code) => code.replace('import * as z from "zod/v4"', 'import * as z from "zod"')
      }
    }
    const failed = await bundled("otherwise", [otherwise, schemasOnDemand()]).then(String, String)
    assert.include(failed, "the SDK imports zod in another way")
  })
})
