/** Fields of which no type is known, by name. */
export type Values = Readonly<Record<string, unknown>>
