/** The names that follow from Losant's name of an action. */

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** The words of a name in camel case. */
export const wordsOf = (name: string): ReadonlyArray<string> =>
  name
    .replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .trim()
    .split(" ")

/** The name of a module, a class or a brand, such as `InstanceWidget` for `instanceWidget`. */
export const className = upperFirst

/** The words of a resource without those of its owner: `notification rule` for `instanceNotificationRule`. */
export const resourceWords = (resource: string): ReadonlyArray<string> => {
  const words = wordsOf(resource)
  return words.length > 1 && words[0] === "instance" ? words.slice(1) : words
}

const verbs: Readonly<Record<string, string>> = { read: "get", list: "list", update: "update" }

export interface ToolNames {
  /** Such as `losant_get_notification_rule`. */
  readonly tool: string
  /** Such as `getNotificationRule`. */
  readonly value: string
  readonly title: string
  /** The folder of the tool, such as `notification-rules`. */
  readonly folder: string
}

const pluralOf = (noun: string): string => {
  if (noun.endsWith("s")) return noun
  return /(?:x|ch)$/.test(noun) ? `${noun}es` : `${noun}s`
}

/** The names of the tool of an action. `shape` is what the action does with the thing that `nouns` name. */
export const toolNames = (nouns: ReadonlyArray<string>, verb: string, shape: string): ToolNames => {
  const own = ["get", "patch"].includes(verb) ? [] : wordsOf(verb)
  const words = [verbs[shape] ?? verb, ...nouns, ...own]
  const [first = "", ...others] = words
  return {
    tool: `losant_${words.join("_")}`,
    value: first + others.map(upperFirst).join(""),
    title: upperFirst(words.join(" ")),
    folder: pluralOf(nouns.join("-"))
  }
}
