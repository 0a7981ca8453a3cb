// The faults of the soak: one request in twenty fails, in every way that does not take too long.
import { type FaultName, type FaultPlan, faultNames } from "@effect-losant/emulator"

const share = 0.05

// Left out: what has to be read to the end, and what makes a client wait for seconds, since it would do little else.
const isQuick = (name: FaultName): boolean => !/^(?:huge|rate-limited-(?:seconds|date))/.test(name)

/** The rules, each with its part of the share. */
export const faults = (seed: string): FaultPlan => {
  const quick = faultNames.filter(isQuick)
  return { seed, rules: quick.map((fault) => ({ fault, probability: share / quick.length })) }
}
