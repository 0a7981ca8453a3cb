import { assert, describe, it } from "vitest"
import { withoutTimes } from "../times.ts"

// bundle.test.ts shows that bundles of two days are the same.
describe("withoutTimes", () => {
  it.each([0, 10, 100])("refuses %i bytes that are no archive", (length) => {
    assert.throws(() => withoutTimes(new Uint8Array(length)), "plain zip archive")
  })

  it("takes an archive without files", () => {
    const empty = Buffer.alloc(22)
    empty.write("PK\x05\x06", "latin1")
    assert.deepEqual(withoutTimes(empty), empty)
  })
})
