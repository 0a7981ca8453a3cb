/** Writes the results of runs of the suite in words. */
import { code, table } from "../tables/markdown.ts"
import type { Expected } from "./expected.ts"
import type { Outcome, Run, Scenario } from "./suite.ts"

/** True if a scenario has a failure or a warning. The suite wants both to be expected. */
const fails = ({ checks }: Scenario): boolean =>
  checks.some(({ status }) => status === "FAILURE" || status === "WARNING")

const title = ({ version, revision }: Run): string => `${version} with revision ${revision}`

/** The check that compares messages with the schema. An expected failure of a whole scenario does not cover it. */
const schemaCheck = "wire-schema-valid"

/** Lists the problems of a run. If there is none, everything went as expected. */
export const problemsOf = ({ run, scenarios, complaint }: Outcome): ReadonlyArray<string> => [
  ...(scenarios.length === 0 ? [`${title(run)} ran no scenario.`] : []),
  ...(complaint === undefined ? [] : [`${title(run)}:\n${complaint}`]),
  ...scenarios.flatMap(({ name, checks }) =>
    checks
      .filter(({ id, status }) => id === schemaCheck && status === "FAILURE")
      .map(({ errorMessage }) => `${title(run)}: ${name} got a message against the schema: ${errorMessage ?? ""}`)
  )
]

const overview = (outcomes: ReadonlyArray<Outcome>): string =>
  table(
    ["suite", "revision", "scenarios", "pass", "cannot apply", "checks passed"],
    outcomes.map(({ run, scenarios }) => {
      const scored = scenarios.filter(({ notScored }) => notScored === undefined)
      const failing = scored.filter(fails).length
      const passed = scored.flatMap(({ checks }) => checks).filter(({ status }) => status === "SUCCESS").length
      return [run.version, run.revision, scored.length, scored.length - failing, failing, passed]
    })
  )

const passing = (outcomes: ReadonlyArray<Outcome>): ReadonlyArray<string> =>
  outcomes.flatMap(({ run, scenarios }) => {
    const names = scenarios.filter((one) => one.notScored === undefined && !fails(one)).map(({ name }) => code(name))
    return ["", `Pass in ${title(run)}: ${names.join(", ")}.`]
  })

const exceptions = (expected: Readonly<Record<string, ReadonlyArray<Expected>>>): string => {
  const revisions = Object.keys(expected)
  const all = revisions.flatMap((revision) => expected[revision] ?? [])
  const unique = [...new Map(all.map((one) => [`${one.entry} ${one.reason}`, one])).values()]
  const holds = (revision: string, { entry, reason }: Expected) =>
    expected[revision]?.some((other) => other.entry === entry && other.reason === reason) === true
  return table(
    ["scenario, or its check", ...revisions, "why it cannot apply"],
    unique
      .sort((a, b) => (a.entry < b.entry ? -1 : 1))
      .map((one) => [code(one.entry), ...revisions.map((revision) => (holds(revision, one) ? "×" : "")), one.reason])
  )
}

const unscored = (outcomes: ReadonlyArray<Outcome>): string =>
  table(
    ["scenario", "revision", "not counted as", "result"],
    outcomes.flatMap(({ run, scenarios }) =>
      scenarios
        .filter(({ notScored }) => notScored !== undefined)
        .map((one) => [code(one.name), run.revision, one.notScored ?? "", fails(one) ? "fails" : "passes"])
    )
  )

/** Renders the summary for the document. */
export const render = (
  outcomes: ReadonlyArray<Outcome>,
  expected: Readonly<Record<string, ReadonlyArray<Expected>>>
): string =>
  [
    overview(outcomes),
    ...passing(outcomes),
    "",
    "### What cannot apply",
    "",
    exceptions(expected),
    "",
    "### What the suite runs and does not count",
    "",
    unscored(outcomes)
  ].join("\n")

const begin = "<!-- summary: written by npm run conformance -- --update -->"
const end = "<!-- end of the summary -->"

/** Replaces the summary in the document. */
export const insert = (document: string, summary: string): string => {
  const [before, rest] = document.split(begin)
  const after = rest?.split(end)[1]
  if (before === undefined || after === undefined) throw new Error("The document does not mark where its summary is.")
  return `${before}${begin}\n\n${summary}\n\n${end}${after}`
}
