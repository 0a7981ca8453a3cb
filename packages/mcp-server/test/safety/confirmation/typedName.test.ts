import { assert, describe, it } from "@effect/vitest"
import { displayName, isTyped, nameToType, textsToType } from "../../../src/safety/confirmation/typedName.ts"
import { deletion } from "../../support/confirmation.ts"
import { orgId } from "../../support/samples.ts"

const named = (name: string) => ({ ...deletion, subject: { ...deletion.subject, name } })

const names = [
  "Northwind",
  'Fish "n" Chips',
  "C:\\u{41}\\temp",
  " padded ",
  "two\nlines\tand tabs",
  "right\u{202E}left",
  "zero\u{200B}width",
  "\u{200B}",
  "Žluťoučký 株式会社 👩‍👩‍👧",
  "x\u{200B}".repeat(127),
  `Acme${"\u{A0}".repeat(120)}Id: ${orgId}`,
  "one\u{3000}wide, \u{2800}\u{2800} and \u{2003} \u{2009}thin"
]

describe("the name that a person types", () => {
  it.each(names)("is %j as it is, as it is shown, and with spaces around it", (name) => {
    assert.deepStrictEqual(nameToType(named(name).subject), { kind: "name", text: name })
    for (const typed of [name, displayName(name), `  ${displayName(name)} `])
      assert.isTrue(isTyped(named(name), [typed]))
  })

  it.each(names)("%j is shown on one line, with nothing hidden in it", (name) => {
    assert.notMatch(displayName(name), /[\n\r\t\u{200B}\u{202E}]|[\p{Zs}\u{2800}]{2}/u)
  })

  it.each(["northwind", "Northwin", "Northwind.", "North wind", "", " ", orgId, "*", "North\u{200B}wind"])(
    "is not %j for Northwind",
    (typed) => {
      assert.isFalse(isTyped(named("Northwind"), [typed]))
    }
  )

  it("may be typed with any blanks, but not without", () => {
    const shown = named("Acme \u{A0}\u{2003}Inc")
    for (const typed of ["Acme Inc", "Acme  Inc", "Acme\u{A0}Inc"]) assert.isTrue(isTyped(shown, [typed]))
    assert.isFalse(isTyped(shown, ["AcmeInc"]))
  })

  it("is shown with its single blanks as they are, and with one in place of several", () => {
    assert.strictEqual(displayName("one\u{3000}wide and\u{A0}no break"), "one\u{3000}wide and\u{A0}no break")
    assert.strictEqual(displayName("two \u{A0}blanks"), "two blanks")
  })

  it("is the name, whatever it is, of what has no id", () => {
    assert.deepStrictEqual(nameToType({ name: " " }), { kind: "name", text: " " })
  })

  it("may be typed composed or not", () => {
    assert.isTrue(isTyped(named("Cafe\u{301}"), ["Caf\u{E9}"]))
  })

  it.each(["", "  ", "\n\u{FEFF}", "\u{2800}\u{A0}", "x".repeat(2_049), "\u{200B}".repeat(300)])(
    "is the id where the name cannot be typed",
    (name) => {
      assert.deepStrictEqual(nameToType(named(name).subject), { kind: "id", text: orgId })
      assert.isTrue(isTyped(named(name), [orgId]))
      for (const typed of ["", " ", name, displayName(name)]) assert.isFalse(isTyped(named(name), [typed]))
    }
  )
})

describe("the texts that a person types", () => {
  const several = { ...deletion, typed: ["Northwind", "Acme"].map((text) => ({ what: "the name", text })) }

  it("are those that the change wants, or the name or the id of its subject", () => {
    assert.deepStrictEqual(textsToType(several), several.typed)
    assert.deepStrictEqual(textsToType(named("Northwind")), [{ what: "the organization's name", text: "Northwind" }])
    assert.deepStrictEqual(textsToType(named(" ")), [{ what: "the organization's id", text: orgId }])
  })

  it("may come in any order", () => {
    assert.isTrue(isTyped(several, ["Northwind", "Acme"]))
    assert.isTrue(isTyped(several, ["Acme", " Northwind "]))
  })

  it.each([
    [[]],
    [["Northwind"]],
    [["Northwind", "Northwind"]],
    [["Northwind", "Acme", "Acme"]],
    [["Northwind", "Acme", ""]]
  ])("have to be all of them, each once: %j", (typed) => {
    assert.isFalse(isTyped(several, typed))
  })

  it("are none if the change wants none", () => {
    assert.isTrue(isTyped({ ...deletion, typed: [] }, []))
    assert.isFalse(isTyped({ ...deletion, typed: [] }, [""]))
  })

  it("cannot be an empty text", () => {
    assert.isFalse(isTyped({ ...deletion, typed: [{ what: "the name", text: " " }] }, [" "]))
  })
})
