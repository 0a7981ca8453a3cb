/** Losant's actions, from core's declarations. */
import * as core from "@effect-losant/core"
import { code, table } from "./markdown.ts"

const modules: Readonly<Record<string, unknown>> = core

/** The name under which core exports an action, such as `InstanceOrg.get`. */
const effectOf = (action: unknown): string => {
  for (const [module, members] of Object.entries(modules)) {
    const [name] = Object.entries(Object(members)).find(([, member]) => member === action) ?? []
    if (name !== undefined && module !== "actions") return `${module}.${name}`
  }
  throw new Error("Core exports an action under no module.")
}

/** A row for each action. */
export const actionTable = (): string =>
  table(
    ["action", "with promises", "as an Effect", "body"],
    Object.entries(core.actions).map(([name, action]) => [
      code(name),
      code(`client.${name}`),
      code(effectOf(action)),
      Object.keys(action.body ?? {})
        .map(code)
        .join(", ")
    ])
  )

/** A row for each module of actions, with the actions in it. */
export const moduleTable = (): string => {
  const actionsOf = new Map<string, ReadonlyArray<string>>()
  for (const action of Object.values(core.actions)) {
    const [module = "", name = ""] = effectOf(action).split(".")
    actionsOf.set(module, [...(actionsOf.get(module) ?? []), name])
  }
  return table(
    ["module", "actions"],
    [...actionsOf].map(([module, names]) => [code(module), names.map(code).join(", ")])
  )
}
