/**
 * The arguments that are spoken of in an assistant's language instead of Losant's, by name: what their schema says, and
 * how what an assistant sends becomes what the action takes. Each word of it is paid for by every conversation: what a
 * name says already is not said again.
 */
import { Role } from "@effect-losant/core/schemas/Role"
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import type { Reader, Term } from "../model/ArgumentSpec.ts"
import type { JsonSchema } from "../model/ToolSchema.ts"
import { instant, noSuchDay, readMilliseconds } from "./instant.ts"
import { readCounts, readNameList } from "./nameLists.ts"
import { filterTerms } from "./orgFilters.ts"
import { day, hour } from "./usagePeriod.ts"

const readDisabledAt: Reader = (value) => {
  if (typeof value === "boolean") return Result.succeed(value)
  if (value === "true" || value === "false") return Result.succeed(value === "true")
  return Option.match(typeof value === "string" ? instant(value) : Option.none(), {
    onNone: () =>
      Result.fail(noSuchDay(value) ?? 'expected "true", "false", or an ISO 8601 time such as 2026-01-31T00:00:00Z'),
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

const readResolution: Reader = (value) => {
  const resolution = resolutions.get(value)
  return resolution === undefined ? Result.fail('expected "day" or "hour"') : Result.succeed(resolution)
}

/** How an assistant may write a time. */
export const timeForms = "ISO 8601 or milliseconds"

/** How many items a list answers unless told otherwise: few enough to be read by an assistant. */
export const defaultPerPage = 20
const mostPerPage = 100

const text: JsonSchema = { type: "string" }
const flag: JsonSchema = { type: "boolean" }
const names: JsonSchema = { type: "array", items: text }

const rolesOn = (): JsonSchema => ({
  type: "array",
  items: {
    type: "object",
    properties: { resourceId: text, role: { type: "string", enum: ["collaborate", "view", "none"] } }
  }
})

/** The terms by the name of the argument, the same in all tools. */
export const argumentCatalog: Readonly<Record<string, Term>> = {
  ...filterTerms,
  instanceId: { foundBy: "losant_list_instances", schema: text },
  orgId: { foundBy: "losant_list_orgs", description: "Id or name", schema: text },
  userId: { foundBy: "losant_list_org_members", description: "Id or email", schema: text },
  inviteId: { foundBy: "losant_list_org_invites", description: "Id or email", schema: text },
  // The default tells from where it counts.
  page: { schema: { type: "integer", default: 0 }, least: 0 },
  perPage: { schema: { type: "integer", maximum: mostPerPage, default: defaultPerPage }, least: 1 },
  fields: { description: "Answers these instead", schema: names, read: readNameList },
  filter: { description: "* stands for any characters" },
  summaryInclude: {
    description: "Such as deviceCount, appCount, memberCount, payloadCount, storageStats",
    schema: names,
    read: readCounts
  },
  query: {
    description:
      "Advanced query; schema: losant://schemas/org-query. " +
      '{"name":{"$startsWith":"A","$ci":true}}, {"creationDate":{"$lt":"2026-01-01T00:00:00Z"}}, ' +
      '{"tags":{"$tagKey":"region","$tagValue":{"$in":["eu","us"]}}}, {"$or":[{"referralId":"x"},{"auditLogEnabled":true}]}',
    schema: { type: "object" }
  },
  start: { description: `${timeForms}; default 30 days before end`, schema: text, read: readMilliseconds },
  end: { description: "Default now", schema: text, read: readMilliseconds },
  resolution: { schema: { type: "string", enum: ["day", "hour"], default: "day" }, read: readResolution },
  asBytes: { schema: flag },
  // Losant takes these two without a word of what they do.
  referralId: { description: "Any text; Losant documents no use of it" },
  disallowTransfer: { description: "With email; by its name, nobody else may accept" },
  limits: { description: "storage in bytes, dataTTL and systemInterval in seconds" },
  disabledAt: {
    description: '"true" disables now, a time from then on, "false" enables',
    schema: text,
    read: readDisabledAt
  },
  members: {
    description: "At most 10, each by userId or email",
    // Roles on single applications are left out: an organization that is being created has no applications yet.
    schema: {
      type: "array",
      items: {
        type: "object",
        properties: { userId: text, email: text, role: { type: "string", enum: Role.literals } }
      }
    }
  },
  applicationRoles: { schema: rolesOn() },
  dashboardRoles: { schema: rolesOn() },
  chart: { description: "Adds a PNG", schema: flag }
}
