// Programs that compile without `exactOptionalPropertyTypes`, or not at all, write `undefined` for "not given".

/** The value without the fields of its plain objects that are `undefined`; all else stays what it was. */
export const stripUndefined = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(stripUndefined)
  if (!isPlain(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]) => (field === undefined ? [] : [[name, stripUndefined(field)]]))
  )
}

// A Date or a Duration is an object as well, but not made of fields.
const isPlain = (value: unknown): value is object => {
  if (typeof value !== "object" || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
