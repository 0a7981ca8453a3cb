// npm run check:api [-- --update]
import { spawnSync } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { declare, leaks, render, reportFile } from "./report.ts"

const committed = fileURLToPath(new URL(`../../${reportFile}`, import.meta.url))

/** Gives the lines that differ, as git shows them. */
const difference = (report: string): string => {
  const folder = mkdtempSync(join(tmpdir(), "effect-losant-api-"))
  const current = join(folder, "api.md")
  writeFileSync(current, report)
  const args = ["diff", "--no-index", "--no-color", "--unified=1", committed, current]
  const { stdout } = spawnSync("git", args, { encoding: "utf8" })
  rmSync(folder, { recursive: true })
  // The first lines of the output name the two files.
  return stdout.slice(Math.max(0, stdout.indexOf("@@")))
}

const run = (args: ReadonlyArray<string>): number => {
  const [flag, ...others] = args
  if (others.length > 0 || (flag !== undefined && flag !== "--update")) {
    console.error("Usage: npm run check:api [-- --update]")
    return 2
  }
  const declarations = declare()
  const leaking = leaks(declarations)
  if (leaking.length > 0) {
    console.error(`Types that nobody can import are part of public ones:\n${leaking.join("\n")}`)
    return 1
  }
  const report = render(declarations)
  if (flag === "--update") {
    writeFileSync(committed, report)
    console.log(`${reportFile} is written`)
    return 0
  }
  if (existsSync(committed) && readFileSync(committed, "utf8") === report) {
    console.log(`${reportFile} is up to date`)
    return 0
  }
  const seen = existsSync(committed) ? difference(report) : `${reportFile} does not exist.\n`
  console.error(
    `${seen}The public types of core are not those of ${reportFile}. Where the change is meant, run ` +
      "npm run check:api -- --update, and commit the file with it."
  )
  return 1
}

process.exitCode = run(process.argv.slice(2))
