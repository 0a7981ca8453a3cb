// npm run check:api [-- --update]
import { spawnSync } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { declare, leaks, type Reported, render, reported, reportFile } from "./report.ts"

/** Gives the lines that differ, as git shows them. */
const difference = (committed: string, report: string): string => {
  const folder = mkdtempSync(join(tmpdir(), "effect-losant-api-"))
  const current = join(folder, "api.md")
  writeFileSync(current, report)
  const args = ["diff", "--no-index", "--no-color", "--unified=1", committed, current]
  const { stdout } = spawnSync("git", args, { encoding: "utf8" })
  rmSync(folder, { recursive: true })
  // The first lines of the output name the two files.
  return stdout.slice(Math.max(0, stdout.indexOf("@@")))
}

/** Checks or writes the report of one package. True if nothing is wrong. */
const runOne = (of: Reported, update: boolean): boolean => {
  const path = reportFile(of)
  const committed = fileURLToPath(new URL(`../../${path}`, import.meta.url))
  const declarations = declare(of)
  const leaking = leaks(declarations, of)
  if (leaking.length > 0) {
    console.error(`Types that nobody can import are part of public ones:\n${leaking.join("\n")}`)
    return false
  }
  const report = render(declarations, of)
  if (update) {
    writeFileSync(committed, report)
    console.log(`${path} is written`)
    return true
  }
  if (existsSync(committed) && readFileSync(committed, "utf8") === report) {
    console.log(`${path} is up to date`)
    return true
  }
  const seen = existsSync(committed) ? difference(committed, report) : `${path} does not exist.\n`
  console.error(
    `${seen}The public types of ${of.name} are not those of ${path}. Where the change is meant, run ` +
      "npm run check:api -- --update, and commit the file with it."
  )
  return false
}

const run = (args: ReadonlyArray<string>): number => {
  const [flag, ...others] = args
  if (others.length > 0 || (flag !== undefined && flag !== "--update")) {
    console.error("Usage: npm run check:api [-- --update]")
    return 2
  }
  const results = reported.map((of) => runOne(of, flag === "--update"))
  return results.every((isRight) => isRight) ? 0 : 1
}

process.exitCode = run(process.argv.slice(2))
