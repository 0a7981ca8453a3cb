/** Finds circles in a graph. */

export interface Edge {
  readonly from: string
  readonly to: string
}

/** The shortest way along the edges from a node back to itself. */
const circleThrough = <E extends Edge>(
  node: string,
  edgesFrom: ReadonlyMap<string, ReadonlyArray<E>>
): ReadonlyArray<E> | undefined => {
  const ways = new Map<string, ReadonlyArray<E>>([[node, []]])
  // A map gives out what is added to it while it is read, so this goes on until no node is new.
  for (const [reached, way] of ways) {
    for (const edge of edgesFrom.get(reached) ?? []) {
      if (edge.to === node) return [...way, edge]
      if (!ways.has(edge.to)) ways.set(edge.to, [...way, edge])
    }
  }
  return undefined
}

/**
 * Circles of which at least one goes through each node that is part of any. Each is the shortest one through its first
 * node. An edge from a node to itself is not a circle.
 */
export const findCircles = <E extends Edge>(edges: ReadonlyArray<E>): ReadonlyArray<ReadonlyArray<E>> => {
  const edgesFrom = new Map<string, Array<E>>()
  for (const edge of edges) {
    if (edge.from !== edge.to) edgesFrom.set(edge.from, [...(edgesFrom.get(edge.from) ?? []), edge])
  }
  const inCircles = new Set<string>()
  const circles: Array<ReadonlyArray<E>> = []
  for (const node of [...edgesFrom.keys()].sort()) {
    const circle = inCircles.has(node) ? undefined : circleThrough(node, edgesFrom)
    for (const { from } of circle ?? []) inCircles.add(from)
    if (circle !== undefined) circles.push(circle)
  }
  return circles
}
