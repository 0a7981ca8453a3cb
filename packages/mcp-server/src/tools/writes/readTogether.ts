/** Reads several things at once, and fails as if they had been read one after the other. */
import * as Effect from "effect/Effect"

type Values<T extends ReadonlyArray<Effect.Effect<unknown, unknown>>> = {
  readonly [I in keyof T]: Effect.Success<T[I]>
}

/**
 * The values of all reads, which run at the same time. If several fail, the error is that of the first in the list. So
 * the error does not depend on which answer came first: the policy promises the same words for an organization that it
 * denies as for one that does not exist.
 */
export const readTogether = <const T extends ReadonlyArray<Effect.Effect<unknown, unknown>>>(
  reads: T
): Effect.Effect<Values<T>, Effect.Error<T[number]>> =>
  Effect.flatMap(
    Effect.all(reads.map(Effect.result), { concurrency: reads.length }),
    (results) =>
      // Sound: the results have the types and the order of the reads.
      Effect.all(results.map((result) => Effect.fromResult(result))) as unknown as Effect.Effect<
        Values<T>,
        Effect.Error<T[number]>
      >
  )
