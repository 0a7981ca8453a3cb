/** Formats the checks of the doctor, for people and for programs. */
import { version } from "../../config/version.ts"
import type { Redact } from "../../model/HideToken.ts"
import { visible } from "../../text/escapes.ts"
import type { Check, Status } from "./Check.ts"

const marks: Readonly<Record<Status, string>> = { ok: "✓", failed: "✗", notChecked: "–" }

/** The checks without the token, which a setting or an answer may repeat, and without hidden characters. */
const sanitizeChecks = (checks: ReadonlyArray<Check>, redact: Redact): ReadonlyArray<Check> => {
  const clean = (text: string) => visible(redact(text))
  return checks.map(({ advice, message, ...check }) => ({
    ...check,
    message: clean(message),
    ...(advice === undefined ? {} : { advice: clean(advice) })
  }))
}

const isHealthy = (checks: ReadonlyArray<Check>): boolean => checks.every(({ status }) => status !== "failed")

const summary = (checks: ReadonlyArray<Check>): string => {
  const problems = checks.filter(({ status }) => status === "failed").length
  return problems === 0
    ? "Nothing has to be corrected."
    : `${problems === 1 ? "One thing has" : `${problems} things have`} to be corrected.`
}

const formatForPeople = (checks: ReadonlyArray<Check>): string => {
  const width = Math.max(...checks.map(({ name }) => name.length))
  const indent = " ".repeat(width + 4)
  const lines = checks.map(({ name, status, message, advice }) =>
    [`${marks[status]} ${name.padEnd(width)}  ${message}`, ...(advice === undefined ? [] : [`→ ${advice}`])]
      .join("\n")
      .replaceAll("\n", `\n${indent}`)
  )
  return `${lines.join("\n")}\n\n${summary(checks)}\n`
}

export interface Report {
  readonly text: string
  readonly isHealthy: boolean
}

/** A line for each check, or all checks as JSON. */
export const report = (results: ReadonlyArray<Check>, redact: Redact, json: boolean): Report => {
  const checks = sanitizeChecks(results, redact)
  const healthy = isHealthy(checks)
  return {
    isHealthy: healthy,
    text: json ? `${JSON.stringify({ ok: healthy, version, checks }, undefined, 2)}\n` : formatForPeople(checks)
  }
}
