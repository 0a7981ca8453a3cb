import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import { inviteFields, onlyFields, orgFields, withoutPayloads } from "../../src/answers/present.ts"
import { maxTextLength, maxWholeTextLength } from "../../src/answers/sanitize.ts"
import { getOrg } from "../../src/tools/orgs/getOrg.ts"
import { orgId } from "../support/samples.ts"

/** A call that names these fields, if any. */
const input = (fields?: ReadonlyArray<string>, query = {}) => ({
  query,
  options: fields === undefined ? {} : { fields }
})

const nothing = input()

/** The limit for texts in the answer of such a tool. */
const maxLengthOf = (values: object): number =>
  Result.getOrThrow(getOrg.make(true).parse({ orgId, ...values }, 0)).fitting.maxTextLength

describe("onlyFields", () => {
  const answer = { id: "1", name: "Acme", description: "long", tags: [] }
  it("answers everything if nothing was asked for", () => {
    assert.strictEqual(onlyFields.present(answer, nothing), answer)
    assert.strictEqual(maxLengthOf({}), maxTextLength)
  })
  it("answers the id and what was asked for, longer than otherwise", () => {
    const fields = ["description"]
    assert.deepStrictEqual(onlyFields.present(answer, input(fields)), { id: "1", description: "long" })
    assert.strictEqual(maxLengthOf({ fields }), maxWholeTextLength)
  })
  it("says what the organization does not have", () => {
    const fields = ["name", "banner", "__proto__", "toString"]
    assert.deepStrictEqual(onlyFields.present(answer, input(fields)), {
      id: "1",
      name: "Acme",
      absent: ["banner", "__proto__", "toString"],
      note: 'Not there: "banner", "__proto__", "toString". There are id, name, description, tags.'
    })
  })
  it("answers a part of a field by its name with a dot", () => {
    const org = { ...answer, limits: { device: 5, webhook: 2 } }
    const fields = ["limits.device", "limits.webhok"]
    assert.deepStrictEqual(onlyFields.present(org, input(fields)), {
      id: "1",
      limits: { device: 5 },
      absent: ["limits.webhok"],
      note: 'Not there: "limits.webhok" (did you mean limits.webhook?).'
    })
  })
})

describe("orgFields", () => {
  const payloadCount = { event: { event: 3 } }
  const org = { id: "1", name: "Acme", summary: { deviceCount: 2, payloadCount } }
  const { present } = orgFields

  it("leave payloads by type out, and say how to get them", () => {
    assert.deepStrictEqual(present(org, nothing), {
      id: "1",
      name: "Acme",
      summary: { deviceCount: 2 },
      leftOut: 'summary.payloadCount, payloads by type. Ask for it with fields ["summary.payloadCount"].'
    })
    assert.strictEqual(withoutPayloads({ id: "1", summary: { deviceCount: 2 } })["leftOut"], undefined)
  })
  it("answer them to who asks for them", () => {
    assert.deepStrictEqual(present(org, input(["summary.payloadCount"])), { id: "1", summary: { payloadCount } })
    assert.deepStrictEqual(present(org, input(undefined, { summaryInclude: ["payloadCount"] })), org)
  })
})

describe("inviteFields", () => {
  const invite = { id: "1", email: "ada@example.com", inviteDate: "2026-11-01T00:00:00.000Z", ttl: 86_400_000 }
  const { ttl, ...others } = invite
  const { present } = inviteFields

  it("say when it expires, and not how long it lasts unless that is asked for", () => {
    assert.deepStrictEqual(present(invite, nothing), {
      ...others,
      expired: false,
      expires: "2026-11-02T00:00:00.000Z"
    })
    assert.deepStrictEqual(present(invite, input(["expires", "ttl"])), {
      id: "1",
      ttl,
      expires: "2026-11-02T00:00:00.000Z"
    })
  })
  it("keep what Losant says if that is not enough to compute the time", () => {
    for (const unclear of [
      { id: "1", ttl },
      { ...others, id: "1" },
      { ...invite, ttl: Number.MAX_VALUE },
      { ...invite, inviteDate: "soon" }
    ]) {
      assert.deepStrictEqual(present(unclear, nothing), { ...unclear, expired: false })
    }
  })
})
