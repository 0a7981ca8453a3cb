import { assert, describe, it } from "@effect/vitest"
import * as Option from "effect/Option"
import {
  decodeOrgUri,
  fitsUri,
  OrgTemplate,
  orgUri,
  type Part,
  template,
  uriVariable
} from "../../src/resources/orgUri.ts"
import { escape } from "../../src/text/escapes.ts"

/** The name that arrives if a client writes a name into the template. */
const arrived = (write: (uri: OrgTemplate) => string, part?: Part) => {
  const uri = new OrgTemplate(part)
  const encoded = uri.match(new URL(write(uri)).href)?.[uriVariable]
  return Option.flatMap(Option.fromUndefinedOr(encoded), decodeOrgUri)
}

const encoding = (name: string) => (uri: OrgTemplate) => uri.expand({ [uriVariable]: escape(name) })
const asItIs = (name: string) => (uri: OrgTemplate) => String(uri).replace(`{${uriVariable}}`, () => escape(name))

describe("the templates", () => {
  it("cover an organization and its parts", () => {
    assert.strictEqual(template(), "losant://orgs/{orgId}")
    assert.strictEqual(template("members"), "losant://orgs/{orgId}/members")
    assert.strictEqual(String(new OrgTemplate("members")), template("members"))
    assert.strictEqual(orgUri("5f00000000000000000000a1"), "losant://orgs/5f00000000000000000000a1")
  })
  const fitting = [
    ...[
      "Northwind",
      "a/b",
      "a,b",
      "Acme, Inc.",
      "What?",
      "#1",
      "a+b&c=d",
      '"q"',
      "*",
      "...",
      "members",
      "/",
      "a/member"
    ],
    ...["株式会社", "e\u0301", "\u202egnp", "\ud83d", "👩🏽‍🚀", "\u0000", "\\u{41}", " a"]
  ]
  it.each(fitting)("carry %j, encoded or not", (name) => {
    assert.isTrue(fitsUri(name))
    for (const part of [undefined, "members"] as const) {
      for (const write of [encoding, asItIs]) assert.deepStrictEqual(arrived(write(name), part), Option.some(name))
    }
  })
  it.each([".", "..", "100%", "%41", "a/members", "a/usage", "a\nb\tc", "  padded ", "a/../b"])(
    "cannot always carry %j",
    (name) => {
      assert.isFalse(fitsUri(name))
      assert.notDeepEqual(arrived(asItIs(name)), Option.some(name))
    }
  )
  it.each(["100%", "%41", "a/members", "a\nb\tc", "  padded ", "a/../b"])("carry %j where it is encoded", (name) => {
    for (const part of [undefined, "members"] as const) {
      assert.deepStrictEqual(arrived(encoding(name), part), Option.some(name))
    }
  })
  it.each(["losant://orgs/", "losant://orgs//members", "losant://apps/a", "losant://schemas/org-query"])(
    "are not that of %s",
    (uri) => {
      for (const part of [undefined, "members", "invites", "usage"] as const) {
        assert.isNull(new OrgTemplate(part).match(uri))
      }
    }
  )
  it("distinguish a part from the organization", () => {
    assert.isNull(new OrgTemplate().match("losant://orgs/a/members"))
    assert.isNull(new OrgTemplate("invites").match("losant://orgs/a/members"))
    assert.deepStrictEqual(new OrgTemplate("members").match("losant://orgs/a/usage/members"), { orgId: "a/usage" })
  })
})

describe("decodeOrgUri", () => {
  it("reads the escapes of answers", () => {
    assert.deepStrictEqual(decodeOrgUri("\\u%7B202E%7Dgnp"), Option.some("\u202egnp"))
  })
  it.each(["%", "%zz", "%E0%A4%A"])("reads nothing in %s", (encoded) => {
    assert.deepStrictEqual(decodeOrgUri(encoded), Option.none())
  })
})
