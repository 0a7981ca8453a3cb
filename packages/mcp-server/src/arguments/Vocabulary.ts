/**
 * The arguments that are spoken of in an assistant's language instead of Losant's, by name: what their schema says, and
 * how what an assistant sends becomes what the action takes.
 */
import { summaryFields } from "@effect-losant/core/schemas/OrgSummary"
import { Role } from "@effect-losant/core/schemas/Role"
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import type { JsonSchema } from "../ToolSchema.ts"
import { day, hour } from "./Period.ts"

/** Reads the value of an argument, or says what was expected instead. */
export type Reader = (value: unknown) => Result.Result<unknown, string>

export interface Term {
  /** What an assistant has to know beside the name. */
  readonly description?: string
  /** The schema, where the one that follows from the action is not inside the subset or not what is wanted. */
  readonly schema?: JsonSchema
  readonly read?: Reader
  /** The tool that finds the value. */
  readonly foundBy?: string
}

const isoDate = /^\d{4}-\d{2}-\d{2}/
// Four digits are a year that somebody forgot to complete, not a time in 1970.
const milliseconds = /^-?\d{5,16}$/

const instant = (value: unknown): Option.Option<DateTime.DateTime> => {
  if (typeof value === "number") return Number.isSafeInteger(value) ? DateTime.make(value) : Option.none()
  if (typeof value !== "string") return Option.none()
  const text = value.trim()
  if (milliseconds.test(text)) return DateTime.make(Number(text))
  return isoDate.test(text) ? DateTime.make(text) : Option.none()
}

const readInstant: Reader = (value) =>
  Option.match(instant(value), {
    onNone: () => Result.fail("expected an ISO 8601 time such as 2026-01-31T00:00:00Z, or milliseconds since 1970"),
    onSome: (time) => Result.succeed(DateTime.toEpochMillis(time))
  })

const readDisabledAt: Reader = (value) => {
  if (typeof value === "boolean") return Result.succeed(value)
  if (value === "true" || value === "false") return Result.succeed(value === "true")
  return Option.match(typeof value === "string" ? instant(value) : Option.none(), {
    onNone: () => Result.fail('expected "true", "false", or an ISO 8601 time such as 2026-01-31T00:00:00Z'),
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

const readNames: Reader = (value) => {
  const names = typeof value === "string" ? listOfNames(value) : value
  return Array.isArray(names) && names.every(Predicate.isString)
    ? Result.succeed(names)
    : Result.fail('expected a list of names such as ["name", "description"]')
}

// Some clients send a list as a text, and some assistants a single name without the list around it.
const listOfNames = (text: string): unknown => {
  const parsed = Result.try((): unknown => JSON.parse(text))
  return Result.isSuccess(parsed) ? parsed.success : [text]
}

/** How an assistant may write a time. */
export const timeForms = "ISO 8601 (UTC unless it says otherwise) or milliseconds since 1970."

/** How many items a list answers unless told otherwise: few enough to be read by an assistant. */
export const defaultPerPage = 20
const mostPerPage = 100

const id = { type: "string", pattern: "^[A-Fa-f\\d]{24}$" }

/** The terms by the name of the argument, the same in all tools. */
export const vocabulary: Readonly<Record<string, Term>> = {
  instanceId: { foundBy: "losant_list_instances" },
  orgId: { foundBy: "losant_list_orgs" },
  userId: { foundBy: "losant_list_org_members" },
  inviteId: { foundBy: "losant_list_org_invites" },
  page: { description: "Counted from 0." },
  perPage: { schema: { type: "integer", minimum: 1, maximum: mostPerPage, default: defaultPerPage } },
  fields: {
    description: "Answers only these fields, and texts uncut.",
    schema: { type: "array", items: { type: "string" } },
    read: readNames
  },
  filter: { description: "* stands for any characters: Acme* begins with Acme, *acme* contains it." },
  summaryInclude: {
    description: "Counts to answer in `summary`.",
    schema: { type: "array", items: { type: "string", enum: summaryFields } }
  },
  query: {
    description:
      "Advanced query, in place of filter. Fields: id, name, creationDate, lastUpdated, mfaMode, isReadOnly, " +
      "auditLogEnabled, disabledAt, referralId, tags, memberId. Examples: " +
      '{"name":{"$contains":"plant","$ci":true}}; {"creationDate":{"$gt":"2026-01-01T00:00:00.000Z"}}; ' +
      '{"tags":{"$tagKey":"region","$tagValue":"eu"}}; {"memberId":"<userId>"}. ' +
      "Operators: $eq $ne $gt $lt $gte $lte $in $nin $startsWith $endsWith $contains; combine with $and $or $nor.",
    schema: { type: "object" }
  },
  start: {
    description: `${timeForms} Default: 30 days before end.`,
    schema: { type: "string" },
    read: readInstant
  },
  end: {
    description: "Like start. Default: now.",
    schema: { type: "string" },
    read: readInstant
  },
  resolution: { schema: { type: "string", enum: ["day", "hour"], default: "day" }, read: readResolution },
  asBytes: { description: "Answer bytes instead of numbers of payloads." },
  // Losant takes these two without a word of what they do.
  referralId: { description: "Any text; Losant documents no use of it." },
  disallowTransfer: {
    description: "With email. Losant does not document it; by its name, nobody else may accept the invitation."
  },
  limits: { description: "storage in bytes, dataTTL and systemInterval in seconds." },
  disabledAt: {
    description: '"true" disables now, an ISO 8601 time from then on, "false" enables.',
    schema: { type: "string" },
    read: readDisabledAt
  },
  members: {
    description: "At most 10, each by userId or by email.",
    // Roles on single applications are left out: an organization that is being created has no applications yet.
    schema: {
      type: "array",
      items: {
        type: "object",
        properties: { userId: id, email: { type: "string" }, role: { type: "string", enum: Role.literals } },
        required: ["role"],
        additionalProperties: false
      }
    }
  },
  applicationRoles: { description: "Roles on single applications; resourceId is the application's." },
  dashboardRoles: { description: "Roles on single dashboards; resourceId is the dashboard's." }
}
