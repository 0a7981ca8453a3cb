/** The plan of a change as a page shows it. */

/** A plan for the page, in `_meta` of a result. */
export interface OfferedPlan {
  /** The id of the change set, or of a single call that waits. */
  readonly id: string
  /** Confirms this plan once. Nothing else of the result has it. */
  readonly secret: string
  /** The instance as the call named it. */
  readonly instance?: string
}

/** Something to show, with its name. */
export interface Row {
  readonly label: string
  readonly value: string
}

/** A field of a single call that would change. Absent: there was nothing, or nothing is left. */
export interface FieldRow {
  readonly path: string
  readonly before?: string
  readonly after?: string
}

/** The states of a write, as a ledger has them. */
export type ItemState = "planned" | "begun" | "done" | "failed" | "unknown" | "skipped"

/** One write of a change set. */
export interface Item {
  /** The number of the write in its set. */
  readonly id: number
  readonly text: string
  readonly state: ItemState
  /** The dangers that are not those of the whole group. */
  readonly dangers?: ReadonlyArray<string>
  /** The write cannot be undone. */
  readonly isFinal?: boolean
  /** The reason why it failed, was skipped, or is unknown. */
  readonly detail?: string
  /** The call that shows the outcome if nobody knows it. */
  readonly toLook?: string
  /** The invitation that the write is about. */
  readonly inviteId?: string
}

/** Writes that are alike. */
export interface ItemGroup {
  readonly what: string
  /** The dangers that all of its writes have. */
  readonly dangers?: ReadonlyArray<string>
  readonly items: ReadonlyArray<Item>
}

/** A text that the person has to type. */
export interface ToType {
  /** A phrase, such as `the organization's name`. */
  readonly what: string
  /** The writes of a set that need it. Without all of them it is not asked. Absent: always asked. */
  readonly items?: ReadonlyArray<number>
}

/**
 * - `open`: it waits for the person.
 * - `underWay`: it is carried out.
 * - `goesOn`: a part is done, and the rest waits for the next call.
 * - `settling`: some writes got no answer, and may still come.
 * - `stopped`: it stopped by itself.
 * - `ended`: nothing more comes.
 */
export type PlanState = "open" | "underWay" | "goesOn" | "settling" | "stopped" | "ended"

/** A plan as the page shows it. */
export interface PlanView {
  readonly id: string
  readonly state: PlanState
  /** The server, host and instance. A person may have two side by side. */
  readonly place: ReadonlyArray<Row>
  /** The action in words. */
  readonly title: string
  readonly isFinal: boolean
  readonly about: ReadonlyArray<Row>
  readonly facts: ReadonlyArray<Row>
  readonly fields: ReadonlyArray<FieldRow>
  readonly others: ReadonlyArray<Row>
  readonly groups: ReadonlyArray<ItemGroup>
  readonly risks: ReadonlyArray<string>
  readonly instead?: string
  readonly undo: string
  /** Absent: it needs a yes alone. */
  readonly toType?: ReadonlyArray<ToType>
  /** The outcome, once there is one. */
  readonly outcome?: Outcome
  /** A new secret, after a wrong text was typed. */
  readonly secret?: string
  /** The fault of the last try. Nothing was done. */
  readonly mistake?: string
}

export interface Outcome {
  /** - `unknown`: it may have been carried out. */
  readonly kind: "done" | "refused" | "unknown" | "partly"
  readonly text: string
}
