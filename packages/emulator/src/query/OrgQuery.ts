/**
 * Evaluates the advanced query of `instanceOrgs.get`.
 *
 * @since 0.1.0
 */
import type { OrgQuery, Schemas } from "@effect-losant/core"
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import type { OrgRecord } from "../state/State.ts"
import { matchesTags } from "./TagQuery.ts"

type Value = string | number | boolean | null

/** True when all conditions of a query hold for an organization. @since 0.1.0 */
export const matchesQuery = (query: OrgQuery, org: OrgRecord): boolean =>
  (query.$and ?? []).every((part) => matchesQuery(part, org)) &&
  (query.$or === undefined || query.$or.some((part) => matchesQuery(part, org))) &&
  !(query.$nor ?? []).some((part) => matchesQuery(part, org)) &&
  matchesFields(query, org)

const matchesFields = (query: OrgQuery, org: OrgRecord): boolean =>
  holdsIfPresent(query.id, (condition) => fitsCondition(condition, [org.id], lowerCase)) &&
  holdsIfPresent(query.creationDate, (condition) => fitsCondition(condition, [org.creationDate], toInstant)) &&
  holdsIfPresent(query.lastUpdated, (condition) => fitsCondition(condition, [org.lastUpdated], toInstant)) &&
  holdsIfPresent(query.name, (condition) => fitsCondition(condition, [org.name])) &&
  holdsIfPresent(query.mfaMode, (condition) => fitsCondition(condition, [org.mfaMode])) &&
  holdsIfPresent(query.isReadOnly, (condition) => fitsCondition(condition, [org.isReadOnly])) &&
  holdsIfPresent(query.auditLogEnabled, (condition) => fitsCondition(condition, [org.auditLogEnabled])) &&
  holdsIfPresent(query.disabledAt, (condition) =>
    fitsCondition(condition, [org.disabledAt === false ? null : org.disabledAt], (value) =>
      // An organization that is not disabled matches both false and null.
      value === false ? null : toInstant(value)
    )
  ) &&
  holdsIfPresent(query.referralId, (condition) => fitsCondition(condition, [org.referralId ?? null])) &&
  holdsIfPresent(query.tags, (condition) => matchesTags(condition, org.tags)) &&
  holdsIfPresent(query.memberId, (condition) =>
    fitsCondition(condition, org.members.length === 0 ? [null] : org.members.map(({ userId }) => userId), lowerCase)
  )

const holdsIfPresent = <C>(condition: C | undefined, check: (condition: C) => boolean): boolean =>
  condition === undefined || check(condition)

const lowerCase = (value: Value): Value => (typeof value === "string" ? value.toLowerCase() : value)

/** The instant of a time in any time zone, or in UTC without one, so that times are compared as instants. */
const toInstant = (value: Value): Value =>
  typeof value === "string" && /^\d{4}-\d{2}-\d{2}/.test(value)
    ? Option.match(DateTime.make(value), { onNone: () => value, onSome: DateTime.toEpochMillis })
    : value

type Operators = Exclude<Schemas.FieldCondition, Value>

/**
 * True when any value of a field matches. `$ne` and `$nin` have to hold for all values: they are the opposites of `$eq`
 * and `$in`. `normalize` brings values and operands into the form in which they are compared.
 */
const fitsCondition = (
  condition: Schemas.FieldCondition | Schemas.IdCondition,
  values: ReadonlyArray<Value>,
  normalize: (value: Value) => Value = (value) => value
): boolean => {
  if (condition === null || typeof condition !== "object") return fitsCondition({ $eq: condition }, values, normalize)
  const operators: Operators = condition
  const fold = (value: Value) => (operators.$ci === true ? lowerCase(value) : value)
  const toComparable = (value: Value) => fold(normalize(value))
  const any = (test: (value: Value) => boolean) => values.some((value) => test(toComparable(value)))
  const anyText = (operand: string, test: (text: string, operand: string) => boolean) =>
    values.some((value) => typeof value === "string" && test(String(fold(value)), String(fold(operand))))
  const equals = (operand: Value) => any((value) => value === toComparable(operand))
  const isIn = (operands: ReadonlyArray<Value>) => operands.some(equals)
  return (
    holdsIfPresent(operators.$eq, equals) &&
    holdsIfPresent(operators.$ne, (operand) => !equals(operand)) &&
    holdsIfPresent(operators.$gt, (operand) => any((value) => compareValues(value, toComparable(operand)) > 0)) &&
    holdsIfPresent(operators.$lt, (operand) => any((value) => compareValues(value, toComparable(operand)) < 0)) &&
    holdsIfPresent(operators.$gte, (operand) => any((value) => compareValues(value, toComparable(operand)) >= 0)) &&
    holdsIfPresent(operators.$lte, (operand) => any((value) => compareValues(value, toComparable(operand)) <= 0)) &&
    holdsIfPresent(operators.$startsWith, (operand) => anyText(operand, (text, part) => text.startsWith(part))) &&
    holdsIfPresent(operators.$endsWith, (operand) => anyText(operand, (text, part) => text.endsWith(part))) &&
    holdsIfPresent(operators.$contains, (operand) => anyText(operand, (text, part) => text.includes(part))) &&
    holdsIfPresent(operators.$in, isIn) &&
    holdsIfPresent(operators.$nin, (operands) => !isIn(operands))
  )
}

/** Negative, zero or positive. Values without an order give NaN, for which no comparison holds. */
const compareValues = (left: Value, right: Value): number => {
  if (left === right) return 0
  if (left === null || right === null || typeof left !== typeof right) return Number.NaN
  return left < right ? -1 : 1
}
