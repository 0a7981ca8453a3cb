/** The environment variables of the process, by name. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * The trimmed value of a variable. Clients pass an omitted setting as an empty text, so an empty variable counts as
 * unset.
 */
export const readVariable = (environment: Environment, name: string): string => environment[name]?.trim() ?? ""
