// Takes the pictures of the documents: pages as the built server shows them on the emulator, in a real browser.
//   npm run pictures [-- --folder docs/pictures]
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdirSync } from "node:fs"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { browserPath, launch } from "../../packages/mcp-server/test/support/browser.ts"

type Browser = Awaited<ReturnType<typeof launch>>

interface Picture {
  readonly name: string
  /** The place of the call in the list of the preview, from 0. */
  readonly example: number
  readonly theme: "light" | "dark"
}

const pictures: ReadonlyArray<Picture> = [
  { name: "set", example: 2, theme: "light" },
  { name: "deletion", example: 4, theme: "dark" }
]

const { values } = parseArgs({ options: { folder: { type: "string", default: "docs/pictures" } } })
const server = fileURLToPath(new URL("../../packages/mcp-server/dist/main.js", import.meta.url))

/** The address that the preview prints, and its process. */
const startPreview = async (): Promise<{ readonly url: string; readonly child: ChildProcess }> => {
  const child = spawn(process.execPath, [server, "view", "plan", "--emulator"], {
    stdio: ["ignore", "pipe", "inherit"]
  })
  const [line] = await once(createInterface({ input: child.stdout }), "line")
  return { url: String(line).trim(), child }
}

const take = async (browser: Browser, url: string, { name, example, theme }: Picture): Promise<void> => {
  const page = await browser.newPage({ viewport: { width: 720, height: 900 }, deviceScaleFactor: 1.5 })
  await page.goto(`${url}?example=${example}&theme=${theme}`)
  const view = page.frameLocator("iframe").getByRole("main")
  await view.getByRole("button").first().waitFor()
  const path = `${values.folder}/${name}.png`
  await page.locator("iframe").screenshot({ path, animations: "disabled" })
  await page.close()
  console.log(path)
}

if (browserPath === undefined) {
  console.error("The pictures need Chromium: apt-get install chromium, or CHROMIUM=path.")
  process.exitCode = 1
} else {
  mkdirSync(values.folder, { recursive: true })
  const { url, child } = await startPreview()
  const browser = await launch()
  for (const picture of pictures) await take(browser, url, picture)
  await browser.close()
  child.kill()
}
