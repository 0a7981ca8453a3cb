/** What the build makes the SDK's schemas with: each when it is first used, see `schemasOnDemand`. */

/** A function that makes something the first time, and answers the same from then on. */
export const onDemand = <A extends object>(make: () => A): (() => A) => {
  let made: A | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** An object that makes each of its members when it is first read. */
export const members = (makes: Readonly<Record<string, () => unknown>>): Readonly<Record<string, unknown>> => {
  const all = {}
  for (const [key, make] of Object.entries(makes)) {
    const get = () => {
      const value = make()
      Object.defineProperty(all, key, { value, enumerable: true })
      return value
    }
    Object.defineProperty(all, key, { get, enumerable: true, configurable: true })
  }
  return all
}
