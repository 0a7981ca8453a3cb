/**
 * The arguments of the tools for API tokens, notification rules, sandboxes, custom nodes and the settings of the instance
 * that do not follow from their actions. A body that is long is a text of JSON, whose schema is a resource.
 */
import type { ActionName } from "@effect-losant/core/Actions"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import type { ArgumentOverrides, ArgumentSpec, Reader } from "../model/ArgumentSpec.ts"
import type { JsonSchema } from "../model/ToolSchema.ts"
import { parseJsonText } from "../text/json.ts"
import { findExcess } from "./argumentSize.ts"
import { readIso } from "./values/instant.ts"

const text: JsonSchema = { type: "string" }

const readJson =
  (isWanted: (value: unknown) => boolean, form: string): Reader =>
  (value) => {
    const parsed = parseJsonText(value)
    if (!isWanted(parsed)) return Result.fail(`expected ${form}, or its JSON`)
    const excess = findExcess(parsed)
    return excess === undefined ? Result.succeed(parsed) : Result.fail(`is ${excess}`)
  }

const readObject = readJson(Predicate.isObject, "an object")
const readList = readJson(Array.isArray, "a list")

/** A part of a body that is given as JSON. `schema` is the last part of the URI of the resource with its schema. */
const jsonOf = (schema: string, read: Reader): ArgumentSpec => ({
  description: `JSON; schema: losant://schemas/${schema}`,
  schema: text,
  read
})

/** The text of a query. An object is taken too, and sent as its JSON. */
const readQueryText: Reader = (value) => {
  return Result.map(readObject(value), (query) => (typeof value === "string" ? value : JSON.stringify(query)))
}

const readInteger: Reader = (value) => {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value
  return Number.isInteger(number) ? Result.succeed(number) : Result.fail("expected an integer")
}

const settings = {
  orgDefaultLimitConfig: {
    description: 'Merged; JSON such as {"device":100}; schema: losant://schemas/instance-settings',
    schema: text,
    read: readObject
  },
  reportConfigs: {
    ...jsonOf("instance-settings", readList),
    description: "Replaced whole; JSON; schema: losant://schemas/instance-settings"
  }
}

/** A time in the body of a write has no default. */
const time: ArgumentSpec = { schema: text, read: readIso }

const token = {
  orgRoles: jsonOf("api-token", readList)
}

const rule = {
  targetQueryJson: {
    description: "Which organizations: a query as in losant_list_orgs, {} for all",
    schema: text,
    read: readQueryText
  },
  emailConfig: jsonOf("notification-rule", readObject)
}

const node = {
  triggers: jsonOf("custom-node", readList),
  nodes: jsonOf("custom-node", readList),
  customNodeConfig: jsonOf("custom-node", readObject),
  iconData: { description: "A data URI" }
}

const quarterHour = 900_000
const month = 2_678_400_000

/** Losant cuts a longer time without a word, so it is refused. */
const window = {
  end: { description: "Default now" },
  duration: {
    description: "ms up to end, default a day",
    schema: { type: "integer", maximum: month },
    least: quarterHour
  },
  resolution: { description: "ms, default an hour", schema: { type: "integer" }, read: readInteger }
}

const sandboxPage = {
  limit: { schema: { type: "integer", maximum: 50, default: 20 }, least: 1 }
}

/** By the name of the action. */
export const itemArguments: { readonly [Name in ActionName]?: ArgumentOverrides } = {
  "instance.patch": { specs: settings },
  "instance.generateReport": { specs: { start: { ...time, description: "ISO 8601" }, end: time } },
  "instanceApiTokens.post": {
    specs: {
      ...token,
      scope: { description: "What it may do, such as all.Instance.read, or actions such as instanceOrgs.get" },
      expirationDate: { description: "ISO 8601; fixed for ever", schema: text, read: readIso }
    }
  },
  "instanceApiToken.patch": { specs: token },
  "instanceNotificationRules.post": { specs: rule },
  "instanceNotificationRule.patch": { specs: rule },
  "instanceNotificationRule.logs": {
    specs: { limit: { schema: { type: "integer", maximum: 100, default: 20 }, least: 1 } }
  },
  "instanceSandboxes.get": { omits: ["summaryInclude", "summaryExclude", "endingBeforeId"], specs: sandboxPage },
  "instanceSandbox.get": { omits: ["summaryInclude", "summaryExclude"] },
  "instanceSandbox.undelete": { omits: ["summaryInclude", "summaryExclude"] },
  "instanceCustomNodes.post": { specs: node },
  "instanceCustomNode.patch": { specs: node },
  "instanceCustomNode.errors": {
    specs: { ...window, limit: { schema: { type: "integer", maximum: 100, default: 25 }, least: 1 } }
  },
  "instanceCustomNode.stats": { specs: window }
}
