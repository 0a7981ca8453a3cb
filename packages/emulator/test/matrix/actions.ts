import { type ActionName, actions } from "@effect-losant/core"

// Sound: they are the keys of the list of actions.
const names = Object.keys(actions) as ReadonlyArray<ActionName>

export const reads = names.filter((name) => actions[name].method === "GET")
export const writes = names.filter((name) => actions[name].method !== "GET")
