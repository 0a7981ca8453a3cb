// Email addresses, times and texts, as inputs hold them; and answers, which may hold other values than the known ones.
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { InstanceId, OrgId } from "../../src/schemas/Ids.ts"
import { Email, IsoDate, known, knownBoolean, text } from "../../src/schemas/Scalars.ts"

const fits = (schema: Schema.Codec<unknown, unknown>, value: unknown) =>
  Result.isSuccess(Schema.decodeUnknownResult(schema)(value))

describe("Email", () => {
  it.each(["a@b", "ada.lovelace+x@mail.example.com", "o'neil@example.com", "a@1.2.3.4", `${"a".repeat(1_018)}@b.com`])(
    "%s",
    (value) => assert.isTrue(fits(Email, value))
  )

  it.each([
    "",
    "ada",
    "@example.com",
    "ada@",
    "a b@example.com",
    "ada@exa mple.com",
    "ada@-example.com",
    "ada@example..com",
    "ada@@example.com",
    "ada@example.com\nbcc: all@example.com",
    `${"a".repeat(1_019)}@b.com`
  ])("not %j", (value) => assert.isFalse(fits(Email, value)))
})

describe("IsoDate", () => {
  it.each(["2016-06-13T04:00:00.000Z", "2016-06-13T04:00:00Z", "2016-06-13T04:00:00+02:00", "2024-02-29T00:00:00.1z"])(
    "%s",
    (value) => assert.isTrue(fits(IsoDate, value))
  )

  it.each([
    "",
    "2016-06-13",
    "2016-06-13T04:00:00",
    "2016-13-13T04:00:00Z",
    "13 June 2016",
    "1465790400000",
    "2016-06-13 04:00:00Z"
  ])("not %j", (value) => assert.isFalse(fits(IsoDate, value)))
})

describe("ids", () => {
  it.each(["575ec8687ae143cd83dc4a97", "575EC8687AE143CD83DC4A97"])("%s", (value) => {
    assert.isTrue(fits(OrgId, value))
    assert.strictEqual(InstanceId.make(value), value)
  })

  it.each([
    "",
    "575ec8687ae143cd83dc4a9",
    "575ec8687ae143cd83dc4a977",
    "g75ec8687ae143cd83dc4a97",
    "575ec8687ae143cd83dc4a97\n"
  ])("not %j", (value) => {
    assert.isFalse(fits(OrgId, value))
    assert.throws(() => OrgId.make(value))
  })
})

describe("text", () => {
  it("is as long as it may be", () => {
    assert.deepStrictEqual(
      ["", "a", "aaa", "aaaa"].map((value) => fits(text(1, 3), value)),
      [false, true, true, false]
    )
    assert.deepStrictEqual(
      ["", "aaa", "aaaa"].map((value) => fits(text(0, 3), value)),
      [true, true, false]
    )
  })
})

describe("values of an answer that has known ones", () => {
  it("may be others of the same type", () => {
    const role = known(["admin", "view"])
    assert.deepStrictEqual(
      ["admin", "owner", "", 3, null].map((value) => fits(role, value)),
      [true, true, true, false, false]
    )
    assert.deepStrictEqual(
      [true, false, "true"].map((value) => fits(knownBoolean(true), value)),
      [true, true, false]
    )
  })
})
