/** The flags of the command line, as commander takes them. */
import { InvalidArgumentError, Option } from "commander"

/** Refuses a value that is blank, and a flag in the place of one: then the value was forgotten. */
const checkValue = (text: string, flags: ReadonlyArray<string>): void => {
  if (text.trim() === "") throw new InvalidArgumentError("It needs a value.")
  if (flags.includes(text)) throw new InvalidArgumentError(`It needs a value, and ${text} is a flag.`)
}

type Names = () => ReadonlyArray<string>

/** A flag with one value, that can be given once. `flags` are the names of all flags. */
export const singleOption = (written: string, description: string, flags: Names): Option =>
  new Option(written, description).argParser((text: string, before?: string) => {
    checkValue(text, flags())
    if (before !== undefined) throw new InvalidArgumentError("It can be given once.")
    return text
  })

/** A flag with a value, that can be given again for more of them. */
export const repeatableOption = (written: string, description: string, flags: Names): Option =>
  new Option(written, description).argParser((text: string, before: ReadonlyArray<string> = []) => {
    checkValue(text, flags())
    return [...before, text]
  })

/** A flag with one of some values. */
export const choiceOption = (written: string, description: string, choices: ReadonlyArray<string>): Option =>
  new Option(written, description).choices(choices)
