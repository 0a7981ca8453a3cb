/** The writes of a change set: grouped where they are alike, each of which the person may leave out. */
import type { Item, ItemGroup, ItemState } from "../../model/views/PlanView.ts"
import { h, newId } from "../dom.ts"
import type { Formats } from "../numbers.ts"

/** A longer list gets a filter. */
const maxWithoutFilter = 15

const words: Readonly<Record<ItemState, string>> = {
  planned: "Planned",
  begun: "Sent, no answer yet",
  done: "Done",
  failed: "Failed",
  unknown: "Not known",
  skipped: "Left out"
}

export interface Choice {
  /** The writes that the person left out. */
  readonly leftOut: ReadonlySet<number>
  readonly onChange: (ids: ReadonlyArray<number>, isIn: boolean) => void
}

const noteOf = ({ dangers = [], detail, toLook }: Item): string =>
  [...dangers, ...(detail === undefined ? [] : [detail]), ...(toLook === undefined ? [] : [`To look: ${toLook}`])].join(
    " · "
  )

const itemRow = (
  item: Item,
  choice: Choice | undefined
): { readonly row: HTMLElement; readonly box?: HTMLInputElement } => {
  const { id, text, state, isFinal } = item
  const note = noteOf(item)
  const noteId = newId()
  const noteElement =
    note === "" ? undefined : h("span", { id: noteId, className: isFinal ? "note danger" : "note" }, note)
  const stateElement = state === "planned" ? undefined : h("span", { className: `state ${state}` }, words[state])
  if (choice === undefined || state !== "planned") {
    return { row: h("li", {}, h("span", { className: "text" }, text), stateElement, noteElement) }
  }
  const box = h("input", {
    type: "checkbox",
    checked: !choice.leftOut.has(id),
    ...(note === "" ? {} : { attributes: { "aria-describedby": noteId } })
  })
  box.addEventListener("change", () => choice.onChange([id], box.checked))
  return { box, row: h("li", {}, h("label", {}, box, h("span", { className: "text" }, text)), noteElement) }
}

/** A group with a box for all of it. */
const groupPart = (
  { what, items, dangers = [] }: ItemGroup,
  choice: Choice | undefined,
  { count }: Formats
): HTMLElement => {
  const rows = items.map((item) => ({ item, ...itemRow(item, choice) }))
  const boxes = rows.flatMap(({ item, box }) => (box === undefined ? [] : [{ id: item.id, box }]))
  const all = h("input", { type: "checkbox" })
  const followAll = () => {
    const ticked = boxes.filter(({ box }) => box.checked).length
    all.checked = ticked === boxes.length
    all.indeterminate = ticked > 0 && ticked < boxes.length
  }
  all.addEventListener("change", () => {
    const shown = boxes.filter(({ box }) => box.closest("li")?.hidden !== true)
    for (const { box } of shown) box.checked = all.checked
    choice?.onChange(
      shown.map(({ id }) => id),
      all.checked
    )
    followAll()
  })
  for (const { box } of boxes) box.addEventListener("change", followAll)
  followAll()
  const list = h("ul", { className: "items" }, ...rows.map(({ row }) => row))
  const hasFinal = items.some(({ isFinal }) => isFinal)
  const filter = h("input", { type: "search", placeholder: "Filter", attributes: { "aria-label": `Filter: ${what}` } })
  filter.addEventListener("input", () => {
    const wanted = filter.value.trim().toLowerCase()
    for (const { item, row } of rows) row.hidden = !`${item.text} ${noteOf(item)}`.toLowerCase().includes(wanted)
  })
  const title = `${what.charAt(0).toUpperCase()}${what.slice(1)} (${count(items.length, "change", "changes")})`
  const shared =
    dangers.length === 0 ? undefined : h("p", { className: hasFinal ? "danger" : "risk" }, dangers.join(" · "))
  const legend = boxes.length > 1 ? h("legend", {}, h("label", {}, all, h("span", {}, title))) : h("legend", {}, title)
  return h("fieldset", {}, legend, shared, items.length > maxWithoutFilter ? filter : undefined, list)
}

export const itemList = (
  groups: ReadonlyArray<ItemGroup>,
  choice: Choice | undefined,
  formats: Formats
): ReadonlyArray<HTMLElement> => groups.map((group) => groupPart(group, choice, formats))
