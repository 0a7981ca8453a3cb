/**
 * The scopes of a token that allow an action: any one of its list is enough.
 *
 * @module
 * @since 0.1.0
 */

const read = [
  "all.Instance",
  "all.Instance.bounded",
  "all.Instance.read",
  "all.User",
  "all.User.bounded",
  "all.User.read"
]

const sets = {
  /** Every action that only reads an instance and what is in it. */
  read,
  /** Creating, changing and deleting organizations. */
  write: ["all.Instance", "all.Instance.bounded", "all.User", "all.User.bounded"],
  /** Changing who has access: a bounded token must not. */
  access: ["all.Instance", "all.User"],
  /** Listing instances: only a user's token can. */
  user: ["all.User", "all.User.bounded", "all.User.read", "only.User", "only.User.bounded", "only.User.read"]
}

/**
 * The sets of scopes that the actions share.
 *
 * @example
 * ```ts
 * import { type ScopeSet, scopesOf } from "@effect-losant/core/Scopes"
 *
 * const set: ScopeSet = "write"
 * const scopes = scopesOf("instanceOrg.patch", set)
 * ```
 *
 * @since 0.1.0
 */
export type ScopeSet = keyof typeof sets

/**
 * All scopes that allow an action: those of its set, its resource's wildcard, and its own.
 *
 * @example
 * ```ts
 * import { scopesOf } from "@effect-losant/core/Scopes"
 *
 * // Those of the set "read", then instanceOrg.* and instanceOrg.get.
 * const scopes = scopesOf("instanceOrg.get", "read")
 * ```
 *
 * @since 0.1.0
 */
export const scopesOf = (action: string, set: ScopeSet): ReadonlyArray<string> => [
  ...sets[set],
  `${action.slice(0, action.indexOf("."))}.*`,
  action
]
