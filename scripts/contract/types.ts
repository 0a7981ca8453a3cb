// The words into which both sides are put, so that they can be compared: Losant's published contract, and core.

/** A JSON Schema, as far as it is read: a boolean schema reads as one without keywords. */
export type JsonSchema = Readonly<Record<string, unknown>>

/** A JSON Schema, and where the references in it lead. */
export interface SchemaDocument {
  readonly root: JsonSchema
  readonly resolve: (reference: string) => JsonSchema | undefined
}

/** A parameter of an action. */
export interface Parameter {
  /** `path`, `query`, `header` or `body`. */
  readonly place: string
  readonly required: boolean
  /** The name of its schema, where it is more than a text. */
  readonly schema: string | undefined
  /** Its enum, default, pattern and so on, of the text that goes on the wire. */
  readonly facets: JsonSchema
}

/** An action: a method on a path, what it takes and what it answers. */
export interface Action {
  readonly method: string
  /** From the root of the API, with `{name}` for each parameter. */
  readonly path: string
  readonly parameters: ReadonlyMap<string, Parameter>
  /** The statuses of success, most often one. */
  readonly successStatus: string
  /** The name of the schema of what success answers. */
  readonly answer: string
  readonly errorStatuses: ReadonlyArray<string>
  /** The scopes that begin with the name of the action's resource. */
  readonly ownScopes: ReadonlyArray<string>
  /** All scopes that allow the action, where they are known. */
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

/** A difference as it is printed, and as exceptions name it. */
export const lineOf = ({ where, aspect, contract, core }: Difference): string =>
  `${where}: ${aspect} is ${contract} in the contract, ${core} in core`

/** Something that one side has and the other lacks. */
export const presence = (where: string, aspect: string, inContract: boolean): Difference => ({
  where,
  aspect,
  contract: inContract ? "present" : "absent",
  core: inContract ? "absent" : "present"
})
