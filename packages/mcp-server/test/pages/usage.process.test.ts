// The page of usage in a real browser: the preview is its host, and the emulator its Losant.
import { InstanceId, OrgId } from "@effect-losant/core/schemas/Ids"
import type { SeedData } from "@effect-losant/emulator"
import type { Frame, Page } from "playwright-core"
import { assert, describe, it } from "vitest"
import type { PreviewExample } from "../../src/model/views/Preview.ts"
import { browserPath } from "../support/browser.ts"
import { instanceId, orgId } from "../support/samples.ts"
import { assertLooks, assertNoMarkup, hostile, looks, type PageOptions, pagesInBrowser } from "../support/shownPage.ts"

const seedOf = (...names: readonly [string, ...ReadonlyArray<string>]): SeedData => ({
  instances: [
    {
      id: InstanceId.make(instanceId),
      name: `Instance of ${names[0]}`,
      orgs: names.map((name, index) => ({
        ...(index === 0 ? { id: OrgId.make(orgId) } : {}),
        name,
        limits: { device: 10, payload: 9_000 },
        usage: { devices: 5 + index, payloadsPerHour: 10 }
      }))
    }
  ]
})

const example = (label: string, name: string, values: PreviewExample["arguments"]): PreviewExample => ({
  label,
  name,
  title: "Get usage",
  arguments: values
})
const payloads = example("payloads", "losant_get_org_payload_breakdown", { orgId })
const devices = example("devices", "losant_get_org_device_counts", { orgId })
const allPayloads = example("all payloads", "losant_get_all_payload_breakdown", {})

type Rows = ReadonlyArray<readonly [string, number]>

