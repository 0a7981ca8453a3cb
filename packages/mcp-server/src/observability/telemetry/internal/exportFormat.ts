/**
 * The JSON of exported spans and logs. It hides the token everywhere, and drops the error messages of spans and of the
 * attributes of logs.
 */
import * as HttpBody from "effect/http/HttpBody"
import type { LogsData } from "effect/observability/OtlpLogger"
import type { OtlpSerialization } from "effect/observability/OtlpSerialization"
import type { TraceData } from "effect/observability/OtlpTracer"
import type { Redact } from "../../../model/HideToken.ts"
import { redactedJson } from "../../../text/redactedJson.ts"

interface Attribute {
  readonly key: string
  readonly value: { readonly stringValue?: string | null }
}

// An error message may quote data of the user, and a stack trace contains the message. Effect sets the `exception`
// attributes. Log lines of this server set `cause`, to the text of a defect.
const sensitiveKeys = new Set(["cause", "exception.message", "exception.stacktrace"])

const withoutSensitive = <A extends Attribute>(attributes: ReadonlyArray<A>): Array<A> =>
  attributes.filter(({ key }) => !sensitiveKeys.has(key))

const exceptionTypeOf = (attributes: ReadonlyArray<Attribute>): string | undefined =>
  attributes.find(({ key }) => key === "exception.type")?.value.stringValue ?? undefined

type Span = TraceData["resourceSpans"][number]["scopeSpans"][number]["spans"][number]

/** Replaces the error message of a span by the type of the error. */
const sanitizeSpan = (span: Span): Span => {
  const { message, ...status } = span.status
  const events = span.events.map((event) => ({ ...event, attributes: withoutSensitive(event.attributes) }))
  const type = span.events.map(({ attributes }) => exceptionTypeOf(attributes)).find((name) => name !== undefined)
  return {
    ...span,
    events,
    status: message === undefined ? status : { ...status, message: type ?? "error" }
  }
}

const sanitizeTraces = ({ resourceSpans }: TraceData): TraceData => ({
  resourceSpans: resourceSpans.map((resource) => ({
    ...resource,
    scopeSpans: resource.scopeSpans.map((scope) => ({ ...scope, spans: scope.spans.map(sanitizeSpan) }))
  }))
})

const sanitizeLogs = ({ resourceLogs }: LogsData): LogsData => ({
  resourceLogs: resourceLogs.map((resource) => ({
    ...resource,
    scopeLogs: resource.scopeLogs.map((scope) => ({
      ...scope,
      logRecords: (scope.logRecords ?? []).map((record) => ({
        ...record,
        attributes: withoutSensitive(record.attributes)
      }))
    }))
  }))
})

/** The serialization of requests to the collector. */
export const serialization = (redact: Redact): OtlpSerialization["Service"] => {
  const json = (data: unknown) => HttpBody.text(redactedJson(data, redact), "application/json")
  return { traces: (data) => json(sanitizeTraces(data)), logs: (data) => json(sanitizeLogs(data)), metrics: json }
}
