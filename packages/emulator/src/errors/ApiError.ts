/**
 * The errors that the API answers, in Losant's shape: `{"type": "NotFound", "message": "…"}`.
 *
 * @since 0.1.0
 */
import * as Data from "effect/Data"

/** An answer that reports a failure. @since 0.1.0 */
export class ApiError extends Data.TaggedError("ApiError")<{
  readonly status: number
  readonly type: string
  readonly message: string
  readonly headers?: Readonly<Record<string, string>>
}> {}

/** 400: a parameter or the body does not fit. The field comes first in the message. @since 0.1.0 */
export const validation = (field: string, problem: string) =>
  new ApiError({ status: 400, type: "Validation", message: `${field} ${problem}` })

/** 401: the token is unknown or expired. @since 0.1.0 */
export const unauthorized = (message: string) => new ApiError({ status: 401, type: "Unauthorized", message })

/** 403: no token, or one whose scopes or role do not allow the action. Losant does not say which. @since 0.1.0 */
export const forbidden = () => new ApiError({ status: 403, type: "Forbidden", message: "Access is forbidden" })

/** 404: the path names something that does not exist. @since 0.1.0 */
export const notFound = (title: string) =>
  new ApiError({ status: 404, type: "NotFound", message: `${title} was not found` })

/** 405: no action has this path and method. @since 0.1.0 */
export const methodNotAllowed = (method: string, allowed: ReadonlyArray<string>) =>
  new ApiError({
    status: 405,
    type: "MethodNotAllowed",
    message: `${method} is not allowed`,
    headers: { allow: allowed.join(", ") }
  })

/** 409: the request contradicts the state. @since 0.1.0 */
export const conflict = (message: string) => new ApiError({ status: 409, type: "Conflict", message })

/** 413: the body is longer than `limit` bytes. @since 0.1.0 */
export const payloadTooLarge = (limit: number) =>
  new ApiError({ status: 413, type: "PayloadTooLarge", message: `The body is longer than ${limit} bytes` })

/** 500: the emulator could not do its work, such as writing its data file. @since 0.1.0 */
export const internal = (message: string) => new ApiError({ status: 500, type: "Error", message })

/** 501: the emulator does not emulate the action. @since 0.1.0 */
export const notImplemented = (message: string) => new ApiError({ status: 501, type: "NotImplemented", message })
