/** What is sent of spans and logs: JSON, without the token, and without what errors quote. */
import * as HttpBody from "effect/http/HttpBody"
import type { LogsData } from "effect/observability/OtlpLogger"
import type { OtlpSerialization } from "effect/observability/OtlpSerialization"
import type { TraceData } from "effect/observability/OtlpTracer"
import type { Redact } from "../../../model/HideToken.ts"

interface Attribute {
  readonly key: string
  readonly value: { readonly stringValue?: string | null }
}

// The message of an error may quote what Losant said of an argument, and a stack trace the message.
const quoting = new Set(["cause", "exception.message", "exception.stacktrace"])

const told = <A extends Attribute>(attributes: ReadonlyArray<A>): Array<A> =>
  attributes.filter(({ key }) => !quoting.has(key))

const typeOf = (attributes: ReadonlyArray<Attribute>): string | undefined =>
  attributes.find(({ key }) => key === "exception.type")?.value.stringValue ?? undefined

type Span = TraceData["resourceSpans"][number]["scopeSpans"][number]["spans"][number]

/** A span whose error is told by its type alone. */
const spanOf = (span: Span): Span => {
  const { message, ...status } = span.status
  const events = span.events.map((event) => ({ ...event, attributes: told(event.attributes) }))
  const type = span.events.map(({ attributes }) => typeOf(attributes)).find((found) => found !== undefined)
  return {
    ...span,
    events,
    status: message === undefined ? status : { ...status, message: type ?? "error" }
  }
}

const traces = ({ resourceSpans }: TraceData): TraceData => ({
  resourceSpans: resourceSpans.map((ofResource) => ({
    ...ofResource,
    scopeSpans: ofResource.scopeSpans.map((ofScope) => ({ ...ofScope, spans: ofScope.spans.map(spanOf) }))
  }))
})

const logs = ({ resourceLogs }: LogsData): LogsData => ({
  resourceLogs: resourceLogs.map((ofResource) => ({
    ...ofResource,
    scopeLogs: ofResource.scopeLogs.map((ofScope) => ({
      ...ofScope,
      logRecords: (ofScope.logRecords ?? []).map((record) => ({ ...record, attributes: told(record.attributes) }))
    }))
  }))
})

/** Makes what writes the requests to the collector. */
export const serialization = (redact: Redact): OtlpSerialization["Service"] => {
  const json = (data: unknown) => HttpBody.text(redact(JSON.stringify(data)), "application/json")
  return { traces: (data) => json(traces(data)), logs: (data) => json(logs(data)), metrics: json }
}
