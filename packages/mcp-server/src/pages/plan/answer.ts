/** The answer of a call that asked nobody: what it changed, or why it did not. */
import type { FieldRow } from "../../model/views/PlanView.ts"
import { h, section } from "../dom.ts"
import { fieldsOf, type Result } from "../host.ts"
import { fieldTable } from "./planParts.ts"

const formatValue = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value))

const rowsOf = (value: unknown): ReadonlyArray<FieldRow> =>
  Object.entries(fieldsOf(value)).map(([path, change]) => {
    const { before, after } = fieldsOf(change)
    return {
      path,
      ...(before === undefined ? {} : { before: formatValue(before) }),
      ...(after === undefined ? {} : { after: formatValue(after) })
    }
  })

const textsOf = (...values: ReadonlyArray<unknown>): ReadonlyArray<string> =>
  values.flatMap((value) => (Array.isArray(value) ? value : [value])).filter((value) => typeof value === "string")

const nameOf = ({ org, organization }: Readonly<Record<string, unknown>>): string | undefined => {
  const { name } = { ...fieldsOf(organization), ...fieldsOf(org) }
  return typeof name === "string" ? name : undefined
}

export const answerParts = (
  { isError, text, content }: Result,
  title: string
): ReadonlyArray<HTMLElement | undefined> => {
  if (isError) return [h("h1", {}, title), h("p", { className: "notice danger" }, text)]
  const { dryRun, changed, changes, note, summary, warnings, notApplied } = content
  const name = nameOf(content)
  const heading = dryRun === true ? `${title}: only looked at` : title
  return [
    h("h1", {}, heading),
    name === undefined ? undefined : h("p", {}, name),
    ...textsOf(summary, note, warnings).map((one) => h("p", { className: "notice info" }, one)),
    section(dryRun === true ? "It would change" : "It changed", fieldTable(rowsOf(changed ?? changes))),
    section("Not as sent", fieldTable(rowsOf(notApplied)))
  ]
}
