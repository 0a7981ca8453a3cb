/**
 * Where a call of the search for organizations near limits begins. The first calls list the nearest first. What of them
 * an answer has no room for is listed by the calls after it, in the order of the organizations: they go over these
 * again, and leave out what was listed.
 */

/** What an answer had no room for begins after this one, by nearness and then by id. */
interface Revisit {
  readonly percent: number
  readonly orgId: string
  /** The last organization that was among those, and how many were checked up to it. */
  readonly until: string
  readonly checked: number
  /** Whether these were all that there are. */
  readonly isAll: boolean
}

export interface Position {
  readonly after: string | undefined
  /** How many organizations were checked up to there. */
  readonly checked: number
  /** How many of all that were checked are near a limit. */
  readonly near: number
  /** How many of them were listed. */
  readonly listed: number
  /** Where the job goes over what it checked before. */
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

/** Whether an organization was checked before. */
export const isRevisited = ({ revisit }: Position, orgId: string): boolean =>
  revisit !== undefined && orgId <= revisit.until

/** Whether an organization was listed before, whose highest percentage this is. */
export const wasListed = (position: Position, orgId: string, percent: number): boolean => {
  const { revisit } = position
  if (revisit === undefined || !isRevisited(position, orgId)) return false
  return percent === revisit.percent ? orgId <= revisit.orgId : percent > revisit.percent
}
