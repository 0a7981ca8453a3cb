/** Renders figures as text for people. */
import { type Goal, isReached, type Measure, ratioOf, type Section } from "./measure.ts"

const number = (value: number): string => {
  const digits = value < 10 ? 2 : value < 100 ? 1 : 0
  return value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

const figure = (value: number | undefined, unit: Measure["unit"]): string =>
  value === undefined ? "" : `${number(value)} ${unit}`

const ratio = (value: number | undefined): string => (value === undefined ? "" : value.toFixed(2))

const goal = ({ of, bound, value }: Goal, unit: Measure["unit"]): string =>
  `${bound === "atMost" ? "≤" : "≥"} ${value}${of === "value" ? ` ${unit}` : ""}`

const verdict = (measure: Measure): string => {
  const reached = isReached(measure)
  return reached === undefined ? "" : reached ? "reached" : "not reached"
}

const aligned = (rows: ReadonlyArray<ReadonlyArray<string>>): string => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const cells = (row: ReadonlyArray<string>) =>
    row.map((cell, column) => {
      const width = widths[column] ?? 0
      return column === 0 ? cell.padEnd(width) : cell.padStart(width)
    })
  return rows.map((row) => cells(row).join("  ").trimEnd()).join("\n")
}

/** Renders a section. The figures of other programs are ratios to the same reference as ours. */
export const render = ({ title, rounds, measures }: Section): string => {
  const heading = `${title}${rounds === undefined ? "" : ` (${rounds} rounds)`}`
  const table = aligned([
    ["", "reference", "effect-losant", "ratio", "goal", ""],
    ...measures.map((measure) => [
      measure.what,
      figure(measure.reference?.value, measure.unit),
      figure(measure.ours, measure.unit),
      ratio(ratioOf(measure)),
      measure.goal === undefined ? "" : goal(measure.goal, measure.unit),
      verdict(measure)
    ])
  ])
  const names = [...new Set(measures.flatMap(({ others }) => Object.keys(others ?? {})))]
  if (names.length === 0) return `${heading}\n${table}`
  const compared = measures.filter(({ others }) => others !== undefined)
  const peers = aligned([
    ["", ...names],
    ...compared.map(({ what, unit, others, reference }) => [
      what,
      ...names.map((name) => {
        const value = others?.[name]
        if (value === undefined) return ""
        return reference === undefined ? figure(value, unit) : ratio(value / reference.value)
      })
    ])
  ])
  return `${heading}\n${table}\n\nOthers, as ratios to the same reference where there is one\n${peers}`
}
