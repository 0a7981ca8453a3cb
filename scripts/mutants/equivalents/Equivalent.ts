/** A mutant that no test can notice, because it does the same as the source. */
export interface Equivalent {
  readonly source: string
  /** The text that is replaced, on one line. */
  readonly original: string
  readonly replacements: ReadonlyArray<string>
  /** A part of the line on which the text begins, where the source has the same text elsewhere too. */
  readonly on?: string
  readonly reason: string
}

/** A text that Stryker puts in place of an empty one. */
export const anyText = '"Stryker was here!"'
