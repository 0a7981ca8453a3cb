import { assert, it } from "@effect/vitest"
import { emptySeed, toState } from "../../src/seed/Seed.ts"
import { makeId, nextId } from "../../src/state/Ids.ts"
import { toLiveState } from "../../src/state/LiveState.ts"

it("makes 24 hexadecimal digits that begin with the time", () => {
  assert.match(makeId(1_700_000_000_123, 1), /^6553f100[a-f\d]{16}$/)
})

it("never makes one twice, also within a second", () => {
  const made = new Set(Array.from({ length: 5_000 }, (_, sequence) => makeId(0, sequence)))
  assert.strictEqual(made.size, 5_000)
})

it("counts what it gives away", () => {
  const state = toLiveState(toState(emptySeed, 0))
  const [first, then] = nextId(state, 0)
  const [second, last] = nextId(then, 0)
  assert.notStrictEqual(first, second)
  assert.strictEqual(last.created, state.created + 2)
})
