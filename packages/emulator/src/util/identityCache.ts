/**
 * Caches of values that are derived from immutable objects.
 *
 * @since 0.1.0
 */

/**
 * A function that computes a value once for each pair of an object and a key. The object must never change. Its values
 * are dropped when the object is garbage-collected.
 *
 * @since 0.1.0
 */
export const cacheByIdentity = <O extends object, V>(
  compute: (object: O, key: string) => V
): ((object: O, key: string) => V) => {
  const cache = new WeakMap<O, Map<string, V>>()
  return (object, key) => {
    const values = cache.get(object) ?? new Map<string, V>()
    cache.set(object, values)
    const cached = values.get(key)
    if (cached !== undefined) return cached
    const value = compute(object, key)
    values.set(key, value)
    return value
  }
}
