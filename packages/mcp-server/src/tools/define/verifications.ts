/** The parts of verifying calls that several tools share. */

/** The arguments with which a list begins with its newest item. */
export const newestFirst = (sortField: string) => ({ sortField, sortDirection: "desc" })
