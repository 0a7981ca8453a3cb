import * as Effect from "effect/Effect"
import { type ApiError, validation } from "../errors/ApiError.ts"
import type { Range } from "../usage/Usage.ts"
import { day, formatIso, isTime } from "../util/Time.ts"
import type { InputOf } from "./Handler.ts"

type Ranged = Pick<InputOf<"instance.deviceCounts">, "start" | "end">

/** The range of a request for usage. Losant documents no defaults. Its console shows the last 30 days. @since 0.2.0 */
export const readRange = Effect.fnUntraced(function* (input: Ranged, now: number): Effect.fn.Return<Range, ApiError> {
  // Sound: decoded from a URL, an instant is a number.
  const { end = now, start = end - 30 * day } = input as { readonly start?: number; readonly end?: number }
  if (!isTime(start)) return yield* validation("start", "must be a time")
  if (!isTime(end)) return yield* validation("end", "must be a time")
  if (start > end) return yield* validation("start", "is after end")
  return { start, end }
})

/** The range as an answer repeats it. @since 0.2.0 */
export const formatRange = ({ start, end }: Range) => ({ start: formatIso(start), end: formatIso(end) })