describe.skipIf(browserPath === undefined)("the page of usage", () => {
  const openPage = pagesInBrowser("usage")
  const open = async (one: PreviewExample, options: PageOptions = {}) => {
    const opened = await openPage(one, { seed: seedOf("Northwind", "Southwind"), ...options })
    const { frame, url } = opened
    await frame.waitForSelector(".values")
    await frame.waitForFunction(
      () => !(document.querySelector("h1")?.textContent ?? "").match(/: (?:\w{24}|the instance)$/)
    )
    /** The rows that the tool answers, with these arguments in the place of those of the example. */
    const rows = async (own: object = {}): Promise<Rows> => {
      const body = JSON.stringify({ name: one.name, arguments: { ...one.arguments, rows: true, ...own } })
      const response = await fetch(`${url}call`, { method: "POST", body })
      return (await response.json()).structuredContent.rows
    }
    return { ...opened, rows }
  }

  const readout = async (frame: Frame): Promise<string> => (await frame.textContent(".readout")) ?? ""
  const slider = (frame: Frame) => frame.locator("input[type=range]")
  const cellsOf = (frame: Frame): Promise<ReadonlyArray<ReadonlyArray<string>>> =>
    frame
      .locator(".values tbody tr")
      .evaluateAll((found) => found.map((row) => [...row.children].map((cell) => cell.textContent ?? "")))
  const choose = async (frame: Frame, step: string): Promise<void> => {
    await frame.getByLabel(step, { exact: true }).first().check()
    await frame.waitForFunction((name) => document.querySelector(".values th")?.textContent === name, step)
  }
  const numbersOf = (cells: ReadonlyArray<ReadonlyArray<string>>): ReadonlyArray<number> =>
    cells.map(([, value = ""]) => Number(value.replaceAll(",", "").replace(/ .*/, "")))
  /** Moves the pointer over the chart: `share` 0 is its left end. */
  const hover = async (page: Page, frame: Frame, share: number): Promise<void> => {
    const box = await frame.locator(".u-over").boundingBox()
    if (box === null) throw new Error("there is no chart")
    await page.mouse.move(box.x + box.width * share, box.y + box.height / 2)
  }

  it("shows an organization's payloads by day, hour and month, with the numbers of the server", async () => {
    const { frame, rows } = await open(payloads)
    assert.strictEqual(await frame.textContent("h1"), "Billable payloads: Northwind")
    const days = await rows()
    assert.lengthOf(days, 28)
    assert.deepEqual(
      numbersOf(await cellsOf(frame)),
      days.map(([, value]) => value)
    )
    await choose(frame, "Hour")
    const hours = await rows({ resolution: "hour" })
    assert.lengthOf(hours, 14 * 24)
    assert.deepEqual(
      numbersOf(await cellsOf(frame)),
      hours.map(([, value]) => value)
    )
    await choose(frame, "Month")
    const months = await cellsOf(frame)
    assert.lengthOf(months, 12)
    // The last whole month, counted from its days.
    const [name = "", value] = months.findLast(([, text = ""]) => !text.includes("part")) ?? []
    const start = new Date(`1 ${name} UTC`)
    const end = new Date(start)
    end.setUTCMonth(end.getUTCMonth() + 1)
    const ofMonth = await rows({ start: start.toISOString(), end: end.toISOString() })
    assert.strictEqual(value, ofMonth.reduce((sum, [, count]) => sum + count, 0).toLocaleString("en-US"))
    await choose(frame, "Day")
    assert.lengthOf(await cellsOf(frame), 28)
  })

  it("shows the number under the pointer, and zooms into what the pointer selects", async () => {
    const { page, frame } = await open(payloads)
    const cells = await cellsOf(frame)
    const [first, last] = [cells[0], cells.at(-1)]
    await hover(page, frame, 0.001)
    assert.strictEqual(await readout(frame), first?.join(": "))
    await hover(page, frame, 0.999)
    assert.strictEqual(await readout(frame), last?.join(": "))
    await hover(page, frame, 0.25)
    await page.mouse.down()
    await hover(page, frame, 0.5)
    await page.mouse.up()
    await frame.waitForSelector(".part:not(:empty)")
    assert.match((await frame.textContent(".part")) ?? "", /^Shown: .+ to .+\.$/)
    await frame.getByRole("button", { name: "All" }).click()
    await frame.waitForSelector(".part:empty", { state: "attached" })
  })

  it("shows the devices of an organization, and the payloads of the instance", async () => {
    const of = await open(devices)
    assert.strictEqual(await of.frame.textContent("h1"), "Devices: Northwind")
    const counted = await of.rows()
    assert.deepEqual(
      numbersOf(await cellsOf(of.frame)),
      counted.map(([, value]) => value)
    )
    assert.strictEqual(await of.frame.getByLabel("Hour").count(), 0)
    const all = await open(allPayloads)
    assert.strictEqual(await all.frame.textContent("h1"), "Billable payloads: Instance of Northwind")
    assert.deepEqual(
      numbersOf(await cellsOf(all.frame)),
      (await all.rows()).map(([, value]) => value)
    )
  })

  it("reads another period, and says what is wrong with one", async () => {
    const { frame, rows } = await open(payloads)
    const [, second, third] = (await rows()).map(([date]) => date)
    await frame.getByLabel("From").fill(third ?? "")
    await frame.getByLabel("To").fill(second ?? "")
    await frame.getByRole("button", { name: "Show" }).click()
    assert.include(await frame.textContent("[role=alert]"), "the first one not after the last one")
    assert.lengthOf(await cellsOf(frame), 28)
    await frame.getByLabel("From").fill(second ?? "")
    await frame.getByLabel("To").fill(third ?? "")
    await frame.getByLabel("To").press("Enter")
    await frame.waitForFunction(() => document.querySelectorAll(".values tbody tr").length === 2)
    await frame.getByLabel("From").fill("2999-01-01")
    await frame.getByLabel("To").fill("2999-01-02")
    await frame.getByRole("button", { name: "Show" }).click()
    await frame.waitForSelector(".notice.danger")
    assert.include(await frame.textContent(".notice.danger"), "must not be in the future")
  })

  it("is worked by the keyboard alone", async () => {
    const { page, frame } = await open(payloads)
    const cells = await cellsOf(frame)
    await frame.focus("input[type=radio]:checked")
    const focused = () => frame.evaluate(() => document.activeElement?.getAttribute("type") ?? "")
    for (let presses = 0; presses < 20 && (await focused()) !== "range"; presses++) await page.keyboard.press("Tab")
    assert.strictEqual(await focused(), "range")
    await page.keyboard.press("ArrowLeft")
    const before = cells.at(-2)?.join(": ")
    assert.strictEqual(await readout(frame), before)
    assert.strictEqual(await slider(frame).getAttribute("aria-valuetext"), before)
    await page.keyboard.press("Home")
    assert.strictEqual(await readout(frame), cells[0]?.join(": "))
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await frame.waitForSelector(".part:not(:empty)")
    const last = await frame.evaluate(() => document.activeElement?.textContent)
    assert.strictEqual(last, "Zoom in")
    await frame.focus(".values summary")
    await page.keyboard.press("Enter")
    assert.isTrue(await frame.locator(".values table").isVisible())
  })

  it("writes numbers and dates as the host does, and follows its theme", async () => {
    const { page, frame } = await open(payloads, { query: "locale=de-DE" })
    const [total] = await frame.locator(".figures dd").allTextContents()
    assert.match(total ?? "", /^\d\.\d{3}$/)
    assert.match(await readout(frame), /^(?:Mo|Di|Mi|Do|Fr|Sa|So)\., \d+\. /)
    /** The colours of the lines of the chart, as the canvas has them. */
    const hasColor = (red: number, green: number, blue: number) =>
      frame.waitForFunction(
        (wanted) => {
          const canvas = document.querySelector("canvas")
          const data = canvas?.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
          for (let at = 0; at < data.length; at += 4) {
            if (data[at + 3] === 255 && wanted.every((part, index) => data[at + index] === part)) return true
          }
          return false
        },
        [red, green, blue]
      )
    await hasColor(27, 95, 191)
    await page.getByLabel("dark").check()
    await hasColor(140, 188, 255)
  })

  it("shows hostile texts as texts", async () => {
    for (const one of [payloads, allPayloads]) {
      await assertNoMarkup(await open(one, { seed: seedOf(hostile) }), "h1")
    }
  })

  it.each(looks)("has no faults for axe, and no text beside the frame, at %i px in %s", async (...look) => {
    const [width, theme] = look
    for (const one of [payloads, devices]) {
      const opened = await open(one, { query: `theme=${theme}`, width })
      await opened.frame.locator(".values summary").click()
      await assertLooks(opened, `usage-${one.label}`, look)
    }
  })
})
