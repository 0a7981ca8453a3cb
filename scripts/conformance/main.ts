// npm run conformance [-- --update]
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { root } from "../package/folders.ts"
import { makeSteps } from "../package/steps.ts"
import { readExpected } from "./expected.ts"
import { type Outcome, runSuite, runs, suite } from "./suite.ts"
import { insert, problemsOf, render } from "./summary.ts"

const file = "docs/conformance.md"
const document = join(root, file)

const command = {
  program: process.execPath,
  args: [join(root, "packages/mcp-server/dist/main.js"), "--emulator"],
  env: { PATH: process.env["PATH"] ?? "", LOSANT_MCP_JOURNAL: "off" }
}

const step = makeSteps(console.log, () => performance.now())

const runAll = async (): Promise<ReadonlyArray<Outcome>> => {
  const outcomes: Array<Outcome> = []
  for (const run of runs) {
    await step(`${suite} ${run.version} with revision ${run.revision}`, async () => {
      const outcome = await runSuite(run, command)
      outcomes.push(outcome)
      const problems = problemsOf(outcome)
      if (problems.length > 0) throw new Error(problems.join("\n"))
      return `${outcome.scenarios.length} scenarios as expected`
    })
  }
  return outcomes
}

const main = async (args: ReadonlyArray<string>): Promise<number> => {
  const [flag, ...others] = args
  if (others.length > 0 || (flag !== undefined && flag !== "--update")) {
    console.error("Usage: npm run conformance [-- --update]")
    return 2
  }
  const expected = Object.fromEntries(
    [...new Set(runs.map(({ revision }) => revision))].map((one) => [one, readExpected(one)])
  )
  const before = readFileSync(document, "utf8")
  const after = insert(before, render(await runAll(), expected))
  if (flag === "--update") {
    writeFileSync(document, after)
    console.log(`${file} is written`)
    return 0
  }
  if (before === after) return 0
  console.error(`The summary in ${file} is not that of this run: run npm run conformance -- --update, and commit it.`)
  return 1
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  return 1
})
