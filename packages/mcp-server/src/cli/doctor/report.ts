/** What the doctor found, for people and for programs. */

import { version } from "../../config/version.ts"
import type { Redact } from "../../model/HideToken.ts"
import { visible } from "../../text/escapes.ts"
import type { Check, Status } from "./Check.ts"

const marks: Readonly<Record<Status, string>> = { ok: "✓", failed: "✗", notChecked: "–" }

/** The checks without the token, should a setting or an answer repeat it, and with nothing hidden. */
const safe = (checks: ReadonlyArray<Check>, redact: Redact): ReadonlyArray<Check> => {
  const clean = (text: string) => visible(redact(text))
  return checks.map(({ advice, message, ...check }) => ({
    ...check,
    message: clean(message),
    ...(advice === undefined ? {} : { advice: clean(advice) })
  }))
}

const isHealthy = (checks: ReadonlyArray<Check>): boolean => checks.every(({ status }) => status !== "failed")

const summary = (checks: ReadonlyArray<Check>): string => {
  const wrong = checks.filter(({ status }) => status === "failed").length
  return wrong === 0
    ? "Nothing has to be put right."
    : `${wrong === 1 ? "One thing has" : `${wrong} things have`} to be put right.`
}

const forPeople = (checks: ReadonlyArray<Check>): string => {
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

/** A line for each check, or all of them as JSON. */
export const report = (found: ReadonlyArray<Check>, redact: Redact, json: boolean): Report => {
  const checks = safe(found, redact)
  const healthy = isHealthy(checks)
  return {
    isHealthy: healthy,
    text: json ? `${JSON.stringify({ ok: healthy, version, checks }, undefined, 2)}\n` : forPeople(checks)
  }
}
