/**
 * Where a call of the search for organizations near limits begins. The first calls list the nearest first. What of them
 * an answer has no room for is listed by the calls after it, in the order of the organizations: they go over these again,
 * and leave out what was listed.
 */

/** What an answer had no room for begins after this one, by nearness and then by id. */
interface Listed {
  readonly percent: number
  readonly orgId: string
  /** The last organization that was among those, and how many were checked up to it. */
  readonly until: string
  readonly checked: number
  /** Whether these were all that there are. */
  readonly isAll: boolean
}

export interface Place {
  readonly after: string | undefined
  /** How many organizations were checked up to there. */
  readonly checked: number
  /** How many of all that were checked are near a limit. */
  readonly near: number
  /** How many of them were listed. */
  readonly listed: number
  /** Where the job goes over what it checked before. */
  readonly again?: Listed
}

export const firstPlace: Place = { after: undefined, checked: 0, near: 0, listed: 0 }

export const laterPlace = ([after, checked, near, listed, ...again]: ReadonlyArray<string>): Place => {
  const [percent, orgId = "", until, checkedUntil, isAll] = again
  return {
    after: after === "" ? undefined : after,
    checked: Number(checked),
    near: Number(near),
    listed: Number(listed),
    ...(until === undefined
      ? {}
      : {
          again: {
            percent: Number(percent),
            orgId,
            until,
            checked: Number(checkedUntil),
            isAll: isAll === "all"
          }
        })
  }
}

export const textOf = ({ after = "", checked, near, listed, again }: Place): ReadonlyArray<string | number> => [
  after,
  checked,
  near,
  listed,
  ...(again === undefined ? [] : [again.percent, again.orgId, again.until, again.checked, again.isAll ? "all" : ""])
]

/** Whether an organization was checked before. */
export const isAgain = ({ again }: Place, orgId: string): boolean => again !== undefined && orgId <= again.until

/** Whether an organization was listed before, whose highest percentage this is. */
export const wasListed = (place: Place, orgId: string, percent: number): boolean => {
  const { again } = place
  if (again === undefined || !isAgain(place, orgId)) return false
  return percent === again.percent ? orgId <= again.orgId : percent > again.percent
}
