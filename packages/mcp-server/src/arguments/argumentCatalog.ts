/**
 * The arguments whose schema or reader does not follow from the action. Every conversation pays for every word of the
 * descriptions, so a description does not repeat the name.
 */
import type { ActionName } from "@effect-losant/core/Actions"
import { Role } from "@effect-losant/core/schemas/Role"
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import type { ArgumentOverrides, ArgumentSpec, Reader } from "../model/ArgumentSpec.ts"
import type { JsonSchema } from "../model/ToolSchema.ts"
import { parseJsonText } from "../text/json.ts"
import { findExcess } from "./argumentSize.ts"
import { itemArguments } from "./itemArguments.ts"
import { readCounts, readNameList } from "./nameLists.ts"
import { filterArguments } from "./orgFilters.ts"
import { readFirstTags, readTagChanges } from "./tags.ts"
import { day, defaultDays, hour } from "./usagePeriod.ts"
import { toBoolean } from "./values/booleans.ts"
import { almostTime, parseTime, readMilliseconds } from "./values/instant.ts"

const readDisabledAt: Reader = (value) => {
  // A number is a time.
  const isTime = typeof value === "number" || (typeof value === "string" && /\d/.test(value))
  const flag = isTime ? value : toBoolean(value)
  if (typeof flag === "boolean") return Result.succeed(flag)
  return Option.match(typeof value === "string" ? parseTime(value) : Option.none(), {
    onNone: () =>
      Result.fail(almostTime(value) ?? 'expected "true", "false", or an ISO 8601 time such as 2026-01-31T00:00:00Z'),
    onSome: (time) => Result.succeed(DateTime.formatIso(time))
  })
}

const resolutions = new Map<unknown, number>([
  ["day", day],
  [String(day), day],
  [day, day],
  ["hour", hour],
  [String(hour), hour],
  [hour, hour]
])

const readQuery: Reader = (value) => {
  const query = parseJsonText(value)
  if (!Predicate.isObject(query)) return Result.fail("expected an object, or its JSON")
  const excess = findExcess(query)
  return excess === undefined ? Result.succeed(query) : Result.fail(`is ${excess}`)
}

const readResolution: Reader = (value) => {
  const resolution = resolutions.get(value)
  return resolution === undefined ? Result.fail('expected "day" or "hour"') : Result.succeed(resolution)
}

const monthForm = /^(\d{4})-(0[1-9]|1[0-2])$/

/** A month, or any time in it, in milliseconds since 1970. */
const readMonth: Reader = (value) =>
  Result.mapError(
    readMilliseconds(typeof value === "string" && monthForm.test(value.trim()) ? `${value.trim()}-01` : value),
    (problem) => `${problem}, or a month such as 2026-05`
  )

/** The forms in which an assistant may write a time. */
export const timeForms = "ISO 8601 or milliseconds"

/** The default size of a page: few enough items for an assistant to read. */
export const defaultPerPage = 20
const maxPerPage = 100

const text: JsonSchema = { type: "string" }
const flag: JsonSchema = { type: "boolean" }
const names: JsonSchema = { type: "array", items: text }

const resourceRoles = (): JsonSchema => ({
  type: "array",
  items: {
    type: "object",
    properties: { resourceId: text, role: { type: "string", enum: ["collaborate", "view", "none"] } }
  }
})

