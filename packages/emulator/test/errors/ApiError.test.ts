import { assert, it } from "@effect/vitest"
import * as ApiError from "../../src/errors/ApiError.ts"

it.each([
  [ApiError.validation("m"), 400, "Validation"],
  [ApiError.unauthorized("m"), 401, "Unauthorized"],
  [ApiError.forbidden("m"), 403, "Forbidden"],
  [ApiError.notFound("Organization"), 404, "NotFound"],
  [ApiError.methodNotAllowed("PUT", ["GET"]), 405, "MethodNotAllowed"],
  [ApiError.conflict("m"), 409, "Conflict"],
  [ApiError.payloadTooLarge(9), 413, "PayloadTooLarge"],
  [ApiError.internal("m"), 500, "InternalServerError"]
] as const)("%s has its status and type", (error, status, type) => {
  assert.deepInclude({ ...error }, { status, type })
})

it("says what was not found, and what is allowed instead", () => {
  assert.strictEqual(ApiError.notFound("Organization").message, "Organization was not found")
  assert.strictEqual(
    ApiError.methodNotAllowed("PUT", ["GET", "POST"]).message,
    "PUT is not allowed here; allowed: GET, POST"
  )
  assert.strictEqual(ApiError.payloadTooLarge(9).message, "The body is longer than 9 bytes")
})
