// The faults of the soak. One request in twenty fails, by all faults that do not take too long.
import { type FaultName, type FaultPlan, faultNames } from "@effect-losant/emulator"

const share = 0.05

// Long answers, and faults that make a client wait for seconds, are left out. They would take most of the time.
const isQuick = (name: FaultName): boolean => !/^(?:huge|rate-limited-(?:seconds|date))/.test(name)

/** Makes a rule for each fault. All have the same share. */
export const faults = (seed: string): FaultPlan => {
  const quick = faultNames.filter(isQuick)
  return { seed, rules: quick.map((fault) => ({ fault, probability: share / quick.length })) }
}
