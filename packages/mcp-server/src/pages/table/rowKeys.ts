/** The keys of a table: Tab leads to the controls of one row alone, and the arrow keys, Home and End to another row. */

export interface RowKeys {
  /** The place of the row that Tab leads to, among the rows that are shown. */
  readonly current: () => number
  readonly moveTo: (index: number) => void
  /** Lets Tab reach the controls of the row, or not. */
  readonly follow: (row: HTMLTableRowElement, index: number) => void
}

const controlsOf = (row: HTMLTableRowElement): ReadonlyArray<HTMLElement> => [
  ...row.querySelectorAll<HTMLElement>("input, button")
]

const indexOf = (row: HTMLTableRowElement): number => Number(row.dataset["index"])

const rowOf = (target: EventTarget | null): HTMLTableRowElement | undefined =>
  (target instanceof Element ? target.closest<HTMLTableRowElement>("tr[data-index]") : null) ?? undefined

/** `count` is the number of rows, `reveal` scrolls to one. */
export const rowKeys = (
  body: HTMLTableSectionElement,
  count: () => number,
  reveal: (index: number) => HTMLTableRowElement | undefined
): RowKeys => {
  let current = 0

  const follow: RowKeys["follow"] = (row, index) => {
    for (const control of controlsOf(row)) control.tabIndex = index === current ? 0 : -1
  }

  const placeAfter = (key: string): number | undefined => {
    const last = count() - 1
    switch (key) {
      case "ArrowDown":
        return Math.min(current + 1, last)
      case "ArrowUp":
        return Math.max(current - 1, 0)
      case "Home":
        return 0
      case "End":
        return last
      default:
        return undefined
    }
  }

  body.addEventListener("focusin", ({ target }) => {
    const focused = rowOf(target)
    if (focused === undefined) return
    current = indexOf(focused)
    for (const row of body.rows) follow(row, indexOf(row))
  })

  body.addEventListener("keydown", (event) => {
    const { target, key, ctrlKey, altKey, metaKey, shiftKey } = event
    const next = placeAfter(key)
    const row = rowOf(target)
    if (next === undefined || row === undefined || !(target instanceof HTMLElement)) return
    if (ctrlKey || altKey || metaKey || shiftKey) return
    event.preventDefault()
    const position = controlsOf(row).indexOf(target)
    current = next
    const revealed = reveal(next)
    if (revealed !== undefined) controlsOf(revealed)[position]?.focus()
  })

  return {
    current: () => current,
    moveTo: (index) => {
      current = index
    },
    follow
  }
}
