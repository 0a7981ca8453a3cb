/** The columns of a table, and the order and filters that they give. */
import type { Formats } from "../numbers.ts"

export type Value = string | number | undefined

export interface Column<R> {
  readonly title: string
  readonly value: (row: R) => Value
  /** The text in the cell. It is the value unless it is given. */
  readonly format?: (row: R) => string
  /** A class for a cell that is marked, such as `danger`. */
  readonly mark?: (row: R) => string | undefined
  readonly isNumber?: boolean
  /** The values are few, and the person chooses one to see its rows alone. */
  readonly isChoice?: boolean
  /** The part of the width, in percent. */
  readonly width: number
}

export interface Order {
  readonly column: number
  readonly isDescending: boolean
}

export interface Filter {
  readonly text: string
  /** The chosen values, by the number of the column. */
  readonly choices: ReadonlyMap<number, string>
}

export const textIn = <R>({ value, format }: Column<R>, row: R, { number }: Formats): string => {
  if (format !== undefined) return format(row)
  const own = value(row)
  return typeof own === "number" ? number(own) : (own ?? "")
}

/** Rows without a value come last, in both directions. */
const compareValues = (one: Value, other: Value, isDescending: boolean, { compare }: Formats): number => {
  if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined)
  const order = typeof one === "number" && typeof other === "number" ? one - other : compare(String(one), String(other))
  return isDescending ? -order : order
}

/** The rows that fit the filter, in order. Equal rows stay as they came. */
export const arrange = <R>(
  rows: ReadonlyArray<R>,
  columns: ReadonlyArray<Column<R>>,
  { text, choices }: Filter,
  order: Order | undefined,
  formats: Formats
): ReadonlyArray<R> => {
  const wanted = text.trim().toLowerCase()
  const chosen = [...choices].flatMap(([index, value]) => {
    const column = columns[index]
    return column === undefined ? [] : [{ column, value }]
  })
  const found = rows.filter(
    (row) =>
      chosen.every(({ column, value }) => textIn(column, row, formats) === value) &&
      (wanted === "" || columns.some((column) => textIn(column, row, formats).toLowerCase().includes(wanted)))
  )
  const by = order === undefined ? undefined : columns[order.column]
  if (order === undefined || by === undefined) return found
  return found.toSorted((one, other) => compareValues(by.value(one), by.value(other), order.isDescending, formats))
}

/** The values of a column among the rows, each once. */
export const valuesOf = <R>(column: Column<R>, rows: ReadonlyArray<R>, formats: Formats): ReadonlyArray<string> =>
  [...new Set(rows.map((row) => textIn(column, row, formats)))].toSorted(formats.compare)
