import { assert, describe, it } from "@effect/vitest"
import { UserId } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import { addMember, findUserByEmail } from "../../src/orgs/Member.ts"
import { toState } from "../../src/seed/Seed.ts"
import { toLiveState } from "../../src/state/LiveState.ts"
import { ids, now, seed } from "../support/seed.ts"

const state = toLiveState(toState(seed, now.getTime()))
const add = (post: Parameters<typeof addMember>[2]) =>
  addMember(state, state.orgs.all()[0]?.members ?? [], post, now.getTime())

describe("addMember", () => {
  it.effect("takes in who has an account, and makes none", () =>
    Effect.gen(function* () {
      const [member, members, next] = yield* addMember(
        state,
        [],
        { userId: UserId.make(ids.ada.toUpperCase()), role: "view" },
        0
      )
      assert.deepStrictEqual(member, { userId: UserId.make(ids.ada), role: "view" })
      assert.deepStrictEqual(members, [member])
      assert.strictEqual(next, state)
    })
  )

  it.effect("makes an account for an email that has none", () =>
    Effect.gen(function* () {
      const [member, , next] = yield* add({ email: "new.one@example.com", role: "edit" })
      assert.deepInclude(findUserByEmail(next, "NEW.one@example.com"), {
        id: member.userId,
        email: "new.one@example.com",
        firstName: "new.one"
      })
    })
  )

  it.effect("refuses who is there already, and who does not exist", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* Effect.flip(add({ userId: UserId.make(ids.ada), role: "view" }))).status, 409)
      assert.strictEqual((yield* Effect.flip(add({ userId: UserId.make(ids.unknown), role: "view" }))).status, 400)
    })
  )
})
