/**
 * The position of the search for organizations near limits. A call lists the nearest organizations first. If its answer
 * has no room for all, the next calls check the same organizations again, and list the others in the order of their
 * ids.
 */
import * as Schema from "effect/Schema"
import { fieldsText, flagText, optionalText, positionText } from "../positionText.ts"

/** The last organization that was listed before the answer was full, by percentage and then by id. */
const revisitText = fieldsText(",", {
  percent: Schema.FiniteFromString,
  orgId: Schema.String,
  /** The last organization that was checked, and the number of organizations up to it. */
  until: Schema.String,
  checked: Schema.FiniteFromString,
  /** True if there are no organizations after it. */
  isAll: flagText
})

export const nearLimitsPosition = positionText({
  after: optionalText(Schema.String),
  /** The number of organizations that were checked up to there. */
  checked: Schema.FiniteFromString,
  /** The number of organizations near a limit among them. */
  near: Schema.FiniteFromString,
  /** The number of organizations that answers have listed. */
  listed: Schema.FiniteFromString,
  /** Defined while the job checks organizations again. */
  revisit: optionalText(revisitText)
})

export type Position = typeof nearLimitsPosition.Type

export const firstPosition: Position = { after: undefined, checked: 0, near: 0, listed: 0, revisit: undefined }

/** True if an earlier call checked the organization. */
export const isRevisited = ({ revisit }: Position, orgId: string): boolean =>
  revisit !== undefined && orgId <= revisit.until

/** True if an earlier answer listed the organization. `percent` is its highest percentage. */
export const wasListed = (position: Position, orgId: string, percent: number): boolean => {
  const { revisit } = position
  if (revisit === undefined || !isRevisited(position, orgId)) return false
  return percent === revisit.percent ? orgId <= revisit.orgId : percent > revisit.percent
}