/** By the name of the argument. All tools share the catalog. */
export const argumentCatalog: Readonly<Record<string, ArgumentSpec>> = {
  ...filterArguments,
  // Without it the call reaches the only instance there is, or none.
  instanceId: { foundBy: "losant_list_instances", schema: text, ifNull: "absent" },
  orgId: { foundBy: "losant_list_orgs", description: "Id or name", schema: text },
  userId: { foundBy: "losant_list_org_members", description: "Id or email", schema: text },
  inviteId: { foundBy: "losant_list_org_invites", description: "Id or email", schema: text },
  instanceAuditLogId: { foundBy: "losant_list_audit_logs", schema: text },
  month: { description: "Such as 2026-05; default this one", schema: text, read: readMonth },
  // The default shows that pages are counted from 0.
  page: { schema: { type: "integer", default: 0 }, least: 0 },
  perPage: { schema: { type: "integer", maximum: maxPerPage, default: defaultPerPage }, least: 1 },
  fields: { description: "Answers these instead", schema: names, read: readNameList },
  filter: { description: "* stands for any characters" },
  summaryInclude: {
    description: "Such as deviceCount, appCount, memberCount, payloadCount, storageStats",
    schema: names,
    read: readCounts,
    takesEmptyList: true
  },
  query: {
    description:
      "Advanced query as JSON; schema: losant://schemas/org-query. " +
      '{"name":{"$startsWith":"A","$ci":true}}, {"creationDate":{"$lt":"2026-01-01T00:00:00Z"}}, ' +
      '{"tags":{"$tagKey":"region","$tagValue":{"$in":["eu","us"]}}}, {"$or":[{"referralId":"x"},{"auditLogEnabled":true}]}',
    // Some clients refuse the schema of an object without properties.
    schema: text,
    read: readQuery
  },
  since: { description: timeForms, schema: text, read: readMilliseconds },
  apiTokenId: { foundBy: "losant_list_api_tokens" },
  notificationRuleId: { foundBy: "losant_list_notification_rules" },
  instanceSandboxId: { foundBy: "losant_list_sandboxes" },
  instanceCustomNodeId: { foundBy: "losant_list_custom_nodes" },
  start: { description: `${timeForms}; default ${defaultDays} days before end`, schema: text, read: readMilliseconds },
  end: { description: "Default with start now, else the last midnight UTC", schema: text, read: readMilliseconds },
  resolution: { schema: { type: "string", enum: ["day", "hour"], default: "day" }, read: readResolution },
  asBytes: { schema: flag },
  // Losant does not document what these two do.
  referralId: { description: "Any text; Losant documents no use of it" },
  disallowTransfer: { description: "With email; by its name, nobody else may accept" },
  limits: { description: "storage of data tables in bytes, dataTTL and systemInterval in seconds" },
  disabledAt: {
    description: '"true" disables now, a time from then on, "false" enables',
    schema: text,
    read: readDisabledAt
  },
  members: {
    description: "At most 10, each by userId or email",
    // Roles on single applications are left out, because a new organization has no applications yet.
    schema: {
      type: "array",
      items: {
        type: "object",
        properties: { userId: text, email: text, role: { type: "string", enum: Role.literals } }
      }
    }
  },
  role: { description: "Most rights first" },
  applicationRoles: { schema: resourceRoles() },
  dashboardRoles: { schema: resourceRoles() },
  chart: { description: "Adds a PNG", schema: flag },
  rows: { description: "Adds the table", schema: flag }
}

const ofInstanceMember = { userId: { foundBy: "losant_list_instance_members" } }

const overrides: { readonly [Name in ActionName]?: ArgumentOverrides } = {
  ...itemArguments,
  // The tool names the kind of rows itself, and the order that pages need.
  "instance.historicalSummaries": { omits: ["filterField", "filter", "sortField", "sortDirection"] },
  "instanceMember.get": { specs: ofInstanceMember },
  "instanceMember.patch": { specs: ofInstanceMember },
  "instanceMember.delete": { specs: ofInstanceMember },
  // They are few, and a client sees all of them.
  "instanceMembers.get": { omits: ["sortField", "sortDirection"] },
  // The tool has filters of its own, which are flat.
  "instanceAuditLogs.get": {
    omits: ["auditLogFilter", "sortField"],
    specs: { end: { description: "Default now" } }
  },
  // The tool has filters of its own, which can say more.
  "instanceOrgs.get": { omits: ["filterField", "filter"] },
  "instanceOrgs.post": {
    omits: ["summaryInclude"],
    specs: { tags: { description: 'As "key=value"', schema: names, read: readFirstTags } }
  },
  "instanceOrg.patch": {
    omits: ["summaryInclude"],
    specs: {
      limits: { description: "Merged; storage of data tables in bytes, dataTTL and systemInterval in seconds" },
      whitelistedEmailDomains: { description: "Replaced whole" },
      tags: {
        description: 'As "key=value"; set replaces all, remove takes keys too',
        schema: { type: "object", properties: { set: names, add: names, remove: names } },
        read: readTagChanges
      }
    }
  }
}

const noOverrides: ArgumentOverrides = {}

/** The overrides for the tool of an action. */
export const actionArgumentOverrides = (action: string): ArgumentOverrides =>
  // Sound: `hasOwn` checked that the action is a key.
  Object.hasOwn(overrides, action) ? (overrides[action as ActionName] ?? noOverrides) : noOverrides
