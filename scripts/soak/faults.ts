// What goes wrong during the soak: one request in twenty, in every way that does not take long.
import { type FaultName, type FaultPlan, faultNames } from "@effect-losant/emulator"

const share = 0.05

// Those that make a client wait, or that have to be read to the end, would turn the soak into a test of patience.
const isQuick = (name: FaultName): boolean =>
  !/^(?:hang|slow|huge|deep|rate-limited-(?:seconds|date|absurd))/.test(name)

/** The rules, each with its part of the share. */
export const faults = (seed: string): FaultPlan => {
  const quick = faultNames.filter(isQuick)
  return { seed, rules: quick.map((fault) => ({ fault, probability: share / quick.length })) }
}
