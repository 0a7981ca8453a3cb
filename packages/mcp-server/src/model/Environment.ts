/** The environment variables of the process, by name. */
export type Environment = Readonly<Record<string, string | undefined>>

/** The trimmed value of a variable. Clients set a variable that is left out to an empty text, so both mean unset. */
export const readVariable = (environment: Environment, name: string): string => environment[name]?.trim() ?? ""
