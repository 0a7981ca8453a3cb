/** The thing that a call is about, such as an organization: what policy, confirmation, journal and audit speak of. */

/** By kind, the field under which the answer of a write shows it. */
export const subjectFields = { organization: "org" } as const

export type SubjectKind = keyof typeof subjectFields

export interface Subject {
  readonly kind: SubjectKind
  /** A subject that is to be created has no id yet. */
  readonly id?: string
  /** As Losant holds it. */
  readonly name?: string
}
