/** Makes the flags of the command line for commander. */
import { InvalidArgumentError, Option } from "commander"

/** Refuses a blank value, and a flag in the place of a forgotten value. */
const checkValue = (text: string, flags: ReadonlyArray<string>): void => {
  if (text.trim() === "") throw new InvalidArgumentError("It needs a value.")
  if (flags.includes(text)) throw new InvalidArgumentError(`It needs a value, and ${text} is a flag.`)
}

type Names = () => ReadonlyArray<string>

/** A flag that takes a value and cannot be repeated. `flags` returns the names of all flags. */
export const singleOption = (syntax: string, description: string, flags: Names): Option =>
  new Option(syntax, description).argParser((text: string, previous?: string) => {
    checkValue(text, flags())
    if (previous !== undefined) throw new InvalidArgumentError("It can be given once.")
    return text
  })

/** A flag that takes a value and can be repeated for more values. */
export const repeatableOption = (syntax: string, description: string, flags: Names): Option =>
  new Option(syntax, description).argParser((text: string, previous: ReadonlyArray<string> = []) => {
    checkValue(text, flags())
    return [...previous, text]
  })

/** A flag that takes one of the choices. */
export const choiceOption = (syntax: string, description: string, choices: ReadonlyArray<string>): Option =>
  new Option(syntax, description).choices(choices)
