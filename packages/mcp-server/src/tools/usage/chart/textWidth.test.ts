import { assert, describe, it } from "@effect/vitest"
import { drawableName, fitWidth, textWidth } from "./textWidth.ts"

const id = "5f00000000000000000000a1"
const title = `Organization ${id}`

describe("drawableName", () => {
  it.each(["Plant Köln", "Łódź Works & Sons", "Завод 1", "Αθήνα", "Acme – “North”"])("leaves %s as it is", (name) => {
    assert.strictEqual(drawableName(name, id, title), name)
  })

  it("shows the id for what the typeface does not have, in place of empty boxes", () => {
    assert.strictEqual(drawableName("北京智能科技有限公司 مرحبا 🚀", id, title), title)
    assert.strictEqual(drawableName("Acme 🚀 Werke", id, title), `Acme Werke (${id})`)
  })

  it("leaves hidden characters to the escapes that show them", () => {
    assert.strictEqual(drawableName("Acme\u202E", id, title), "Acme\u202E")
  })
})

describe("fitWidth", () => {
  it("cuts only what does not fit, by the width of its letters", () => {
    assert.strictEqual(fitWidth("i".repeat(100), 17, 900), "i".repeat(100))
    const cut = fitWidth("W".repeat(100), 17, 900)
    assert.match(cut, /^W{40,60}…$/)
    assert.isAtMost(textWidth(cut, 17), 900)
  })
})
