import { assert, describe, it } from "@effect/vitest"
import { element, pixels, svgText } from "./svg.ts"

describe("a text", () => {
  it("is no markup, whatever stands in it", () => {
    assert.equal(svgText(`<a b="c">&'`, 100), "&#60;a b=&#34;c&#34;&#62;&#38;&#39;")
    assert.equal(svgText("&amp;", 100), "&#38;amp;")
  })

  it("shows its hidden characters, none of which XML would allow", () => {
    assert.equal(svgText("a\u202Eb\u0000c\uD800\uFFFE", 100), "a\\u{202E}b\\u{0}c\\u{D800}\\u{FFFE}")
  })

  it("is cut, and says so", () => {
    assert.equal(svgText("abcdef", 6), "abcdef")
    assert.equal(svgText("abcdefg", 6), "abcdef…")
  })
})

it("an element holds its attributes and its content", () => {
  assert.equal(element("g", { x: 1, fill: "red" }, element("h", {})), '<g x="1" fill="red"><h></h></g>')
})

it("pixels have a digit after the point at most", () => {
  assert.deepEqual([1, 1.26, 1 / 3].map(pixels), ["1", "1.3", "0.3"])
})
