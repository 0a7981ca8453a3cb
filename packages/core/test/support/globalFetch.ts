// Another global `fetch`, as tests of programs and frameworks put one in place.
import * as Effect from "effect/Effect"

/** Runs an effect while another function is the global `fetch`. */
export const withGlobalFetch =
  (fetch: typeof globalThis.fetch) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>) =>
    Effect.acquireUseRelease(
      Effect.sync(() => {
        const before = globalThis.fetch
        globalThis.fetch = fetch
        return before
      }),
      () => effect,
      (before) =>
        Effect.sync(() => {
          globalThis.fetch = before
        })
    )
