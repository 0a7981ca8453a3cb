/** The confirmations that the tools ask for, from the dangers that they declare. */
import { code, table } from "./markdown.ts"
import { dangers, makeToolsWithToolsets } from "./sources.ts"

/** A row for each danger of each tool that writes. A tool without a danger never asks. */
export const confirmationTable = (): string =>
  table(
    ["tool", "a call that would", "asks", "to undo it"],
    makeToolsWithToolsets(false).flatMap(({ tool: { spec } }) => {
      if (spec.write === undefined) return []
      const name = code(spec.name)
      const kinds = spec.write.dangers
      return kinds.length === 0
        ? [[name, "", "nothing, whatever the call", ""]]
        : kinds.map((kind) => [name, dangers[kind].action, code(dangers[kind].level), dangers[kind].undo])
    })
  )
