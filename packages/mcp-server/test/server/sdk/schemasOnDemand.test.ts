import { assert, describe, it } from "@effect/vitest"
import { parseAst } from "rolldown/parseAst"
import { rewrite } from "../../../schemasOnDemand/rewrite.mjs"
import { members, onDemand } from "../../../src/server/sdk/onDemand.ts"

const unused = ["for (const key of keys) register(key);"]

const rewritten = (code: string) => rewrite(code, parseAst(code), { helper: "helper", unused })

/** Rewrites the code and returns the result of its function `ask`. The function `make` records and returns its argument. */
const run = (code: string) => {
  const made: Array<string> = []
  const make = (name: string, ...of: ReadonlyArray<unknown>) => {
    made.push(name)
    return { name, of }
  }
  const { code: changed = "" } = rewritten(code) ?? {}
  const body = changed.replace(/^import .*\n/, "")
  return {
    made,
    ask: new Function(
      "members",
      "onDemand",
      "make",
      `${body}
return ask`
    )(members, onDemand, make)
  }
}

describe("rewrite", () => {
  it("makes a schema on first use, with the schemas that it contains", () => {
    const { made, ask } = run(`
      const NameSchema = make("Name")
      const OrgSchema = make("Org", NameSchema)
      const UserSchema = make("User")
      const AliasSchema = OrgSchema
      const ask = () => [AliasSchema, OrgSchema]
    `)
    assert.deepStrictEqual(made, [])
    const [alias, org] = ask()
    assert.strictEqual(alias, org)
    assert.deepStrictEqual(org, { name: "Org", of: [{ name: "Name", of: [] }] })
    assert.deepStrictEqual(made, ["Name", "Org"])
  })

  it("delays values that a module makes of schemas", () => {
    const { made, ask } = run(`
      const OrgSchema = make("Org")
      const KEYS = new Set(["a", ...OrgSchema.of])
      class Checks { keys = KEYS; static none = 0 }
      const ask = () => new Checks().keys.has("a")
    `)
    assert.deepStrictEqual(made, [])
    assert.isTrue(ask())
    assert.deepStrictEqual(made, ["Org"])
  })

  it("makes the schemas of a builder one by one", () => {
    const { made, ask } = run(`
      function build$1() {
        const OrgSchema$1 = make("Org")
        const shape = { org: OrgSchema$1 }
        const UserSchema = make("User", shape)
        const dispatchSchemas = { "a/b": make("a/b"), c: make("c", OrgSchema$1) }
        return { OrgSchema: OrgSchema$1, UserSchema, dispatchSchemas, LastSchema: make("Last") }
      }
      const ask = () => build$1()
    `)
    const answer = ask()
    assert.deepStrictEqual(made, [])
    assert.strictEqual(answer.dispatchSchemas.c.of[0], answer.OrgSchema)
    assert.deepStrictEqual(made, ["Org", "c"])
    assert.strictEqual(answer.UserSchema.of[0].org, answer.OrgSchema)
    assert.strictEqual(answer.LastSchema, answer.LastSchema)
    assert.deepStrictEqual(made, ["Org", "c", "User", "Last"])
    assert.deepStrictEqual(Object.keys(answer), ["OrgSchema", "UserSchema", "dispatchSchemas", "LastSchema"])
  })

  it("makes the members of an object of schemas one by one, but not those of an argument", () => {
    const { made, ask } = run(`
      const OrgSchema = make("Org")
      const UserSchema = make("User")
      let maps
      const fill = (s) => { maps = { list: { org: s.OrgSchema, user: s.UserSchema } }; return maps }
      const ask = () => [fill, () => make("All", { OrgSchema, other: UserSchema }), (OtherName = OrgSchema) => OtherName]
    `)
    const [fill, all, fallback] = ask()
    const read: Array<string> = []
    const source = {
      get OrgSchema() {
        return read.push("org")
      },
      get UserSchema() {
        return read.push("user")
      }
    }
    assert.strictEqual(fill(source).list.user, 1)
    assert.deepStrictEqual(read, ["user"])
    assert.deepStrictEqual(all().of, [{ OrgSchema: fallback(), other: { name: "User", of: [] } }])
    assert.deepStrictEqual(made, ["Org", "User", "All"])
  })

  it("calls the schemas that a module imports", () => {
    const { code } =
      rewritten('import { a as OrgSchema } from "../../sdk/schemas.mjs";\nconst isOrg = (v) => OrgSchema.is(v);') ?? {}
    assert.include(code, 'import { a as OrgSchema } from "../../sdk/schemas.mjs"')
    assert.include(code, "OrgSchema().is(v)")
  })

  it("removes the statements that fill unused exports", () => {
    const { removed } = rewritten(`const OrgSchema = make();\n${unused[0]}`) ?? {}
    assert.deepStrictEqual(removed, unused)
  })

  it("does not change code without schemas", () => {
    assert.isUndefined(rewritten("const one = make(); export { one }"))
  })

  it.each([
    ["const OrgSchema = make(); register(OrgSchema)", "OrgSchema is used as soon as its module is loaded"],
    ["const OrgSchema = make(); const f = (OrgSchema) => 1", "OrgSchema is bound by something else"],
    ["const OrgSchema = make(); function OtherSchema() {}", "OtherSchema is bound by something else"],
    ['import { OrgSchema } from "zod"; const f = () => OrgSchema', "OrgSchema comes from zod"]
  ])("fails if the code has another shape: %s", (code, message) => {
    assert.throws(() => rewritten(code), message)
  })
})
