/** The emulator's options, and its faults from their catalogue. The types name the options and the parameters. */
import {
  type EmulatorOptions,
  type FaultDescription,
  type FaultParameters,
  type FaultRule,
  faultCatalogue
} from "@effect-losant/emulator"
import { code, table } from "./markdown.ts"

type Texts = readonly [meaning: string, standard: string]

const rowsOf = (texts: Readonly<Record<string, Texts>>) =>
  Object.entries(texts).map(([name, [meaning, standard]]) => [code(name), meaning, standard])

const options: Readonly<Record<keyof EmulatorOptions, Texts>> = {
  seed: ['`"demo"`, `"empty"`, or data: see [Seeds](#seeds)', '`"demo"`'],
  now: [
    "a DateTime or Date at which the emulator begins; from then on its time passes as the clock's",
    "the clock's time"
  ],
  token: ["the token that may do everything (a token of a user: `all.User`)", "`emulator-token`"],
  readToken: ["the token that may only read (`all.User.read`)", "`token` with `-read` at its end"],
  grants: ["further tokens: their scopes, for a token of an instance the instance, and when they expire", "none"],
  maxPerPage: ["the most items that a page holds, whatever `perPage` says", "1,000"],
  maxBodyBytes: ["the longest body that the emulator takes; beyond it it answers 413", "1 MiB"],
  faults: ["rules for requests that go wrong: see [Faults](#faults)", "none"],
  storage: ["where the emulator keeps its state: what `DataFile.open(file)` gives", "none"],
  losant: ["timeouts and retries of the `Losant` that the layer gives", "core's defaults"]
}

/** A row for each option of `Emulator.layer`. */
export const emulatorOptionTable = (): string =>
  table(["option of `Emulator.layer`", "meaning", "default"], rowsOf(options))

const ruleFields: Readonly<Record<Exclude<keyof FaultRule, keyof FaultParameters>, Texts>> = {
  fault: ["a name of the catalogue", "required"],
  action: ["only requests of this action, such as `instanceOrgs.post`", "any action"],
  method: ["only requests with this method", "any method"],
  nth: ["the first fitting request to which the fault happens, counted from 1", "1"],
  times: ["how often the fault happens at most", "1; without end if there is a `probability`"],
  probability: ["from 0 to 1; the same seed and the same order of requests give the same faults", "1"]
}

/** A row for each field of a rule; the parameters of faults have a table of their own. */
export const ruleTable = (): string => table(["field of a rule", "meaning", "default"], rowsOf(ruleFields))

/** A row for each fault. */
export const faultTable = (): string => {
  const faults: ReadonlyArray<readonly [string, FaultDescription]> = Object.entries(faultCatalogue)
  return table(
    ["fault", "what happens", "applied", "parameter"],
    faults.map(([name, { description, applied, parameters }]) => [
      code(name),
      description,
      applied === "late" ? applied : applied ? "yes" : "no",
      parameters.map(code).join(", ")
    ])
  )
}

const parameters: Readonly<Record<keyof FaultParameters, Texts>> = {
  seconds: ["how long the client is told to wait", "7"],
  bytes: ["how long the body is; never shorter than the answer", "200,000,000"],
  interval: ["the milliseconds before each byte, by the emulator's clock", "1,000"],
  delay: ["the milliseconds from the end of the connection to the work, by the emulator's clock", "5,000"],
  depth: ["how many arrays lie in each other", "100,000"],
  location: ["the URL to which the redirect leads", "one at `elsewhere.invalid`"],
  fields: ["the names of the fields that are meant, at any depth", "all of the outermost object"]
}

/** A row for each parameter. */
export const parameterTable = (): string => table(["parameter", "meaning", "default"], rowsOf(parameters))
