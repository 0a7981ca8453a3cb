/** losant_generate_report: has a report on the usage of the instance sent. */
import * as Instance from "@effect-losant/core/Instance"
import type { InstanceReportOptionsPost } from "@effect-losant/core/schemas/instance/Report"
import * as Effect from "effect/Effect"
import type { Problem } from "../../model/ArgumentSpec.ts"
import type { Fact } from "../../model/DestructiveChange.ts"
import { canonicalJson, toJsonObject } from "../../text/json.ts"
import { defineWrite } from "../define/defineWrite.ts"
import { readItem } from "../define/items.ts"
import { describeDanger, describeRepetition, planWrite } from "../writes/planWrite.ts"
import { quoteValue } from "../writes/quoteValue.ts"

const checkReport = ({ email, callbackUrl, start, end }: InstanceReportOptionsPost): ReadonlyArray<Problem> => [
  ...(email === undefined && callbackUrl === undefined
    ? [{ argument: "email", message: "give email or callbackUrl, or both: Losant has to know where the report goes" }]
    : []),
  // Both are of one form by now.
  ...(start !== undefined && end !== undefined && start >= end
    ? [{ argument: "start", message: "must be before end" }]
    : [])
]

const describeReport = ({
  email,
  callbackUrl,
  start = "a time that Losant chooses",
  end = "a time that Losant chooses",
  resourceGroupBy,
  dateGroupBy
}: InstanceReportOptionsPost): ReadonlyArray<Fact> => {
  const groups = [resourceGroupBy, dateGroupBy].filter((name) => name !== undefined)
  return [
    {
      label: "what",
      value: groups.length === 0 ? "a CSV on the usage" : `a CSV on the usage by ${groups.join(" and ")}`
    },
    { label: "period", value: `from ${start} to ${end}` },
    ...(email === undefined ? [] : [{ label: "emails", value: quoteValue(email) }]),
    ...(callbackUrl === undefined ? [] : [{ label: "calls", value: quoteValue(callbackUrl) }])
  ]
}

export const generateReport = defineWrite(Instance.generateReport, {
  name: "losant_generate_report",
  title: "Generate report",
  description:
    "Has a CSV on the usage of the instance sent to an email or a URL, once. Losant makes one at a time. A person has " +
    "to confirm.",
  done: "Losant has begun to make the report.",
  sign:
    "it may list the request if Losant got it, though Losant does not document that it logs reports; the person sees " +
    "whether the report came",
  verify: () => ({
    tool: "losant_list_audit_logs",
    arguments: { requestResource: "instance", requestAction: "generateReport" }
  }),
  dangers: ["sendReport", "repeatWrite"],
  check: ({ body }) => checkReport(body),
  plan: Effect.fnUntraced(function* (request) {
    const { body, instanceId } = request
    const { subject } = yield* readItem(request.action, Instance.get, request)
    const plan = yield* planWrite<typeof Instance.generateReport, Record<never, never>, Record<never, never>>(request, {
      subject,
      before: {},
      after: body,
      readAnswer: (_, { jobId }) => ({ about: jobId === undefined ? {} : { jobId } })
    })
    return {
      ...plan,
      // Losant does not answer what it was asked for.
      after: {},
      ...describeDanger(request, subject, { dangers: ["sendReport"], facts: describeReport(body) }),
      once: {
        key: ["report", instanceId, canonicalJson(toJsonObject(body))].join("/"),
        what: "has the same report sent",
        repetition: describeRepetition(request, subject, {})
      }
    }
  })
})
