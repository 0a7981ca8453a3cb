/** The argument `clear` of losant_update_instance: it names the reports, and default limits, that go. */
import * as Result from "effect/Result"
import { readNameList } from "../../arguments/nameLists.ts"
import type { Option } from "../../model/ArgumentSpec.ts"
import { quote } from "../../text/escapes.ts"

const reports = "reportConfigs"
const prefix = "orgDefaultLimitConfig."
const limitForm = /^orgDefaultLimitConfig\.\w{1,64}$/

/** The form in which `clear` names a default limit. */
export const defaultLimitPath = (name: string): string => `${prefix}${name}`

/** True if `clear` takes all reports away. */
export const clearsReports = (clear: ReadonlyArray<string>): boolean => clear.includes(reports)

/** The default limits that `clear` names. */
export const clearedDefaultLimits = (clear: ReadonlyArray<string>): ReadonlyArray<string> =>
  clear.filter((name) => limitForm.test(name)).map((name) => name.slice(prefix.length))

const clear: Option<ReadonlyArray<string>> = {
  schema: { type: "array", items: { type: "string" } },
  description: `${reports}, or ${defaultLimitPath("device")}`,
  // It names nothing that is to be taken away.
  ifEmpty: "absent",
  read: (value) =>
    Result.flatMap(readNameList(value), (names) => {
      const unknown = names.find((name) => name !== reports && !limitForm.test(name))
      return unknown === undefined
        ? Result.succeed(names)
        : Result.fail(
            `${quote(unknown, 100)} cannot be taken away; what can be is ${reports}, and a limit as ${defaultLimitPath("device")}`
          )
    })
}

export const clearSettingsOption = { clear }
