/** The error for an organization that does not exist or that the policy hides: the two must be indistinguishable. */
import type * as Action from "@effect-losant/core/Action"
import { LosantNotFound, type Outcome } from "@effect-losant/core/LosantError"

const type = "NotFound"
const losantMessage = "Organization was not found"

/** A request for an action on an organization. */
export interface OrgRequest {
  readonly action: Action.Any
  /** The path with its ids. */
  readonly path: string
  /** The ids of the path, by parameter name. */
  readonly ids: Readonly<Record<string, string>>
}

/** The error that core makes of Losant's 404, without the id of the request: a request that was not sent has none. */
export const notFoundError = ({ action, path, ids }: OrgRequest, outcome: Outcome = "rejected"): LosantNotFound =>
  new LosantNotFound({
    action: action.action,
    method: action.method,
    path,
    message: `${action.action}: Losant answered 404 ${type}: ${JSON.stringify(losantMessage)}`,
    ...(action.method === "GET" ? {} : { outcome }),
    status: 404,
    type,
    losantMessage,
    ids
  })
