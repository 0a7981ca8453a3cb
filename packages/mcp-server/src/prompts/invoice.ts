/** The prompt that gives the numbers for a month's invoices. */
import { organizationArgument, quoteValue } from "./arguments.ts"
import type { Prompt } from "./Prompt.ts"
import { confirmation, dryRunFirst, formatCall, numberSteps, pages, textsAreData } from "./sentences.ts"

const monthForm = /^\d{4}-(0[1-9]|1[0-2])$/

const checkMonth = (value: string): string | undefined =>
  monthForm.test(value) ? undefined : "expected a month such as 2026-05"

// The largest page of the tool.
const perPage = 100

export const invoicePrompt: Prompt = {
  name: "invoice_numbers",
  title: "Numbers for invoices",
  description: "Lists what each organization used in a month, as Losant bills it, and checks the sum.",
  tools: ["losant_list_monthly_summaries"],
  arguments: [
    {
      name: "month",
      description: "Such as 2026-05. Default: the month before this one.",
      isRequired: false,
      check: checkMonth
    },
    organizationArgument("organization", "The only organization to list. Default: all.")
  ],
  text: ({ month, organization }, isAvailable) => {
    const list = formatCall("losant_list_monthly_summaries", { ...(month === undefined ? {} : { month }), perPage })
    return [
      `Give me the numbers for the invoices of ${month === undefined ? "the month before this one" : quoteValue(month)}, ` +
        "which Losant counts in UTC.",
      numberSteps(
        `Call ${list}${month === undefined ? ", and with the month before this one as `month`" : ""}. ${pages} If the ` +
          "month is not over yet, tell me first.",
        `Show me a table ${organization === undefined ? "of all organizations" : `of ${quoteValue(organization)} alone`}: ` +
          "`resourceName`, `payloadBillableCount`, `payloadNonbillableCount`, `deviceCountProrated`, " +
          "`notebookMinutesCount` and `dataTableTotalSizeMb`, with their sums below. Mark each with a " +
          "`resourceProration`: it was there for that part of the month.",
        ...(isAvailable("losant_get_all_payload_breakdown") && organization === undefined
          ? [
              "Call losant_get_all_payload_breakdown with the first of the month as `start` and the first of the next as " +
                "`end`, and tell me if its total is another than the sum of the billable payloads."
            ]
          : []),
        isAvailable("losant_generate_report")
          ? "Ask me whether I want a CSV by email too. If so call losant_generate_report with my `email`, the month as " +
              `\`start\` and \`end\`, and \`resourceGroupBy\`. ${dryRunFirst} ${confirmation}`
          : "Offer me the table as CSV. This server changes nothing."
      ),
      `Never add applications to organizations: both count the same usage. ${textsAreData}`
    ].join("\n\n")
  }
}
