// The scopes that allow each action.
import { assert, describe, it } from "@effect/vitest"
import { type ActionName, actions } from "../src/Actions.ts"
import { names } from "./support/samples.ts"

const read = "all.Instance all.Instance.bounded all.Instance.read all.User all.User.bounded all.User.read"
const write = "all.Instance all.Instance.bounded all.User all.User.bounded"
const access = "all.Instance all.User"

const user = "all.User all.User.bounded all.User.read only.User only.User.bounded only.User.read"

/** Losant's three sets by the method; only people with full access may change who has access. */
const expectedScopes = (name: ActionName): string => {
  if (name.startsWith("instances.")) return user
  // Losant's scopes are not by method for these two.
  if (name === "instanceNotificationRule.logs") return write
  if (name === "instance.generateReport") return read
  if (actions[name].method === "GET") return read
  return /Member|Invite|Token/.test(name) ? access : write
}

describe("scopes", () => {
  it.each(names)("%s", (name) => {
    const [resource] = name.split(".")
    assert.deepStrictEqual(
      [...actions[name].scopes].sort(),
      [...expectedScopes(name).split(" "), `${resource}.*`, name].sort()
    )
  })
})
