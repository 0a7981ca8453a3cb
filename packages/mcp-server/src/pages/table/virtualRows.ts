/** The rows of a table that are in sight: of thousands of rows the page holds a few dozen. */
import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  type Range,
  Virtualizer
} from "@tanstack/virtual-core"
import { h } from "../dom.ts"

/** The height of a row until it was measured, in pixels. */
const usualHeight = 36

export interface VirtualRows {
  /** Shows these rows, from the first. `keyOf` gives what a row is known by. */
  readonly set: (keys: ReadonlyArray<string>, isOtherOrder: boolean) => void
  /** Makes the rows in sight anew. */
  readonly renew: () => void
  /** Scrolls to a row, and gives it. */
  readonly reveal: (index: number) => HTMLTableRowElement | undefined
}

export interface RowMaker {
  readonly make: (index: number) => HTMLTableRowElement
  /** Follows the place of a row, which changes with the order. */
  readonly follow: (row: HTMLTableRowElement, index: number) => void
  /** The row that stays in the page, in sight or not: the one with the focus, or the first for the key Tab. */
  readonly current: () => number
}

/** An empty row in the place of rows that are out of sight. */
const spacer = (height: number): HTMLTableRowElement => {
  const row = h("tr", { className: "spacer", attributes: { "aria-hidden": "true" } })
  row.style.height = `${height}px`
  return row
}

export const virtualRows = (
  scroller: HTMLElement,
  body: HTMLTableSectionElement,
  { make, follow, current }: RowMaker
): VirtualRows => {
  let keys: ReadonlyArray<string> = []
  const made = new Map<string, HTMLTableRowElement>()

  const rowAt = (index: number, key: string): HTMLTableRowElement => {
    const row = made.get(key) ?? make(index)
    made.set(key, row)
    row.dataset["index"] = String(index)
    // The head is the first row for those who hear the table.
    row.setAttribute("aria-rowindex", String(index + 2))
    follow(row, index)
    return row
  }

  const render = (): void => {
    const items = rows.getVirtualItems()
    const parts: Array<HTMLTableRowElement> = []
    let end = 0
    for (const { index, start, end: itemEnd } of items) {
      const key = keys[index]
      if (key === undefined) continue
      if (start > end) parts.push(spacer(start - end))
      parts.push(rowAt(index, key))
      end = itemEnd
    }
    if (rows.getTotalSize() > end) parts.push(spacer(rows.getTotalSize() - end))
    const wanted = new Set(parts)
    for (const row of [...body.rows]) if (!wanted.has(row)) row.remove()
    for (const [key, row] of made) if (!wanted.has(row)) made.delete(key)
    // Rows that are there already are not moved: a move would take their focus.
    let next = body.firstElementChild
    for (const row of parts) {
      if (row === next) next = next.nextElementSibling
      else body.insertBefore(row, next)
    }
    for (const row of made.values()) rows.measureElement(row)
  }

  const withCurrent = (range: Range): Array<number> => {
    const kept = current()
    const indexes = defaultRangeExtractor(range)
    const isOut = kept < range.count && !indexes.includes(kept)
    return isOut ? [...indexes, kept].toSorted((one, other) => one - other) : indexes
  }

  const rows = new Virtualizer<HTMLElement, HTMLTableRowElement>({
    count: 0,
    getScrollElement: () => scroller,
    estimateSize: () => usualHeight,
    getItemKey: (index) => keys[index] ?? index,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    overscan: 12,
    initialRect: { width: 0, height: 440 },
    rangeExtractor: withCurrent,
    onChange: () => render()
  })
  rows._didMount()

  return {
    set: (next, isOtherOrder) => {
      keys = next
      if (isOtherOrder) scroller.scrollTop = 0
      rows.setOptions({ ...rows.options, count: keys.length })
      rows._willUpdate()
      render()
    },
    renew: () => {
      made.clear()
      render()
    },
    reveal: (index) => {
      // The row to keep is another one now. A new extractor lets the virtualizer notice.
      rows.setOptions({ ...rows.options, rangeExtractor: (range) => withCurrent(range) })
      rows.scrollToIndex(index, { align: "auto" })
      render()
      return made.get(keys[index] ?? "")
    }
  }
}
