import { assert, describe, it } from "@effect/vitest"
import { longestText, longestWhole } from "../../src/answers/Bounded.ts"
import { newInviteFirst, onlyFields } from "../../src/answers/present.ts"

const invite = (id: string, email: string, inviteDate: string) => ({ id, email, inviteDate })

describe("newInviteFirst", () => {
  const older = invite("1", "ada@example.com", "2026-01-01T00:00:00.000Z")
  const newer = invite("2", "Ada@Example.com", "2026-11-01T00:00:00.000Z")
  const other = invite("3", "grace@example.com", "2026-12-01T00:00:00.000Z")
  const answer = { items: [older, newer, other], count: 3 }

  it("puts the latest invitation to the address first, whatever its case, and keeps the others", () => {
    const presented = newInviteFirst.present?.(answer, { email: "ADA@example.com" })
    assert.deepStrictEqual(presented, { invite: newer, ...answer })
    assert.strictEqual(Object.keys(presented ?? {})[0], "invite")
  })
  it("answers what came where the invitation is not in it", () => {
    assert.deepStrictEqual(newInviteFirst.present?.(answer, { email: "nobody@example.com" }), answer)
  })
})

describe("onlyFields", () => {
  const answer = { id: "1", name: "Acme", description: "long", tags: [] }
  it("answers everything where nothing was asked for", () => {
    assert.strictEqual(onlyFields.present?.(answer, {}), answer)
    assert.strictEqual(onlyFields.longest?.({}), longestText)
  })
  it("answers the id and what was asked for, longer than otherwise", () => {
    const values = { fields: ["description"] }
    assert.deepStrictEqual(onlyFields.present?.(answer, values), { id: "1", description: "long" })
    assert.strictEqual(onlyFields.longest?.(values), longestWhole)
  })
  it("says what the organization does not have", () => {
    const values = { fields: ["name", "banner", "__proto__", "toString"] }
    assert.deepStrictEqual(onlyFields.present?.(answer, values), {
      id: "1",
      name: "Acme",
      absent: ["banner", "__proto__", "toString"]
    })
  })
})
