import { assert, describe, it } from "vitest"
import { withoutTimes } from "../times.ts"

// What it makes of an archive is shown where a bundle is made on two days: bundle.test.ts.
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
