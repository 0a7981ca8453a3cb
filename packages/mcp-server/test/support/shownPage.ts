// A page of a view in a real browser: the preview is its host, and the emulator its Losant.
import type { SeedData } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import type { Browser, Frame, Page } from "playwright-core"
import { afterAll, afterEach, assert, beforeAll } from "vitest"
import { preview } from "../../src/cli/view/runView.ts"
import type { PageName } from "../../src/model/views/names.ts"
import type { PreviewExample } from "../../src/model/views/Preview.ts"
import { writePages } from "../../viewPages.mjs"
import { findFaults, launch } from "./browser.ts"
import { configOf } from "./config.ts"
import { emulated, type Override, writesIn } from "./emulated.ts"
import { environment } from "./serving.ts"

/** Markup, scripts, ends of elements, and a character that turns the direction of writing. */
export const hostile = '</script><img src=x onerror="window.hit=1"><b>bold</b>&amp;\u202Egnp'

export interface ShownPage {
  /** The address of the preview. */
  readonly url: string
  readonly page: Page
  readonly frame: Frame
  /** The methods of the writes that Losant got. */
  readonly writes: () => ReadonlyArray<string>
  /** The text that the page told the model, or asked of it. */
  readonly told: () => Promise<string>
}

export interface PageOptions {
  /** The options of the preview, such as `theme=dark&locale=de`. */
  readonly query?: string
  /** In pixels. */
  readonly width?: number
  readonly seed?: SeedData
  readonly instead?: Override
  readonly settings?: Readonly<Record<string, string>>
}

/** Opens pages in a browser, for the tests of one file. */
export const pagesInBrowser = (name: PageName) => {
  let browser: Browser
  beforeAll(async () => {
    await writePages()
    browser = await launch()
  }, 60_000)
  afterAll(() => browser?.close())

  const closing: Array<() => Promise<void>> = []
  afterEach(async () => {
    for (const close of closing.splice(0)) await close()
  })

  return async (
    example: PreviewExample,
    { query = "", width = 1_200, seed, instead, settings = {} }: PageOptions = {}
  ): Promise<ShownPage> => {
    const { losant, sent } = await Effect.runPromise(emulated(instead, seed))
    const config = configOf({ ...environment, LOSANT_MCP_CONFIRM: "auto", ...settings })
    const { url, close } = await preview(name, config, losant, () => undefined, { examples: [example] })
    const page = await browser.newPage({ viewport: { width, height: 900 } })
    // A step that waits in vain says where, before the test itself takes too long.
    page.setDefaultTimeout(9_000)
    closing.push(close, () => page.close())
    await page.goto(`${url}?${query}`)
    const handle = await page.waitForSelector("iframe")
    const frame = await handle.contentFrame()
    if (frame === null) throw new Error("the page has no frame")
    await frame.waitForSelector("h1")
    return {
      url,
      page,
      frame,
      writes: () => writesIn(sent).map(({ method }) => method),
      told: async () => {
        await page.waitForFunction(() => (document.getElementById("model")?.textContent ?? "") !== "")
        return (await page.textContent("#model")) ?? ""
      }
    }
  }
}

/** The widths, in pixels, and the themes in which each page is looked at. */
export const looks = [
  [320, "light"],
  [320, "dark"],
  [1_200, "light"],
  [1_200, "dark"]
] as const

/** Fails if axe finds a fault, if something stands beside the frame, or if the page has not the theme of its host. */
export const assertLooks = async (
  { page, frame }: ShownPage,
  name: string,
  [width, theme]: (typeof looks)[number]
): Promise<void> => {
  assert.deepEqual(await findFaults(frame), [])
  const [needed, given] = await frame.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth])
  assert.isAtMost(needed ?? 0, given ?? 0)
  const background = await frame.evaluate(() => getComputedStyle(document.body).backgroundColor)
  assert.strictEqual(background, theme === "light" ? "rgb(255, 255, 255)" : "rgb(31, 31, 30)")
  const folder = process.env["PICTURES"]
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}-${width}-${theme}.png`, fullPage: true })
}

/** Fails unless the place shows the hostile text as it is, as words and as nothing else. */
export const assertNoMarkup = async ({ frame }: ShownPage, place: string): Promise<void> => {
  const text = (await frame.textContent(place)) ?? ""
  assert.include(text, hostile.replace("\u202E", "\\u{202E}"))
  assert.strictEqual(await frame.locator("img, b, main script").count(), 0)
  assert.isFalse(await frame.evaluate(() => "hit" in window))
}
