import { assert, describe, it } from "@effect/vitest"
import { comparePlaces, movePlaces } from "../../src/util/places.ts"

const place = (text: string, id = text) => ({ text, id })
const places = ["b", "d", "f"].map((text) => place(text))
const texts = (of: ReturnType<typeof movePlaces>) => of.map(({ text, id }) => (text === id ? text : `${text}-${id}`))

describe("movePlaces", () => {
  it("puts in, takes out and moves, at the beginning, in the middle and at the end", () => {
    const puts = ["a", "c", "e", "g"].map((text) => ({ from: undefined, to: place(text) }))
    assert.deepStrictEqual(texts(movePlaces(places, puts)), ["a", "b", "c", "d", "e", "f", "g"])
    const takes = places.map((from) => ({ from, to: undefined }))
    assert.deepStrictEqual(texts(movePlaces(places, takes)), [])
    const moves = [
      { from: place("b"), to: place("g", "b") },
      { from: place("f"), to: place("a", "f") }
    ]
    assert.deepStrictEqual(texts(movePlaces(places, moves)), ["a-f", "d", "g-b"])
  })

  it("orders those that come to the same place", () => {
    const puts = ["c3", "c1", "c2"].map((text) => ({ from: undefined, to: place(text) }))
    const moves = [...puts, { from: place("d"), to: place("c", "d") }]
    assert.deepStrictEqual(texts(movePlaces(places, moves)), ["b", "c-d", "c1", "c2", "c3", "f"])
    const sameText = ["3", "1"].map((id) => ({ from: undefined, to: place("b", id) }))
    assert.deepStrictEqual(texts(movePlaces(places, sameText)), ["b-1", "b-3", "b", "d", "f"])
  })

  it("keeps a place that stays where it was", () => {
    assert.deepStrictEqual(texts(movePlaces(places, [{ from: place("d"), to: place("d") }])), ["b", "d", "f"])
    assert.deepStrictEqual(movePlaces(places, []), places)
  })
})

describe("comparePlaces", () => {
  it("lets the id decide if the texts are the same", () => {
    assert.isBelow(comparePlaces(place("a", "2"), place("b", "1")), 0)
    assert.isAbove(comparePlaces(place("a", "2"), place("a", "1")), 0)
    assert.strictEqual(comparePlaces(place("a"), place("a")), 0)
  })
})
