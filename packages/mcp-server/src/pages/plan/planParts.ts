/** The parts of a plan that only show something. */
import type { FieldRow, PlanView, Row } from "../../model/views/PlanView.ts"
import { h, section } from "../dom.ts"
import type { Formats } from "../numbers.ts"

/** Names with values. */
const rows = (all: ReadonlyArray<Row>, { text }: Formats): HTMLElement | undefined =>
  all.length === 0
    ? undefined
    : h("dl", {}, ...all.flatMap(({ label, value }) => [h("dt", {}, label), h("dd", {}, text(value))]))

const cell = (label: string, value: string | undefined, className: string): HTMLElement =>
  h(
    "td",
    { className, attributes: { "data-label": label } },
    value === undefined ? h("span", { className: "none" }, "none") : h("span", { className: "value" }, value)
  )

/** Fields, before and after. */
export const fieldTable = (fields: ReadonlyArray<FieldRow>): HTMLElement | undefined =>
  fields.length === 0
    ? undefined
    : h(
        "table",
        {},
        h(
          "thead",
          {},
          h("tr", {}, ...["Field", "Before", "After"].map((name) => h("th", { attributes: { scope: "col" } }, name)))
        ),
        h(
          "tbody",
          {},
          ...fields.map(({ path, before, after }) =>
            h(
              "tr",
              {},
              h("th", { attributes: { scope: "row" } }, path),
              cell("Before", before, "before"),
              cell("After", after, "after")
            )
          )
        )
      )

const badgeOf = ({ state, isFinal, outcome }: PlanView): HTMLElement | undefined => {
  if (state === "open") {
    return isFinal
      ? h("span", { className: "badge danger" }, "Cannot be undone")
      : h("span", { className: "badge" }, "Waits for you")
  }
  if (state === "underWay" || state === "goesOn") return h("span", { className: "badge" }, "Under way")
  if (outcome?.kind === "done") return h("span", { className: "badge success" }, "Done")
  return h("span", { className: "badge warning" }, outcome?.kind === "refused" ? "Not done" : "Look at this")
}

export const header = (view: PlanView): HTMLElement =>
  h(
    "header",
    {},
    h("div", { className: "title" }, h("h1", {}, view.title), badgeOf(view)),
    h("p", { className: "place" }, view.place.map(({ label, value }) => `${label} ${value}`).join(" · "))
  )

/** The subject of a plan, what it would change and what would be lost. */
export const planParts = (view: PlanView, formats: Formats): ReadonlyArray<HTMLElement | undefined> => [
  rows(view.about, formats),
  view.instead === undefined
    ? undefined
    : h("p", { className: "notice info" }, h("strong", {}, "A reversible way instead: "), view.instead),
  ...view.risks.map((risk) => h("p", { className: "notice warning" }, risk)),
  section("It changes", fieldTable(view.fields)),
  section(view.groups.length > 0 ? "Left out by the plan" : "To know before", rows(view.facts, formats)),
  section("Further values", rows(view.others, formats))
]

export const undoPart = ({ undo }: PlanView): HTMLElement =>
  h("p", { className: "undo" }, h("strong", {}, "To undo it: "), undo)
