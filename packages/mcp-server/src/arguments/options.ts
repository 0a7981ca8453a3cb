/** The options that several tools have: arguments that go no further than this server. */
import * as DateTime from "effect/DateTime"
import * as EffectOption from "effect/Option"
import * as Result from "effect/Result"
import type { Option, Reader } from "../model/ArgumentSpec.ts"
import type { JsonSchema } from "../model/ToolSchema.ts"
import { argumentCatalog } from "./argumentCatalog.ts"
import { readClear } from "./clearArgument.ts"
import { instant } from "./instant.ts"
import { readNameList } from "./nameLists.ts"

/** An argument as in the catalog, whose value its schema or its reader there makes an `A`. */
const fromCatalog = <A>(name: string): Option<A> => {
  const { schema = { type: "string" }, ...term } = argumentCatalog[name] ?? {}
  return { schema, ...term }
}

/** `true` or `false`. */
export const flagOption = (description?: string): Option<boolean> => ({
  schema: { type: "boolean" },
  ...(description === undefined ? {} : { description })
})

export const textOption = (description?: string): Option<string> => ({
  schema: { type: "string" },
  ...(description === undefined ? {} : { description })
})

const names: JsonSchema = { type: "array", items: { type: "string" } }

/** Milliseconds since 1970; nothing for a text that is no time. */
export const millisecondsOf = (value: unknown): number | undefined =>
  EffectOption.getOrUndefined(EffectOption.map(instant(value), DateTime.toEpochMillis))

const readLastUpdated: Reader<string> = (value) =>
  typeof value !== "string" && typeof value !== "number"
    ? Result.fail("expected a text")
    : millisecondsOf(value) === undefined
      ? Result.fail("expected the lastUpdated that losant_get_org answers, such as 2026-01-31T00:00:00.000Z")
      : Result.succeed(String(value))

/** The names that `clear` holds are right once they are read: `clearedFields` says what they stand for. */
const readClearNames: Reader<ReadonlyArray<string>> = (value) =>
  Result.flatMap(readNameList(value), (list) => Result.map(readClear(list), () => list))

/** Which fields are answered. */
export const fieldsOption = { fields: fromCatalog<ReadonlyArray<string>>("fields") }

/** A page of a list that Losant answers whole. */
export const pageOptions = { page: fromCatalog<number>("page"), perPage: fromCatalog<number>("perPage") }

/** The common questions about organizations. */
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

export const chartOption = { chart: fromCatalog<boolean>("chart") }

export const dryRunOption = { dryRun: flagOption() }

export const confirmOptions = {
  confirmToken: textOption("As the first call answers it"),
  confirmName: textOption("As the person types it")
}

export const ifLastUpdatedOption = {
  ifLastUpdated: { ...textOption("Refuses if it changed since this lastUpdated"), read: readLastUpdated }
}

const clear: Option<ReadonlyArray<string>> = {
  schema: names,
  description: "Fields to empty, or limits.device",
  read: readClearNames
}

export const clearOption = { clear }
