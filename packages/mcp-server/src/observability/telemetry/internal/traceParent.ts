/** The span that a `traceparent` of W3C's Trace Context names. */
import * as Headers from "effect/http/Headers"
import * as HttpTraceContext from "effect/http/HttpTraceContext"
import type * as Option from "effect/Option"
import type { ExternalSpan } from "effect/Tracer"

/** Nothing where the text is none: a client's mistake must not cost it the call. */
export const parseTraceParent = (traceparent: string): Option.Option<ExternalSpan> =>
  HttpTraceContext.w3c(Headers.fromInput({ traceparent }))
