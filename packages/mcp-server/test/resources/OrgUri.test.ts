import { assert, describe, it } from "@effect/vitest"
import { UriTemplate } from "@modelcontextprotocol/server"
import * as Option from "effect/Option"
import { escape } from "../../src/answers/Escapes.ts"
import { decoded, fitsUri, orgUri, template, variable } from "../../src/resources/OrgUri.ts"

/** What arrives of a name that a client puts into the template. */
const arrived = (name: string, part?: string) => {
  const uri = new UriTemplate(template(part))
  const sent = new URL(uri.expand({ [variable]: escape(name) })).toString()
  return Option.flatMap(decoded(String(uri.match(sent)?.[variable])), Option.some)
}

describe("the templates", () => {
  it("are those of an organization and of what belongs to it", () => {
    assert.strictEqual(template(), "losant://orgs/{orgId}")
    assert.strictEqual(template("members"), "losant://orgs/{orgId}/members")
    assert.strictEqual(orgUri("5f00000000000000000000a1"), "losant://orgs/5f00000000000000000000a1")
  })
  it.each([
    ...["Northwind", "  padded ", "a/b", "a,b", "What?", "#1", "100%", "%41", "a+b&c=d", '"q"', "*", "\\u{41}", "..."],
    ...["株式会社", "e\u0301", "\u202egnp", "\ud83d", "👩🏽‍🚀", "a\nb\tc", "..", "\u0000"]
  ])("carry %j as it is, or it is known that they cannot", (name) => {
    for (const part of [undefined, "members"]) {
      if (fitsUri(name)) assert.deepStrictEqual(arrived(name, part), Option.some(name))
      else assert.notDeepEqual(arrived(name, part), Option.some(name))
    }
  })
})

describe("decoded", () => {
  it("reads the escapes of answers", () => {
    assert.deepStrictEqual(decoded("\\u%7B202E%7Dgnp"), Option.some("\u202egnp"))
  })
  it.each(["%", "%zz", "%E0%A4%A"])("reads nothing in %s", (encoded) => {
    assert.deepStrictEqual(decoded(encoded), Option.none())
  })
})
