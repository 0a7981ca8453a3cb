import { assert, describe, it } from "@effect/vitest"
import { provesDeletion } from "../../../src/internal/call/provesDeletion.ts"
import { LosantNotFound, LosantUnexpectedStatus } from "../../../src/LosantError.ts"

const fields = {
  action: "a",
  method: "DELETE",
  path: "/",
  message: "m",
  outcome: "rejected",
  type: "NotFound"
} as const
const id = "575ec8687ae143cd83dc4a97"

const notFound = (ids: ReadonlyArray<string>, losantMessage: string) =>
  new LosantNotFound({ ...fields, status: 404, losantMessage, ids: Object.fromEntries(ids.map((name) => [name, id])) })

describe("provesDeletion", () => {
  it.each([
    [["instanceId", "orgId"], "Organization was not found"],
    [["instanceId", "orgId"], "Org not found"],
    [["instanceId", "orgId", "userId"], "Member was not found"],
    [["instanceId", "orgId", "userId"], "User was not found"],
    [["instanceId", "orgId", "inviteId"], "Invitation was not found"],
    [["instanceId", "instanceNotificationRuleId"], "Notification Rule was not found"],
    [["instanceId", "apiTokenId"], "Token not found"]
  ])("is true of the last of %j where %j", (ids, message) => {
    assert.isTrue(provesDeletion(notFound(ids, message)))
  })

  it.each([
    [["instanceId", "orgId"], "Instance was not found"],
    [["instanceId", "orgId"], "Organization was found"],
    [["instanceId", "apiTokenId"], "Api was not found"],
    // No thing is named, so no words are about it.
    [["instanceId", "orgIdentity"], "Organization was not found"],
    [["name"], "Name was not found"],
    [[], "Organization was not found"]
  ])("is false of %j where %j", (ids, message) => {
    assert.isFalse(provesDeletion(notFound(ids, message)))
  })

  it("is false of an error that is no 404", () => {
    const error = new LosantUnexpectedStatus({ ...fields, status: 410, losantMessage: "Organization was not found" })
    assert.isFalse(provesDeletion(error))
  })
})
