/** The options that several tools share: arguments that this server uses and does not send to Losant. */
import * as DateTime from "effect/DateTime"
import * as EffectOption from "effect/Option"
import * as Result from "effect/Result"
import type { Option, Reader } from "../model/ArgumentSpec.ts"
import type { JsonSchema } from "../model/ToolSchema.ts"
import { argumentCatalog } from "./argumentCatalog.ts"
import { readClear } from "./clearArgument.ts"
import { readNameList } from "./nameLists.ts"
import { readDryRun } from "./values/booleans.ts"
import { parseTime } from "./values/instant.ts"

/** An argument of the catalog. Its schema or its reader there makes sure that the value is an `A`. */
const fromCatalog = <A>(name: string): Option<A> => {
  const { schema = { type: "string" }, ...spec } = argumentCatalog[name] ?? {}
  return { schema, ...spec }
}

export const flagOption = (description?: string): Option<boolean> => ({
  schema: { type: "boolean" },
  ...(description === undefined ? {} : { description })
})

export const textOption = (description?: string): Option<string> => ({
  schema: { type: "string" },
  ...(description === undefined ? {} : { description })
})

const names: JsonSchema = { type: "array", items: { type: "string" } }

/** Milliseconds since 1970; undefined if the value is not a time. */
export const toMilliseconds = (value: unknown): number | undefined =>
  EffectOption.getOrUndefined(EffectOption.map(parseTime(value), DateTime.toEpochMillis))

const readLastUpdated: Reader<string> = (value) =>
  typeof value !== "string" && typeof value !== "number"
    ? Result.fail("expected a text")
    : toMilliseconds(value) === undefined
      ? Result.fail("expected the lastUpdated that losant_get_org answers, such as 2026-01-31T00:00:00.000Z")
      : Result.succeed(String(value))

const readClearNames: Reader<ReadonlyArray<string>> = (value) => Result.flatMap(readNameList(value), readClear)

export const fieldsOption = { fields: fromCatalog<ReadonlyArray<string>>("fields") }

/** For lists that Losant answers whole, and others. */
export const pageOptions = { page: fromCatalog<number>("page"), perPage: fromCatalog<number>("perPage") }

/** The filters for organizations. */
export const orgFilterOptions = {
  nameContains: fromCatalog<string>("nameContains"),
  createdAfter: fromCatalog<string>("createdAfter"),
  updatedAfter: fromCatalog<string>("updatedAfter"),
  tag: fromCatalog<string>("tag"),
  disabled: fromCatalog<boolean>("disabled"),
  readOnly: fromCatalog<boolean>("readOnly"),
  memberId: fromCatalog<string>("memberId"),
  mfaMode: fromCatalog<string>("mfaMode")
}

/** For usage: the table of its numbers. */
export const rowsOption = { rows: fromCatalog<boolean>("rows") }

/** For usage that is a series over time. */
export const chartOption = { ...rowsOption, chart: fromCatalog<boolean>("chart") }

export const dryRunOption = { dryRun: { ...flagOption(), read: readDryRun, ifEmpty: "absent" } as const }

export const confirmOptions = {
  // Without them the person is asked, so an empty one lets nothing through.
  confirmToken: { ...textOption(), ifEmpty: "absent" },
  confirmName: { ...textOption("As the person types it"), ifEmpty: "absent" }
} as const

export const ifLastUpdatedOption = {
  ifLastUpdated: {
    ...textOption("Refuses if it changed since this lastUpdated"),
    read: readLastUpdated,
    // Clients that send null for every optional argument could delete nothing otherwise.
    ifNull: "absent"
  } as const
}

const clear: Option<ReadonlyArray<string>> = {
  schema: names,
  description: "Fields to empty, or limits.device",
  read: readClearNames,
  // It names nothing that is to be emptied.
  ifEmpty: "absent"
}

export const clearOption = { clear }
