// The number of runs and the seed: every run is the same unless the environment says otherwise.
import { assert } from "@effect/vitest"

const whole = (name: string, otherwise: number): number => {
  const input = process.env[name] ?? ""
  if (input === "") return otherwise
  assert.match(input, /^\d{1,9}$/, `${name} has to be a whole number`)
  return Number(input)
}

/** `FUZZ_SEED=7 npm test` tries other inputs. */
export const seed = whole("FUZZ_SEED", 20_261_122)

/** `FUZZ_RUNS=100000 npm test` tries more of them. */
export const runs = whole("FUZZ_RUNS", 10_000)

/** For the titles of tests: the variables that repeat the run. */
export const settings = `FUZZ_SEED=${seed} FUZZ_RUNS=${runs}`

/** In milliseconds, enough for the largest sensible run. */
export const timeout = 60_000 + runs * 20
