/** Parses the `traceparent` of W3C's Trace Context. */
import * as Headers from "effect/http/Headers"
import * as HttpTraceContext from "effect/http/HttpTraceContext"
import type * as Option from "effect/Option"
import type { ExternalSpan } from "effect/Tracer"

/** None if the text is malformed: a mistake in it must not fail the call. */
export const parseTraceParent = (traceparent: string): Option.Option<ExternalSpan> =>
  HttpTraceContext.w3c(Headers.fromInput({ traceparent }))
