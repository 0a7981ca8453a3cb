/**
 * Evaluates the advanced query of `instanceOrgs.get`.
 *
 * @since 0.1.0
 */
import type { OrgQuery, Schemas } from "@effect-losant/core"
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import type { OrgRecord } from "../state/State.ts"
import { tagsMatch } from "./TagQuery.ts"

type Value = string | number | boolean | null

/** Whether an organization fits a query: all its conditions have to hold. @since 0.1.0 */
export const matches = (query: OrgQuery, org: OrgRecord): boolean =>
  (query.$and ?? []).every((part) => matches(part, org)) &&
  (query.$or === undefined || query.$or.some((part) => matches(part, org))) &&
  !(query.$nor ?? []).some((part) => matches(part, org)) &&
  fieldsMatch(query, org)

const fieldsMatch = (query: OrgQuery, org: OrgRecord): boolean =>
  holds(query.id, (condition) => fits(condition, [org.id], lowerCase)) &&
  holds(query.creationDate, (condition) => fits(condition, [org.creationDate], instant)) &&
  holds(query.lastUpdated, (condition) => fits(condition, [org.lastUpdated], instant)) &&
  holds(query.name, (condition) => fits(condition, [org.name])) &&
  holds(query.mfaMode, (condition) => fits(condition, [org.mfaMode])) &&
  holds(query.isReadOnly, (condition) => fits(condition, [org.isReadOnly])) &&
  holds(query.auditLogEnabled, (condition) => fits(condition, [org.auditLogEnabled])) &&
  holds(query.disabledAt, (condition) =>
    fits(condition, [org.disabledAt === false ? null : org.disabledAt], (value) =>
      // An organization that is not disabled fits both false and null.
      value === false ? null : instant(value)
    )
  ) &&
  holds(query.referralId, (condition) => fits(condition, [org.referralId ?? null])) &&
  holds(query.tags, (condition) => tagsMatch(condition, org.tags)) &&
  holds(query.memberId, (condition) =>
    fits(condition, org.members.length === 0 ? [null] : org.members.map(({ userId }) => userId), lowerCase)
  )

const holds = <C>(condition: C | undefined, check: (condition: C) => boolean): boolean =>
  condition === undefined || check(condition)

const lowerCase = (value: Value): Value => (typeof value === "string" ? value.toLowerCase() : value)

/** Times are compared as instants, with whatever time zone they are written; without one they are in UTC. */
const instant = (value: Value): Value =>
  typeof value === "string" && /^\d{4}-\d{2}-\d{2}/.test(value)
    ? Option.match(DateTime.make(value), { onNone: () => value, onSome: DateTime.toEpochMillis })
    : value

type Operators = Exclude<Schemas.FieldCondition, Value>

/**
 * Whether any of a field's values fits; `$ne` and `$nin` have to hold for all of them, so that they are the opposites
 * of `$eq` and `$in`. `normalize` brings values and operands into the form in which they are compared.
 */
const fits = (
  condition: Schemas.FieldCondition | Schemas.IdCondition,
  values: ReadonlyArray<Value>,
  normalize: (value: Value) => Value = (value) => value
): boolean => {
  if (condition === null || typeof condition !== "object") return fits({ $eq: condition }, values, normalize)
  const operators: Operators = condition
  const fold = (value: Value) => (operators.$ci === true ? lowerCase(value) : value)
  const compared = (value: Value) => fold(normalize(value))
  const any = (test: (value: Value) => boolean) => values.some((value) => test(compared(value)))
  const anyText = (operand: string, test: (text: string, operand: string) => boolean) =>
    values.some((value) => typeof value === "string" && test(String(fold(value)), String(fold(operand))))
  const equals = (operand: Value) => any((value) => value === compared(operand))
  const isIn = (operands: ReadonlyArray<Value>) => operands.some(equals)
  return (
    holds(operators.$eq, equals) &&
    holds(operators.$ne, (operand) => !equals(operand)) &&
    holds(operators.$gt, (operand) => any((value) => order(value, compared(operand)) > 0)) &&
    holds(operators.$lt, (operand) => any((value) => order(value, compared(operand)) < 0)) &&
    holds(operators.$gte, (operand) => any((value) => order(value, compared(operand)) >= 0)) &&
    holds(operators.$lte, (operand) => any((value) => order(value, compared(operand)) <= 0)) &&
    holds(operators.$startsWith, (operand) => anyText(operand, (text, part) => text.startsWith(part))) &&
    holds(operators.$endsWith, (operand) => anyText(operand, (text, part) => text.endsWith(part))) &&
    holds(operators.$contains, (operand) => anyText(operand, (text, part) => text.includes(part))) &&
    holds(operators.$in, isIn) &&
    holds(operators.$nin, (operands) => !isIn(operands))
  )
}

/** Negative, zero or positive; NaN, which no comparison holds for, where two values have no order. */
const order = (left: Value, right: Value): number => {
  if (left === right) return 0
  if (left === null || right === null || typeof left !== typeof right) return Number.NaN
  return left < right ? -1 : 1
}
