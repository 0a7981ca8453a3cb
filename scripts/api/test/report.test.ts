import { assert, describe, it } from "vitest"
import { leaks, render } from "../report.ts"

const core = { name: "core", hasPublicModules: true }
const fleet = { name: "fleet", hasPublicModules: false }

const declarations = new Map([
  ["index", 'export * as Names from "./Names.ts";'],
  ["Names", "export declare const name: string;"],
  ["schemas/Ids", "export type Id = string;"],
  ["internal/url", "export declare const path: string;"]
])

const headings = (report: string) => [...report.matchAll(/^## (.*)$/gm)].map(([, name]) => name)

describe("the report of public types", () => {
  it("has a section for each module that can be imported, in the order of their names", () => {
    assert.deepEqual(headings(render(declarations, core)), [
      "@effect-losant/core",
      "@effect-losant/core/Names",
      "@effect-losant/core/schemas/Ids"
    ])
  })

  it("has a section for each module that the index names, if only that can be imported", () => {
    assert.deepEqual(headings(render(declarations, fleet)), ["@effect-losant/fleet", "@effect-losant/fleet/Names"])
  })

  it("shows what they declare, and nothing of private modules", () => {
    const report = render(declarations, core)
    assert.include(report, "## @effect-losant/core/Names\n\n```ts\nexport declare const name: string;\n```")
    assert.notInclude(report, "path: string")
  })

  it("changes with a type", () => {
    const changed = new Map(declarations).set("Names", "export declare const name: number;")
    assert.notStrictEqual(render(changed, core), render(declarations, core))
  })
})

describe("private types in public ones", () => {
  it("are told with the module that names them", () => {
    assert.deepEqual(leaks(declarations, core), [])
    const leaking = new Map(declarations)
      .set("Names", 'import type { Path } from "./internal/url.ts";')
      .set("schemas/Ids", 'export type Id = import("../internal/url.ts").Path;')
    assert.deepEqual(leaks(leaking, core), [
      "@effect-losant/core/Names names ./internal/url.ts",
      "@effect-losant/core/schemas/Ids names ../internal/url.ts"
    ])
  })

  it("may be named by private modules", () => {
    assert.deepEqual(leaks(new Map([["internal/request", 'import "../internal/url.ts";']]), core), [])
  })
})
