// Mutation testing: Stryker changes a source in one place at a time, and the tests of the source have to notice it.
//   npm run mutants [-- SUBJECT … --minutes 60 --left | --again]
// `--left` tries again only what was not noticed, after tests were added; `--again` begins anew.
// Fails if a subject's tests notice less than 90 %, or if a mutant stays unnoticed that equivalents.ts does not explain.
import { parseArgs } from "node:util"
import { isEquivalent } from "./equivalents.ts"
import { type Extent, mutate, type Tried } from "./mutate.ts"
import { subjects } from "./subjects.ts"

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: "string", default: "60" },
    left: { type: "boolean", default: false },
    again: { type: "boolean", default: false }
  }
})
const extent: Extent = values.again ? "all" : values.left ? "left" : "new"
/** The least part of the mutants that tests have to notice. */
const minNoticed = 0.9

const seconds = () => performance.now() / 1_000

const tell = (name: string, tried: ReadonlyArray<Tried>, explained: number): boolean => {
  const noticed = tried.filter(({ isNoticed }) => isNoticed).length
  const byTime = tried.filter(({ isTimeout }) => isTimeout).length
  const percent = (100 * noticed) / tried.length
  const unexplained = tried.length - noticed - explained
  const isGood = unexplained === 0 && noticed >= minNoticed * tried.length
  console.log(
    `${isGood ? "✓" : "✗"} ${name}: ${noticed} of ${tried.length} noticed (${percent.toFixed(1)} %${byTime === 0 ? "" : `, ${byTime} by a time limit`}), ` +
      `${explained} the same by equivalents.ts, ${unexplained} to look at`
  )
  return isGood
}

const lineOf = (source: string, { line, original, replacement, problem }: Tried): string =>
  `  ${source}:${line}\n    - ${original}\n    + ${replacement}${problem === undefined ? "" : `\n    could not be tried: ${problem}`}`

const run = async (names: ReadonlyArray<string>): Promise<number> => {
  const unknown = names.find((name) => !subjects.some((subject) => subject.name === name))
  if (unknown !== undefined) {
    console.error(`There is no subject ${unknown}. There are: ${subjects.map(({ name }) => name).join(", ")}`)
    return 2
  }
  const end = seconds() + 60 * Number(values.minutes)
  const left: Array<string> = []
  const all: Array<Tried> = []
  let explainedOfAll = 0
  let isGood = true
  for (const { name, sources, tests } of subjects) {
    if (names.length > 0 && !names.includes(name)) continue
    const ofSubject: Array<Tried> = []
    let explained = 0
    for (const source of sources) {
      // A source that has begun is finished, so that its results are kept.
      if (seconds() > end) {
        left.push(source)
        continue
      }
      const tried = await mutate(source, tests, extent)
      ofSubject.push(...tried)
      for (const mutant of tried) {
        if (mutant.isNoticed) continue
        if (isEquivalent(source, mutant)) explained += 1
        else console.log(lineOf(source, mutant))
      }
    }
    if (ofSubject.length === 0) continue
    isGood = tell(name, ofSubject, explained) && isGood
    all.push(...ofSubject)
    explainedOfAll += explained
  }
  if (all.length > 0) tell("all of these", all, explainedOfAll)
  if (left.length > 0) {
    console.log(`the time was over; the same command goes on with ${left.length} sources: ${left.join(", ")}`)
  }
  return isGood ? 0 : 1
}

process.exitCode = await run(positionals)
