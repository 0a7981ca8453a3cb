// Programs that compile without `exactOptionalPropertyTypes`, or not at all, write `undefined` for "not given".

/**
 * The value without the fields of its objects that are `undefined`. An instance of a class keeps its prototype. All else
 * stays what it was.
 */
export const stripUndefined = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(stripUndefined)
  if (!isMadeOfFields(value)) return value
  const fields = Object.entries(value).flatMap(([name, field]) =>
    field === undefined ? [] : [[name, stripUndefined(field)] as const]
  )
  // `assign` would call a setter of the name.
  const entries = fields.map(([name, field]) => [name, { value: field, ...asField }] as const)
  return isPlain(value)
    ? Object.fromEntries(fields)
    : Object.create(Object.getPrototypeOf(value), Object.fromEntries(entries))
}

const asField = { enumerable: true, configurable: true, writable: true }

/** True also for an object of another realm, such as a test runner makes. */
const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

// A Date or a Duration is an object as well, but not made of fields. The data of Effect can be piped.
const isMadeOfFields = (value: unknown): value is object =>
  typeof value === "object" &&
  value !== null &&
  Object.prototype.toString.call(value) === "[object Object]" &&
  (isPlain(value) || !("pipe" in value))
