import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import { parsePerson, readPerson, searchableEmail } from "./person.ts"

describe("a person", () => {
  it("is an email or an id, with or without blanks around it", () => {
    assert.deepStrictEqual(readPerson(" Ada.L+x@Example.com "), Result.succeed("Ada.L+x@Example.com"))
    assert.deepStrictEqual(readPerson("C".repeat(24)), Result.succeed("C".repeat(24)))
  })

  it("is nothing else", () => {
    for (const value of [
      "Ada",
      "ada@",
      "@example.com",
      "c".repeat(23),
      "a:b@example.com",
      "",
      5,
      null,
      ["a@b.c"],
      `${"a".repeat(320)}@b.c`
    ]) {
      assert.isTrue(Result.isFailure(readPerson(value)), String(value))
    }
  })

  it("is the same in upper and lower case", () => {
    assert.deepStrictEqual(parsePerson("Ada@Example.com"), { email: "ada@example.com" })
    assert.deepStrictEqual(parsePerson("C".repeat(24)), { userId: "c".repeat(24) })
  })

  it("is searched by the email of an answer only if it has the form of one", () => {
    assert.strictEqual(searchableEmail("Ada@Example.com"), "ada@example.com")
    for (const answered of [undefined, "", "Ada", "ada:x@example.com", "ada@exa\ud800mple.com"]) {
      assert.isUndefined(searchableEmail(answered))
    }
  })
})
