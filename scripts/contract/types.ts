// The types into which Losant's published contract and core are translated, so that they can be compared.

/** A JSON Schema. A boolean schema is read as one without keywords. */
export type JsonSchema = Readonly<Record<string, unknown>>

/** A JSON Schema, with a function that follows the references in it. */
export interface SchemaDocument {
  readonly root: JsonSchema
  readonly resolve: (reference: string) => JsonSchema | undefined
}

/** A parameter of an action. */
export interface Parameter {
  /** `path`, `query`, `header` or `body`. */
  readonly place: string
  readonly required: boolean
  /** The name of its schema, or `undefined` for a parameter that is a text. */
  readonly schema: string | undefined
  /** The enum, default, pattern and so on of the text on the wire. */
  readonly facets: JsonSchema
}

/** An action: a method on a path, with its parameters and answers. */
export interface Action {
  readonly method: string
  /** The path from the root of the API, with `{name}` for each parameter. */
  readonly path: string
  readonly parameters: ReadonlyMap<string, Parameter>
  /** The statuses of success. Most actions have one. */
  readonly successStatus: string
  /** The name of the schema of the answer. */
  readonly answer: string
  readonly errorStatuses: ReadonlyArray<string>
  /** The scopes that begin with the name of the action's resource. */
  readonly ownScopes: ReadonlyArray<string>
  /** All scopes that allow the action, or `undefined` if they are not known. */
  readonly scopes: ReadonlyArray<string> | undefined
}

/** An API: its actions by name, and their schemas by name. */
export interface Api {
  readonly actions: ReadonlyMap<string, Action>
  readonly schema: (name: string) => SchemaDocument | undefined
}

/** One difference between the contract and core. */
export interface Difference {
  readonly where: string
  readonly aspect: string
  readonly contract: string
  readonly core: string
}

/** Gives the line with which a difference is printed, and which an exception names. */
export const lineOf = ({ where, aspect, contract, core }: Difference): string =>
  `${where}: ${aspect} is ${contract} in the contract, ${core} in core`

/** Makes the difference for a thing that one side has and the other lacks. */
export const presence = (where: string, aspect: string, inContract: boolean): Difference => ({
  where,
  aspect,
  contract: inContract ? "present" : "absent",
  core: inContract ? "absent" : "present"
})
