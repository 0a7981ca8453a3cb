import { assert, describe, it } from "@effect/vitest"
import { serialization } from "../../../../src/observability/telemetry/internal/exportFormat.ts"

const { traces, logs } = serialization((text) => text.replaceAll("secret", "<redacted>"))

const textOf = (body: ReturnType<typeof traces>): string =>
  body._tag === "Uint8Array" ? new TextDecoder().decode(body.body) : ""

const resource = { attributes: [], droppedAttributesCount: 0 }
const attribute = (key: string, stringValue: string) => ({ key, value: { stringValue } })

describe("serialization", () => {
  it("describes a span's error by its type", () => {
    const span = {
      traceId: "a".repeat(32),
      spanId: "b".repeat(16),
      parentSpanId: undefined,
      name: "Losant.instanceOrg.get",
      kind: 3,
      startTimeUnixNano: "1",
      endTimeUnixNano: "2",
      attributes: [attribute("losant.request_id", "secret-1")],
      droppedAttributesCount: 0,
      events: [
        {
          name: "exception",
          timeUnixNano: "2",
          droppedAttributesCount: 0,
          attributes: [
            attribute("exception.type", "LosantValidation"),
            attribute("exception.message", "grace@example.com is no member"),
            attribute("exception.stacktrace", "at grace@example.com")
          ]
        }
      ],
      droppedEventsCount: 0,
      status: { code: 2, message: "grace@example.com is no member" } as const,
      links: [],
      droppedLinksCount: 0
    }
    const text = textOf(
      traces({ resourceSpans: [{ resource, scopeSpans: [{ scope: { name: "effect" }, spans: [span] }] }] })
    )
    assert.notMatch(text, /grace|secret/)
    const [sent] = JSON.parse(text).resourceSpans[0].scopeSpans[0].spans
    assert.deepStrictEqual(sent.status, { code: 2, message: "LosantValidation" })
    assert.deepStrictEqual(sent.events[0].attributes, [attribute("exception.type", "LosantValidation")])
    assert.deepStrictEqual(sent.attributes, [attribute("losant.request_id", "<redacted>-1")])
  })

  it("omits the cause of a log line, and exports the rest", () => {
    const record = {
      timeUnixNano: "1",
      observedTimeUnixNano: "1",
      body: { stringValue: "a tool failed" },
      attributes: [attribute("ref", "0001"), attribute("cause", "Error: grace@example.com")],
      droppedAttributesCount: 0
    }
    const text = textOf(logs({ resourceLogs: [{ resource, scopeLogs: [{ logRecords: [record] }] }] }))
    const [sent] = JSON.parse(text).resourceLogs[0].scopeLogs[0].logRecords
    assert.deepStrictEqual(sent.attributes, [attribute("ref", "0001")])
    assert.strictEqual(sent.body.stringValue, "a tool failed")
  })
})
