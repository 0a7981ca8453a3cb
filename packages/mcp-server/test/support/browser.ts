// A real browser for tests of the pages, if the machine has one.
import { existsSync, readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { type Browser, chromium, type Frame } from "playwright-core"

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]

/** The program of a browser of Chromium's kind. */
export const browserPath = [process.env["CHROMIUM"] ?? "", ...places].find((path) => path !== "" && existsSync(path))

if (browserPath === undefined) {
  process.stderr.write(
    "SKIPPED: the tests of the pages need Chromium (apt-get install chromium, or CHROMIUM=path), which is not here.\n"
  )
}

export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: browserPath ?? "", args: ["--no-sandbox", "--disable-gpu"] })

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")

/** The faults that axe finds in a frame, each with the elements. */
export const findFaults = async (frame: Frame): Promise<ReadonlyArray<string>> => {
  await frame.evaluate(axe)
  return frame.evaluate(async () => {
    // Sound: the script before made it.
    const { axe: inPage } = globalThis as unknown as {
      readonly axe: {
        readonly run: () => Promise<{
          readonly violations: ReadonlyArray<{
            readonly id: string
            readonly nodes: ReadonlyArray<{ readonly html: string; readonly failureSummary?: string }>
          }>
        }>
      }
    }
    const { violations } = await inPage.run()
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ""}`)
    )
  })
}
