/** The steps of CONTRIBUTING.md that add an action. */
import { readFileSync } from "node:fs"
import { join } from "node:path"

const heading = "\n## Adding an action\n"

const section = (root: string): string => {
  const text = readFileSync(join(root, "CONTRIBUTING.md"), "utf8")
  const [, after] = text.split(heading)
  if (after === undefined) throw new Error("CONTRIBUTING.md has no section on adding an action.")
  return after.split("\n## ")[0] ?? ""
}

/** The steps, each as one line. */
export const steps = (root: string): ReadonlyArray<string> =>
  [...section(root).matchAll(/^\d+\. (.*(?:\n {3}.*)*)/gm)].map(([, text = ""]) => text.replaceAll(/\s*\n\s*/g, " "))

/** The commands in a step. */
export const commandsIn = (step: string): ReadonlyArray<string> =>
  [...step.matchAll(/`((?:npm run|npx) [^`]+)`/g)].map(([, command = ""]) => command)
