/** The faults of the emulator, from its catalogue. */
import { type FaultDescription, type FaultParameters, faultCatalogue } from "@effect-losant/emulator"
import { code, table } from "./markdown.ts"

/** A row for each fault. */
export const faultTable = (): string => {
  const faults: ReadonlyArray<readonly [string, FaultDescription]> = Object.entries(faultCatalogue)
  return table(
    ["fault", "what happens", "applied", "parameter"],
    faults.map(([name, { description, applied, parameters }]) => [
      code(name),
      description,
      applied ? "yes" : "no",
      parameters.map(code).join(", ")
    ])
  )
}

const parameters: Readonly<Record<keyof FaultParameters, readonly [meaning: string, standard: string]>> = {
  seconds: ["how long the client is told to wait", "7"],
  bytes: ["how long the body is; never shorter than the answer", "200,000,000"],
  interval: ["the milliseconds before each byte, by the emulator's clock", "1,000"],
  depth: ["how many arrays lie in each other", "100,000"],
  location: ["the URL to which the redirect leads", "one at `elsewhere.invalid`"],
  fields: ["the names of the fields that are meant, at any depth", "all of the outermost object"]
}

/** A row for each parameter. */
export const parameterTable = (): string =>
  table(
    ["parameter", "meaning", "default"],
    Object.entries(parameters).map(([name, texts]) => [code(name), ...texts])
  )
