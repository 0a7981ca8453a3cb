/** The values as a table, for who cannot see the chart, and for who wants to read them. */
import { h } from "../dom.ts"

export interface ValueRow {
  readonly name: string
  readonly cells: ReadonlyArray<string>
}

/** `heads` has one more text than a row has cells. */
export const valueTable = (
  title: string,
  heads: ReadonlyArray<string>,
  rows: ReadonlyArray<ValueRow>,
  isOpen: boolean
): HTMLDetailsElement =>
  h(
    "details",
    { open: isOpen, className: "values" },
    h("summary", {}, "The values as a table"),
    h(
      "table",
      {},
      h("caption", {}, title),
      h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
      h(
        "tbody",
        {},
        ...rows.map(({ name, cells }) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, name),
            ...cells.map((cell, at) =>
              h("td", { className: "number", attributes: { "data-label": heads[at + 1] ?? "" } }, cell)
            )
          )
        )
      )
    )
  )
