/** The toolsets of the server, with the tokens that their tools need. */
import { type Action, type ActionName, actions } from "@effect-losant/core"
import { code, table } from "./markdown.ts"
import { definitions, toolsetNames, toolsets } from "./sources.ts"

type Definition = (typeof definitions)[number]

const isAction = (name: string | undefined): name is ActionName => name !== undefined && Object.hasOwn(actions, name)

const actionOf = ({ action }: Definition): Action.Any | undefined => (isAction(action) ? actions[action] : undefined)

/** The scopes that stand for many actions. Each action also has scopes of its own, which bear its name. */
const sharedScopes = ({ scopes }: Action.Any): string =>
  scopes
    .filter((scope) => /^(all|only)\./.test(scope))
    .map(code)
    .join(", ")

const anyRole = "`view` or `admin`"

/** The role in the instance, or the cap of the token. What a token that only reads may do, a view may do. */
const roleOf = ({ scopes }: Action.Any): string =>
  scopes.some((scope) => scope.endsWith(".read")) ? anyRole : "`admin`"

interface Need {
  readonly scopes: string
  readonly role: string
}

const needOf = (definition: Definition): Need => {
  const action = actionOf(definition)
  return action === undefined
    ? {
        scopes: "those of the requests that it makes",
        role: definition.hints.readOnlyHint ? anyRole : "that of its writes"
      }
    : { scopes: sharedScopes(action), role: roleOf(action) }
}

/** The tools in words: those of a kind, if they are all of that kind, and else their names. */
const describe = (some: ReadonlyArray<Definition>, all: ReadonlyArray<Definition>): string => {
  const reads = all.filter(({ hints }) => hints.readOnlyHint)
  if (some.length === all.length) return "all"
  if (some.length === reads.length && some.every(({ hints }) => hints.readOnlyHint)) return "those that read"
  const writes = all.filter(({ hints }) => !hints.readOnlyHint)
  if (some.length === writes.length && some.every(({ hints }) => !hints.readOnlyHint)) return "those that write"
  if (some.length < 5 && some.length < all.length / 2) return some.map(({ name }) => code(name)).join(", ")
  const isOfOneKind = some.every(({ hints }) => hints.readOnlyHint === some[0]?.hints.readOnlyHint)
  return isOfOneKind ? `the others that ${some[0]?.hints.readOnlyHint === true ? "read" : "write"}` : "the others"
}

/** A row for each toolset and each kind of token that some of its tools need. */
export const toolsetTable = (): string =>
  table(
    ["toolset", "on by default", "tools", "a token with one of these scopes", "role in the instance"],
    toolsetNames.flatMap((toolset) => {
      const all = definitions.filter((one) => one.toolset === toolset)
      const byNeed = new Map<string, ReadonlyArray<Definition>>()
      for (const one of all) {
        const key = JSON.stringify(needOf(one))
        byNeed.set(key, [...(byNeed.get(key) ?? []), one])
      }
      return [...byNeed.values()].map((some) => {
        const [first] = some
        if (first === undefined) throw new Error("A group of tools has no tool.")
        const { scopes, role } = needOf(first)
        return [code(toolset), toolsets[toolset].isOnByDefault ? "yes" : "", describe(some, all), scopes, role]
      })
    })
  )
