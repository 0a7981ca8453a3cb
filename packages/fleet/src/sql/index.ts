/**
 * A ledger in SQLite, which needs a package of its own.
 *
 * @module
 * @since 0.2.0
 */
export * as SqliteLedger from "./SqliteLedger.ts"
