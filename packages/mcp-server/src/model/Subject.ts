/** The subject of a call, such as an organization. Policy, confirmation, journal and audit refer to it. */

/** The field of a write's answer that shows the subject, by kind. */
export const subjectFields = { organization: "org" } as const

export type SubjectKind = keyof typeof subjectFields

export interface Subject {
  readonly kind: SubjectKind
  /** Absent if the call creates the subject. */
  readonly id?: string
  /** The name in Losant. */
  readonly name?: string
}
