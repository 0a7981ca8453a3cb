import { assert, it } from "vitest"
import { makeSteps } from "../steps.ts"

const recorded = () => {
  const lines: Array<string> = []
  let time = 0
  const step = makeSteps(
    (line) => lines.push(line),
    () => (time += 1_500)
  )
  return { lines, step }
}

it("prints a step with what it gives and its time", async () => {
  const { lines, step } = recorded()
  assert.strictEqual(await step("counts", async () => "3 files"), "3 files")
  assert.strictEqual(await step("adds", async () => 5), 5)
  assert.deepEqual(lines, ["✓ counts: 3 files (1.5 s)", "✓ adds (1.5 s)"])
})

it("prints a step that fails, and fails with it", async () => {
  const { lines, step } = recorded()
  const error = new Error("no")
  const failed = await step("breaks", () => Promise.reject(error)).catch((cause: unknown) => cause)
  assert.strictEqual(failed, error)
  assert.deepEqual(lines, ["✗ breaks (1.5 s)"])
})
