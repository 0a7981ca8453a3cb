/** Loads a package that only some installations have. */
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import { LedgerError } from "../model/errors.ts"

/**
 * Loads a package by `load`. Where it is missing, the error names the command that installs it. `wanted` is the name with
 * the version, as npm takes it.
 */
export const loadPackage = <A>(
  load: () => Promise<A>,
  { what, wanted }: { readonly what: string; readonly wanted: string }
): Effect.Effect<A, LedgerError> =>
  Effect.tryPromise({
    try: load,
    catch: (cause) => {
      const code = Predicate.hasProperty(cause, "code") ? String(cause.code) : ""
      const isMissing = code === "ERR_MODULE_NOT_FOUND" || code === "MODULE_NOT_FOUND"
      return new LedgerError({
        reason: "unreadable",
        message: isMissing
          ? `${what} needs a package that is not installed: npm install ${wanted}`
          : `${what} needs ${wanted}, which cannot be loaded here${code === "" ? "" : ` (${code})`}. A ledger in files needs no package.`
      })
    }
  })
