import { assert, it } from "@effect/vitest"
import {
  conflict,
  forbidden,
  internal,
  methodNotAllowed,
  notFound,
  payloadTooLarge,
  unauthorized,
  validation
} from "../../src/errors/ApiError.ts"

it.each([
  [validation("name", "is required"), 400, "Validation"],
  [unauthorized("m"), 401, "Unauthorized"],
  [forbidden(), 403, "Forbidden"],
  [notFound("Organization"), 404, "NotFound"],
  [methodNotAllowed("PUT", ["GET"]), 405, "MethodNotAllowed"],
  [conflict("m"), 409, "Conflict"],
  [payloadTooLarge(9), 413, "PayloadTooLarge"],
  [internal("m"), 500, "Error"]
] as const)("%s has its status and type", (error, status, type) => {
  assert.deepInclude({ ...error }, { status, type })
})

it("speaks as Losant does", () => {
  assert.strictEqual(notFound("Organization").message, "Organization was not found")
  assert.strictEqual(methodNotAllowed("PUT", ["GET", "POST"]).message, "PUT is not allowed")
  assert.strictEqual(validation("name", "is required").message, "name is required")
  assert.strictEqual(forbidden().message, "Access is forbidden")
  assert.strictEqual(payloadTooLarge(9).message, "The body is longer than 9 bytes")
})
