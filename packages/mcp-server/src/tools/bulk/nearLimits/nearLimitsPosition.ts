/**
 * The position of the search for organizations near limits. A call lists the nearest organizations first. If its answer
 * has no room for all, the next calls check the same organizations again, and list the others in the order of their
 * ids.
 */

/** The last organization that was listed before the answer was full, by percentage and then by id. */
interface Revisit {
  readonly percent: number
  readonly orgId: string
  /** The last organization that was checked, and the number of organizations up to it. */
  readonly until: string
  readonly checked: number
  /** True if there are no organizations after it. */
  readonly isAll: boolean
}

export interface Position {
  readonly after: string | undefined
  /** The number of organizations that were checked up to there. */
  readonly checked: number
  /** The number of organizations near a limit among them. */
  readonly near: number
  /** The number of organizations that answers have listed. */
  readonly listed: number
  /** Set while the job checks organizations again. */
  readonly revisit?: Revisit
}

export const firstPosition: Position = { after: undefined, checked: 0, near: 0, listed: 0 }

export const laterPlace = ([after, checked, near, listed, ...revisit]: ReadonlyArray<string>): Position => {
  const [percent, orgId = "", until, checkedUntil, isAll] = revisit
  return {
    after: after === "" ? undefined : after,
    checked: Number(checked),
    near: Number(near),
    listed: Number(listed),
    ...(until === undefined
      ? {}
      : {
          revisit: {
            percent: Number(percent),
            orgId,
            until,
            checked: Number(checkedUntil),
            isAll: isAll === "all"
          }
        })
  }
}

export const textOf = ({ after = "", checked, near, listed, revisit }: Position): ReadonlyArray<string | number> => [
  after,
  checked,
  near,
  listed,
  ...(revisit === undefined
    ? []
    : [revisit.percent, revisit.orgId, revisit.until, revisit.checked, revisit.isAll ? "all" : ""])
]

/** True if an earlier call checked the organization. */
export const isRevisited = ({ revisit }: Position, orgId: string): boolean =>
  revisit !== undefined && orgId <= revisit.until

/** True if an earlier answer listed the organization. `percent` is its highest percentage. */
export const wasListed = (position: Position, orgId: string, percent: number): boolean => {
  const { revisit } = position
  if (revisit === undefined || !isRevisited(position, orgId)) return false
  return percent === revisit.percent ? orgId <= revisit.orgId : percent > revisit.percent
}
