// How much is tried, and from which seed: a run is the same each time, until it is told to be another.
import { assert } from "@effect/vitest"

const whole = (name: string, otherwise: number): number => {
  const given = process.env[name] ?? ""
  if (given === "") return otherwise
  assert.match(given, /^\d{1,9}$/, `${name} has to be a whole number`)
  return Number(given)
}

/** `FUZZ_SEED=7 npm test` tries other inputs. */
export const seed = whole("FUZZ_SEED", 20_261_122)

/** `FUZZ_RUNS=100000 npm test` tries more of them. */
export const runs = whole("FUZZ_RUNS", 10_000)

/** For the titles of the tests: what has to be set to see the same again. */
export const settings = `FUZZ_SEED=${seed} FUZZ_RUNS=${runs}`

/** For as long as the largest sensible run takes, in milliseconds. */
export const timeout = 60_000 + runs * 20
