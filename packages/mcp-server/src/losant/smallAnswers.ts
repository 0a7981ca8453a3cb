/** The inputs that keep answers small. */

/**
 * HAL's extras are links for programs. They cost an assistant tokens and are of no use to it. They could also bring
 * data into an answer that the rules have not checked.
 */
export const withoutExtras = { _actions: false, _links: false, _embedded: false } as const

/** A lookup needs no summary. Losant answers at least one field of it, and the members are the cheapest to count. */
export const minimalSummary = { summaryInclude: ["memberCount"] } as const
