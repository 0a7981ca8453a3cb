import { assert, describe, it } from "@effect/vitest"
import { divide, toRunEntry, toSet, writesPerSet } from "../../src/model/setsOfRun.ts"
import type { Write } from "../../src/model/Write.ts"

const dangers = [] as const
const create = (orgName: string): Write => ({ _tag: "create_org", orgName, org: { name: orgName }, dangers })
const invite = (orgName: string, newOrg: number): Write => {
  return { _tag: "invite_to_new_org", orgName, newOrg, invite: { email: "jo@example.com", role: "view" }, dangers }
}
/** A new organization at a place of the plan, with so many invitations. */
const withPeople = (place: number, people: number): ReadonlyArray<Write> => [
  create(`New ${place}`),
  ...Array.from({ length: people }, () => invite(`New ${place}`, place))
]
const sizesOf = (writes: ReadonlyArray<Write>) => divide(writes).map((set) => [set.first, set.writes.length])

describe("the writes of a plan", () => {
  it("make one set if there are none", () => assert.deepStrictEqual(divide([]), [{ first: 0, writes: [] }]))

  it("fill one set after the other", () => {
    const writes = Array.from({ length: 2 * writesPerSet + 1 }, (_, index) => create(`New ${index}`))
    assert.deepStrictEqual(sizesOf(writes), [
      [0, 200],
      [200, 200],
      [400, 1]
    ])
  })

  it("stay with the creation of their organization", () => {
    const writes = [...withPeople(0, 149), ...withPeople(150, 49), ...withPeople(200, 150), ...withPeople(351, 199)]
    assert.deepStrictEqual(sizesOf(writes), [
      [0, 200],
      [200, 151],
      [351, 200]
    ])
    assert.deepStrictEqual(sizesOf([...withPeople(0, 100), ...withPeople(101, 100)]), [
      [0, 101],
      [101, 101]
    ])
  })

  it("name the creation by its place in the set, and in the run", () => {
    const [, second] = divide([...withPeople(0, 100), ...withPeople(101, 100)])
    const writes = toSet(second ?? assert.fail())
    assert.deepInclude(writes[1], { newOrg: 0 })
    assert.deepInclude(toRunEntry({ id: 1, write: writes[1] ?? assert.fail(), state: "planned", attempts: 0 }, 101), {
      id: 102,
      write: invite("New 101", 101)
    })
  })
})
