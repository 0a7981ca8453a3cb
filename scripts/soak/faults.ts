// The faults of the soak. One request in twenty fails, by all faults that do not take too long.
import { type Fault, type FaultName, type FaultPlan, faultNames } from "@effect-losant/emulator"

const share = 0.05

// Long answers, and faults that make a client wait for seconds, are left out. They would take most of the time.
const isQuick = (name: FaultName): boolean => !/^(?:huge|rate-limited-(?:seconds|date))/.test(name)

/** Makes a rule for each fault. All have the same share. */
export const faults = (seed: string): FaultPlan => {
  const quick = faultNames.filter(isQuick)
  return { seed, rules: quick.map((fault) => ({ fault, probability: share / quick.length })) }
}

/** The statuses with which gateways, and not Losant, answer: each before and after the work. */
const gatewayFaults: ReadonlyArray<Fault> = [408, 425, 460, 499].flatMap((status) =>
  [false, true].map((handled) => ({ kind: "answer", status, handled, body: "" }) as const)
)

/** The fault of a gateway for the job of this number. All have the same share. */
export const gatewayFault = (job: number): Fault =>
  gatewayFaults[job % gatewayFaults.length] ?? { kind: "answer", status: 499 }
