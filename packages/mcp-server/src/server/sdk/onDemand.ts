/** Makes the SDK's schemas on first use. The build rewrites the SDK with these functions, see `schemasOnDemand`. */

/** A function that makes a value on its first call, and returns the same value from then on. */
export const onDemand = <A extends object>(make: () => A): (() => A) => {
  let value: A | undefined
  return () => {
    value ??= make()
    return value
  }
}

/** An object that makes each of its members on first access. */
export const members = (makers: Readonly<Record<string, () => unknown>>): Readonly<Record<string, unknown>> => {
  const object = {}
  for (const [key, make] of Object.entries(makers)) {
    const get = () => {
      const value = make()
      Object.defineProperty(object, key, { value, enumerable: true })
      return value
    }
    Object.defineProperty(object, key, { get, enumerable: true, configurable: true })
  }
  return object
}
