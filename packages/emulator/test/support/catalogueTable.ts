import { faultCatalogue, faultNames } from "../../src/faults/FaultCatalogue.ts"

const rows = [
  ["fault", "what happens", "applied", "parameter"],
  ...faultNames.map((name) => {
    const { description, applied, parameters } = faultCatalogue[name]
    const when = applied === "late" ? applied : applied ? "yes" : "no"
    return [`\`${name}\``, description, when, parameters.map((each) => `\`${each}\``).join(", ")]
  })
]

const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
const line = (row: ReadonlyArray<string>, fill: string) =>
  `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(" | ")} |`

/** The catalogue as it has to stand in the README. */
export const table = rows
  .flatMap((row, index) => [line(row, " "), ...(index === 0 ? [line(["", "", "", ""], "-")] : [])])
  .join("\n")
