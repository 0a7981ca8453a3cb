import { actions } from "@effect-losant/core"
import { servedNames } from "../../src/resources/served.ts"

const names = servedNames

export const reads = names.filter((name) => actions[name].method === "GET")
export const writes = names.filter((name) => actions[name].method !== "GET")
