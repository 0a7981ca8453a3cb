/**
 * The errors that the API answers, in Losant's shape: `{"type": "NotFound", "message": "…"}`.
 *
 * @since 0.1.0
 */
import * as Data from "effect/Data"

/** An answer that is no success. @since 0.1.0 */
export class ApiError extends Data.TaggedError("ApiError")<{
  readonly status: number
  readonly type: string
  readonly message: string
  readonly headers?: Readonly<Record<string, string>>
}> {}

/** 400: a parameter or the body does not fit. @since 0.1.0 */
export const validation = (message: string) => new ApiError({ status: 400, type: "Validation", message })

/** 401: there is no token, or none that is known, or it expired. @since 0.1.0 */
export const unauthorized = (message: string) => new ApiError({ status: 401, type: "Unauthorized", message })

/** 403: the token does not allow the action. @since 0.1.0 */
export const forbidden = (message: string) => new ApiError({ status: 403, type: "Forbidden", message })

/** 404: what is asked for does not exist. @since 0.1.0 */
export const notFound = (what: string) =>
  new ApiError({ status: 404, type: "NotFound", message: `${what} was not found` })

/** 405: the path exists, but not with this method. @since 0.1.0 */
export const methodNotAllowed = (method: string, allowed: ReadonlyArray<string>) =>
  new ApiError({
    status: 405,
    type: "MethodNotAllowed",
    message: `${method} is not allowed here; allowed: ${allowed.join(", ")}`,
    headers: { allow: allowed.join(", ") }
  })

/** 409: the request contradicts what is there. @since 0.1.0 */
export const conflict = (message: string) => new ApiError({ status: 409, type: "Conflict", message })

/** 413: the body is longer than `limit` bytes. @since 0.1.0 */
export const payloadTooLarge = (limit: number) =>
  new ApiError({ status: 413, type: "PayloadTooLarge", message: `The body is longer than ${limit} bytes` })

/** 500: the emulator could not do its work, such as writing its data file. @since 0.1.0 */
export const internal = (message: string) => new ApiError({ status: 500, type: "InternalServerError", message })

/** 501: the emulator does not emulate the action. @since 0.1.0 */
export const notImplemented = (message: string) => new ApiError({ status: 501, type: "NotImplemented", message })
