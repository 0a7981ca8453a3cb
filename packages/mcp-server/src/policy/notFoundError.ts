/** The error for an organization that does not exist, or is not to be seen: the same for both, to the letter. */
import type * as Action from "@effect-losant/core/Action"
import { LosantNotFound, type Outcome } from "@effect-losant/core/LosantError"

const type = "NotFound"
const losantMessage = "Organization was not found"

/** An action on an organization, as it was asked for. */
export interface OrgRequest {
  readonly action: Action.Any
  /** With the ids filled in. */
  readonly path: string
  /** The ids in the path by name. */
  readonly ids: Readonly<Record<string, string>>
}

/** What core makes of Losant's 404, without the request's id: a request that was not sent has none. */
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
