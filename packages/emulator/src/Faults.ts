/**
 * A switch for tests: what goes wrong with the next requests.
 *
 * @since 0.1.0
 */
import type { ActionName } from "@effect-losant/core"
import * as Effect from "effect/Effect"
import * as Ref from "effect/Ref"

/**
 * How far a request comes: `request`: nothing is done with it; `handled`: it is carried out, but no byte of the answer
 * is sent; `body`: it is carried out, and the headers and the first half of the answer's body are sent.
 *
 * @since 0.1.0
 */
export type FaultPoint = "request" | "handled" | "body"

/**
 * What goes wrong. `answer` sends an answer of the test's making, by default without carrying the request out; `cut`
 * breaks the connection; `hang` leaves the client waiting until it gives up.
 *
 * @since 0.1.0
 */
export type Fault =
  | {
      readonly kind: "answer"
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body?: string
      /** Whether the request is carried out all the same. */
      readonly handled?: boolean
    }
  | { readonly kind: "cut"; readonly at: FaultPoint }
  | { readonly kind: "hang"; readonly at: FaultPoint }

/** To which requests a fault happens. @since 0.1.0 */
export interface FaultOptions {
  /** Only to requests of this action. */
  readonly action?: ActionName
  /** To how many. Default 1. */
  readonly times?: number
}

interface Planned {
  readonly fault: Fault
  readonly action: ActionName | undefined
  readonly left: number
}

/** The switch. @since 0.1.0 */
export interface Faults {
  /** Lets the fault happen to the next requests, after those that were planned before. */
  readonly next: (fault: Fault, options?: FaultOptions) => Effect.Effect<void>
  /** Forgets what is planned. */
  readonly clear: Effect.Effect<void>
  /** The fault that happens to a request of `action`, which then is spent. */
  readonly take: (action: ActionName | undefined) => Effect.Effect<Fault | undefined>
}

/** A switch with nothing planned. @since 0.1.0 */
export const make: Effect.Effect<Faults> = Effect.map(Ref.make<ReadonlyArray<Planned>>([]), (ref) => ({
  next: (fault, { action, times = 1 } = {}) =>
    Ref.update(ref, (planned) => [...planned, { fault, action, left: times }]),
  clear: Ref.set(ref, []),
  take: (action) =>
    Ref.modify(ref, (planned) => {
      const found = planned.find((plan) => plan.action === undefined || plan.action === action)
      return [
        found?.fault,
        planned.flatMap((plan) => (plan !== found ? [plan] : plan.left > 1 ? [{ ...plan, left: plan.left - 1 }] : []))
      ]
    })
}))
