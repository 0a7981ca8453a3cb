/** A table to sort, to filter and to select from. It stays quick with thousands of rows. */
import { h, newId } from "../dom.ts"
import type { Formats } from "../numbers.ts"
import { arrange, type Column, type Order, textIn, valuesOf } from "./columns.ts"
import { rowKeys } from "./rowKeys.ts"
import { virtualRows } from "./virtualRows.ts"

export interface TableOptions<R> {
  readonly label: string
  readonly columns: ReadonlyArray<Column<R>>
  readonly keyOf: (row: R) => string
  /** The row in words, for the names of its controls. */
  readonly nameOf: (row: R) => string
  /** A button in each row. */
  readonly action?: { readonly title: string; readonly run: (row: R) => void }
  /** Learns which rows are selected. Without it there is nothing to select. */
  readonly onSelect?: (selected: ReadonlyArray<R>) => void
  readonly formats: Formats
}

export interface Table<R> {
  readonly element: HTMLElement
  readonly set: (rows: ReadonlyArray<R>) => void
}

export const makeTable = <R>({
  label,
  columns,
  keyOf,
  nameOf,
  action,
  onSelect,
  formats
}: TableOptions<R>): Table<R> => {
  let rows: ReadonlyArray<R> = []
  let shown: ReadonlyArray<R> = []
  let order: Order | undefined
  let text = ""
  const choices = new Map<number, string>()
  const selected = new Set<string>()

  const hintId = newId()
  const hint = h("p", { id: hintId, className: "hidden" }, "The arrow keys, Home and End move from row to row.")
  const body = h("tbody", { attributes: { role: "rowgroup" } })
  const scroller = h("div", {
    className: "scroller",
    tabIndex: 0,
    attributes: { role: "region", "aria-label": label, "aria-describedby": hintId }
  })
  const status = h("p", { className: "place", attributes: { role: "status" } })

  const boxOf = (row: R): HTMLInputElement => {
    const key = keyOf(row)
    const box = h("input", {
      type: "checkbox",
      checked: selected.has(key),
      attributes: { "aria-label": `Select ${nameOf(row)}` }
    })
    box.addEventListener("change", () => {
      if (box.checked) selected.add(key)
      else selected.delete(key)
      followSelection()
    })
    return box
  }

  const cellOf = (column: Column<R>, row: R, isFirst: boolean): HTMLElement => {
    const content = textIn(column, row, formats)
    const mark = column.mark?.(row)
    return h(
      isFirst ? "th" : "td",
      {
        className: column.isNumber === true ? "number" : "",
        attributes: {
          "data-label": column.title,
          ...(isFirst ? { role: "rowheader", scope: "row" } : { role: "cell" })
        }
      },
      mark === undefined ? content : h("span", { className: `badge ${mark}` }, content)
    )
  }

  const makeRow = (index: number): HTMLTableRowElement => {
    const row = shown[index]
    const element = h("tr", { attributes: { role: "row" } })
    if (row === undefined) return element
    if (onSelect !== undefined) {
      element.append(h("td", { className: "select", attributes: { role: "cell" } }, boxOf(row)))
    }
    element.append(...columns.map((column, position) => cellOf(column, row, position === 0)))
    if (action !== undefined) {
      const button = h(
        "button",
        {
          type: "button",
          className: "small",
          on: { click: () => action.run(row) },
          attributes: { "aria-label": `${action.title}: ${nameOf(row)}` }
        },
        action.title
      )
      element.append(h("td", { attributes: { role: "cell" } }, button))
    }
    return element
  }

  const heads = columns.map(({ title, width, isNumber }, index) => {
    const button = h("button", { type: "button", className: "sort", on: { click: () => sortBy(index) } }, title)
    const head = h(
      "th",
      { className: isNumber === true ? "number" : "", attributes: { role: "columnheader", scope: "col" } },
      button
    )
    head.style.width = `${width}%`
    return head
  })
  const nothing = (name: string, className: string): HTMLElement =>
    h("th", { className, attributes: { role: "columnheader", scope: "col" } }, h("span", { className: "hidden" }, name))
  const table = h(
    "table",
    { className: "rows", attributes: { role: "table", "aria-label": label } },
    h(
      "thead",
      { attributes: { role: "rowgroup" } },
      h(
        "tr",
        { attributes: { role: "row", "aria-rowindex": "1" } },
        onSelect === undefined ? undefined : nothing("Selected", "select"),
        ...heads,
        action === undefined ? undefined : nothing(action.title, "action")
      )
    ),
    body
  )
  scroller.append(table)

  const keys = rowKeys(
    body,
    () => shown.length,
    (index) => virtual.reveal(index)
  )
  const virtual = virtualRows(scroller, body, { make: makeRow, follow: keys.follow, current: keys.current })

  // The heads are out of sight on a narrow page, so a list sorts there.
  const sorting = h(
    "select",
    { attributes: { "aria-label": "Sort by" } },
    h("option", { value: "" }, "As it came"),
    ...columns.flatMap(({ title }, index) => [
      h("option", { value: `${index} up` }, `${title}, up`),
      h("option", { value: `${index} down` }, `${title}, down`)
    ])
  )
  sorting.addEventListener("change", () => {
    const [column = "", direction] = sorting.value.split(" ")
    order = column === "" ? undefined : { column: Number(column), isDescending: direction === "down" }
    arrangeAgain(true)
  })

  const sortBy = (column: number): void => {
    // The most comes first where it is about numbers.
    const isDescending = order?.column === column ? !order.isDescending : columns[column]?.isNumber === true
    order = { column, isDescending }
    arrangeAgain(true)
  }

  const search = h("input", {
    type: "search",
    placeholder: "Filter",
    attributes: { "aria-label": `Filter: ${label}` }
  })
  search.addEventListener("input", () => {
    text = search.value
    arrangeAgain(true)
  })

  const chosen = columns.flatMap((column, index) => {
    if (column.isChoice !== true) return []
    const select = h("select", { attributes: { "aria-label": `${column.title} to show` } })
    select.addEventListener("change", () => {
      if (select.value === "") choices.delete(index)
      else choices.set(index, select.value)
      arrangeAgain(true)
    })
    return [{ column, index, select }]
  })

  const allId = newId()
  const all = h("input", { type: "checkbox", id: allId })
  all.addEventListener("change", () => {
    for (const row of shown) {
      if (all.checked) selected.add(keyOf(row))
      else selected.delete(keyOf(row))
    }
    virtual.renew()
    followSelection()
  })

  const followSelection = (): void => {
    const ticked = shown.filter((row) => selected.has(keyOf(row))).length
    all.checked = shown.length > 0 && ticked === shown.length
    all.indeterminate = ticked > 0 && ticked < shown.length
    all.disabled = shown.length === 0
    onSelect?.(rows.filter((row) => selected.has(keyOf(row))))
  }

  const arrangeAgain = (isOtherOrder: boolean): void => {
    const before = shown[keys.current()]
    shown = arrange(rows, columns, { text, choices }, order, formats)
    const place = before === undefined ? -1 : shown.findIndex((row) => keyOf(row) === keyOf(before))
    // A table that is sorted or filtered shows its beginning.
    keys.moveTo(isOtherOrder ? 0 : Math.max(place, 0))
    for (const [index, head] of heads.entries()) {
      if (order?.column === index) head.setAttribute("aria-sort", order.isDescending ? "descending" : "ascending")
      else head.removeAttribute("aria-sort")
    }
    sorting.value = order === undefined ? "" : `${order.column} ${order.isDescending ? "down" : "up"}`
    table.setAttribute("aria-rowcount", String(shown.length + 1))
    status.textContent =
      shown.length === rows.length
        ? formats.count(rows.length, "row", "rows")
        : `${formats.number(shown.length)} of ${formats.count(rows.length, "row", "rows")}`
    virtual.set(shown.map(keyOf), isOtherOrder)
    followSelection()
  }

  const set = (next: ReadonlyArray<R>): void => {
    rows = next
    const known = new Set(rows.map(keyOf))
    for (const key of selected) if (!known.has(key)) selected.delete(key)
    for (const { column, index, select } of chosen) {
      const values = valuesOf(column, rows, formats)
      select.replaceChildren(
        h("option", { value: "" }, `${column.title}: all`),
        ...values.map((value) => h("option", { value }, value))
      )
      const before = choices.get(index)
      if (before !== undefined && values.includes(before)) select.value = before
      else choices.delete(index)
    }
    virtual.renew()
    arrangeAgain(false)
  }

  const element = h(
    "div",
    { className: onSelect === undefined ? "table" : "table selectable" },
    h(
      "div",
      { className: "tools", attributes: { role: "group", "aria-label": "Filter and order" } },
      search,
      ...chosen.map(({ select }) => select),
      h("span", { className: "sorting" }, sorting),
      onSelect === undefined ? undefined : h("label", { htmlFor: allId }, all, h("span", {}, "Select all shown")),
      status
    ),
    hint,
    scroller
  )
  return { element, set }
}
