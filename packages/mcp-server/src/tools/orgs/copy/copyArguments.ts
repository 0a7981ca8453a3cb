/** The arguments that make a new organization like another one. */
import * as Result from "effect/Result"
import { splitNames } from "../../../arguments/nameLists.ts"
import { flagOption, textOption } from "../../../arguments/options.ts"
import type { Option, OptionValues, Problem, Reader } from "../../../model/ArgumentSpec.ts"
import { parseJsonText } from "../../../text/json.ts"
import { type CopyPart, copyParts } from "./copyOrg.ts"

const readFilled: Reader<string> = (value) =>
  typeof value === "string" && value.trim() !== ""
    ? Result.succeed(value)
    : Result.fail("expected the id or the name of an organization")

/** Nothing is meant by an empty list. */
const readCopyParts: Reader<ReadonlyArray<CopyPart>> = (value) => {
  const parsed = parseJsonText(value)
  const names: ReadonlyArray<unknown> = Array.isArray(parsed) ? parsed : splitNames(String(parsed))
  const parts = copyParts.filter((part) => names.includes(part))
  return names.length > 0 && parts.length === new Set(names).size
    ? Result.succeed(parts)
    : Result.fail(`expected a list of some of ${copyParts.join(", ")}`)
}

const take: Option<ReadonlyArray<CopyPart>> = {
  schema: { type: "array", items: { type: "string", enum: copyParts } },
  description: "From like; default all but members",
  read: readCopyParts
}

export const copyOptions = {
  like: { ...textOption("Copies this organization, by id or name"), read: readFilled },
  take,
  invite: flagOption("Emails the people invited there, with members")
}

export const checkCopy = ({ like, take, invite }: OptionValues<typeof copyOptions>): ReadonlyArray<Problem> => {
  if (like === undefined) {
    return [take === undefined ? [] : ["take"], invite === undefined ? [] : ["invite"]]
      .flat()
      .map((argument) => ({ argument, message: "goes with like only: leave it out" }))
  }
  return invite === true && take?.includes("members") !== true
    ? [{ argument: "invite", message: 'goes with "members" in take only' }]
    : []
}
