import { assert, describe, it } from "@effect/vitest"
import { InstanceId } from "@effect-losant/core/schemas/Ids"
import * as Schema from "effect/Schema"
import { problemsOf } from "../../../../test/support/fleet.ts"
import * as Continuation from "../continuation.ts"
import { findMembers } from "./findMembers.ts"
import { job } from "./findMembersArguments.ts"

describe("the arguments of the search for a person", () => {
  it("accept a continuation only for the same person and the same includeInvites", () => {
    const values = { person: "ada@example.com" }
    const text = Continuation.write(job, values, InstanceId.make("a".repeat(24)), Schema.String, "account")
    const wrong = (more: object) => problemsOf(findMembers, { ...values, continue: text, ...more })
    assert.deepStrictEqual(wrong({}), [])
    assert.deepStrictEqual(wrong({ person: "bob@example.com" }), ["continue"])
    assert.deepStrictEqual(wrong({ includeInvites: true }), ["continue"])
  })
})
