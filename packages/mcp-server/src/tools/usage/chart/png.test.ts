import { assert, it } from "@effect/vitest"
import { decodePng } from "../../../../test/support/pixels.ts"
import { encodePng } from "./png.ts"

it("an image has the pixels that it was made of, without their transparency", () => {
  const pixels = Uint8Array.from({ length: 3 * 2 * 4 }, (_, index) => (index * 37) % 256)
  const image = decodePng(encodePng(3, 2, pixels))
  assert.deepEqual([image.width, image.height, image.isOpaque], [3, 2, true])
  for (let y = 0; y < 2; y++) {
    for (let x = 0; x < 3; x++) {
      const at = 4 * (y * 3 + x)
      assert.deepEqual([...image.colorAt(x, y)], [...pixels.subarray(at, at + 3)])
    }
  }
})
