// The page of a fleet in a real browser: organizations near limits, a ranking, and invitations.
import { InstanceId } from "@effect-losant/core/schemas/Ids"
import type { SeedData } from "@effect-losant/emulator"
import type { Frame } from "playwright-core"
import { assert, describe, it } from "vitest"
import { fleetTools } from "../../src/model/views/names.ts"
import type { PreviewExample } from "../../src/model/views/Preview.ts"
import { browserPath } from "../support/browser.ts"
import { fleetOf, idOf } from "../support/fleet.ts"
import { instanceId } from "../support/samples.ts"
import { assertLooks, assertNoMarkup, hostile, looks, pagesInBrowser } from "../support/shownPage.ts"

const near: PreviewExample = {
  label: "near",
  name: fleetTools.nearLimits,
  title: "Find organizations near limits",
  arguments: { percent: 80, limits: ["application", "webhook"] }
}
const ranking: PreviewExample = {
  label: "ranking",
  name: fleetTools.ranking,
  title: "Rank organizations by usage",
  arguments: { by: "devices" }
}
const invites: PreviewExample = {
  label: "invites",
  name: fleetTools.invites,
  title: "Find invitations",
  arguments: {}
}

/** One instance with as many organizations, each with what `org` says. */
const instanceOf = (count: number, org: (index: number) => object): SeedData => {
  const [instance] = fleetOf(count, org).instances
  return { instances: [{ ...instance, id: InstanceId.make(instanceId) }] }
}

/** Each has more applications than 80 % of its limit; every third has more webhooks than it may. */
const nearSeed = (count: number): SeedData =>
  instanceOf(count, (index) => ({
    limits: { application: 2_000, webhook: 10 },
    resources: { appCount: 1_600 + (index % 400) + 1, webhookCount: index % 3 === 0 ? 12 : 1 }
  }))

/** Three organizations, each with an invitation from today; the second has one from long ago too. */
const invitesSeed = instanceOf(3, (index) => ({
  invites: [
    { email: `new${index}@example.com`, role: "edit" },
    ...(index === 2 ? [{ email: "old2@example.com", role: "view", inviteDate: "2025-12-11T12:00:00.000Z" }] : [])
  ]
}))

/** The texts of a column in the rows that the page holds. */
const textsOf = (frame: Frame, column: number): Promise<ReadonlyArray<string>> =>
  frame.locator(`tbody tr:not(.spacer) > :nth-child(${column})`).allTextContents()

describe.skipIf(browserPath === undefined)("the page of a fleet", () => {
  const open = pagesInBrowser("fleet")

  it("shows organizations near limits in the host's locale, to sort and to filter", async () => {
    const { frame } = await open(near, { seed: nearSeed(12), query: "locale=de-DE" })
    assert.strictEqual(await frame.textContent("h1"), "Find organizations near limits")
    assert.include(await frame.textContent(".facts"), "12 of 12 organizations use more than 80 % of one of the limits")
    const first = frame.locator("tbody tr:not(.spacer)").first()
    assert.deepEqual(await first.locator("th, td:not(.select)").allTextContents(), [
      "Plant 3",
      "webhook",
      "12",
      "10",
      "120\u00A0%",
      "Usage"
    ])
    await frame.getByLabel("Limit to show").selectOption("application")
    assert.strictEqual(await frame.textContent(".tools [role=status]"), "12 of 16 rows")
    await frame.getByRole("button", { name: "Used" }).click()
    assert.strictEqual(await frame.getByRole("columnheader", { name: "Used" }).getAttribute("aria-sort"), "descending")
    const organizations = await frame.locator("tbody th").allTextContents()
    assert.deepEqual(
      organizations,
      Array.from({ length: 12 }, (_, index) => `Plant ${12 - index}`)
    )
    await frame.getByRole("button", { name: "Organization", exact: true }).click()
    assert.deepEqual(await frame.locator("tbody th").allTextContents(), organizations.toReversed())
    assert.deepEqual((await textsOf(frame, 4)).slice(0, 1), ["1.602"])
    await frame.getByLabel("Filter: Find organizations near limits").fill("plant 1")
    assert.deepEqual(await frame.locator("tbody th").allTextContents(), ["Plant 1", "Plant 10", "Plant 11", "Plant 12"])
  })

  it("leads from a row to its usage, in words that hold nothing of Losant's but ids", async () => {
    const { frame, told, writes } = await open(near, {
      seed: instanceOf(1, () => ({ name: hostile, limits: { webhook: 0 }, resources: { webhookCount: 9 } }))
    })
    await frame.getByRole("button", { name: /^Usage: / }).click()
    assert.strictEqual(
      await told(),
      `Show me the usage of the organization ${idOf(1)} with losant_get_org_payload_breakdown.`
    )
    await frame.getByText("The assistant was asked for the usage.").waitFor()
    assert.deepEqual(writes(), [])
  })

  it("shows a thousand rows with a few dozen in the page, and gets all of them on request", async () => {
    const { frame } = await open(near, { seed: nearSeed(1_000) })
    await frame.getByRole("button", { name: "Show all" }).click()
    await frame.getByText("1,333 rows", { exact: true }).waitFor()
    assert.strictEqual(await frame.getByRole("button", { name: "Show all" }).count(), 0)
    assert.strictEqual(await frame.evaluate(() => document.activeElement?.tagName), "H1")
    const inPage = () => frame.locator("tbody tr").count()
    assert.isAtMost(await inPage(), 60)
    assert.strictEqual(await frame.locator("table").getAttribute("aria-rowcount"), "1334")
    await frame.getByRole("button", { name: "Organization", exact: true }).click()
    assert.strictEqual(await frame.locator("tbody th").first().textContent(), "Plant 1")
    await frame.locator(".scroller").evaluate((scroller) => {
      scroller.scrollTop = scroller.scrollHeight
    })
    await frame.getByText("Plant 1000", { exact: true }).waitFor()
    assert.isAtMost(await inPage(), 60)
    // Those in the middle are reached too, and no row is in the page twice.
    await frame.locator(".scroller").evaluate((scroller) => {
      scroller.scrollTop = scroller.scrollHeight / 2
    })
    await frame
      .locator("tbody th", { hasText: /^Plant (49|50)\d$/ })
      .first()
      .waitFor()
    const indexes = await frame
      .locator("tbody tr:not(.spacer)")
      .evaluateAll((rows) => rows.map((row) => row.getAttribute("aria-rowindex")))
    assert.strictEqual(new Set(indexes).size, indexes.length)
    await frame.getByLabel("Filter: Find organizations near limits").fill("Plant 777")
    assert.deepEqual(await frame.locator("tbody th").allTextContents(), ["Plant 777", "Plant 777"])
  }, 60_000)

  it("ranks organizations, and asks for the usage of the period", async () => {
    const seed = instanceOf(5, (index) => ({ usage: { devices: index * 300 } }))
    const { frame, told } = await open(ranking, { seed })
    assert.deepEqual(await frame.locator("thead .sort").allTextContents(), [
      "Organization",
      "Place",
      "Devices",
      "Share"
    ])
    const texts = await frame.locator("tbody tr:first-child").locator("th, td:not(.select)").allTextContents()
    assert.match(texts.join(" "), /^Plant 5 1 [12],\d{3} 3\d(?:\.\d)?% Usage$/)
    await frame.getByRole("button", { name: "Usage: Plant 5" }).click()
    assert.match(
      await told(),
      new RegExp(
        `^Show me the usage of the organization ${idOf(5)} with losant_get_org_device_counts, from \\S+Z to \\S+Z\\.$`
      )
    )
  })

  it("shows invitations, and those alone that have expired", async () => {
    const { frame } = await open(invites, { seed: invitesSeed, query: "locale=de-DE" })
    const rows = () => frame.locator("tbody tr:not(.spacer)").locator("th, td:not(.select)").allTextContents()
    await frame.getByLabel("State to show").selectOption("Expired")
    assert.deepEqual(await rows(), ["Plant 2", "old2@example.com", "view", "11.12.2025", "Expired"])
    await frame.getByLabel("State to show").selectOption("")
    assert.lengthOf(await rows(), 20)
    assert.strictEqual(await frame.getByRole("button", { name: /Usage/ }).count(), 0)
  })

  it("leads from a selection to a plan, which the person confirms, and back to the table", async () => {
    const { frame, writes, told } = await open(near, { seed: nearSeed(4) })
    const plans = frame.getByRole("group", { name: "Plan for the selected rows" })
    assert.isFalse(await plans.isVisible())
    await frame.getByLabel("Limit to show").selectOption("application")
    await frame.getByLabel("Select all shown").check()
    await frame.getByLabel("Select Plant 4, application").uncheck()
    assert.include(await plans.textContent(), "3 rows selected.")
    // A number that is none gives no plan.
    await plans.getByLabel("to", { exact: true }).fill("many")
    assert.isTrue(await plans.getByRole("button", { name: "Plan this limit for 3 organizations" }).isDisabled())
    await plans.getByLabel("to", { exact: true }).fill("3000")
    await plans.getByRole("button", { name: "Plan this limit for 3 organizations" }).click()
    await frame.getByText("Waits for you").waitFor()
    assert.match(await frame.evaluate(() => document.activeElement?.textContent ?? ""), /3 changes$/)
    assert.deepEqual(writes(), [])
    // Whoever goes back finds the selection as it was.
    await frame.getByRole("button", { name: "Back to the table" }).click()
    assert.strictEqual(await frame.evaluate(() => document.activeElement?.tagName), "H1")
    await plans.getByRole("button", { name: "Plan this limit for 3 organizations" }).click()
    await frame.getByText("Waits for you").waitFor()
    await frame.getByLabel("Plant 2").uncheck()
    await frame.getByRole("button", { name: "Yes, make 2 changes" }).click()
    await frame.waitForSelector("#outcome")
    assert.include(await frame.textContent("#outcome"), "2 of 3 writes are done, 1 skipped.")
    assert.deepEqual(writes(), ["PATCH", "PATCH"])
    assert.match(await told(), /^The person confirmed the plan in the view\./)
  })

  it("plans for the selected invitations alone, though others of the same organization are alike", async () => {
    const { frame, writes } = await open(invites, {
      seed: instanceOf(1, () => ({
        invites: ["one", "two", "three"].map((name) => ({ email: `${name}@example.com`, role: "view" }))
      }))
    })
    await frame.getByLabel("Select two@example.com, Plant 1").check()
    await frame.getByRole("button", { name: "Plan to revoke 1 invitation" }).click()
    await frame.getByText("Waits for you").waitFor()
    const boxes = frame.locator(".items input")
    assert.strictEqual(await boxes.count(), 3)
    assert.strictEqual(await frame.locator(".items input:checked").count(), 1)
    await frame.getByRole("button", { name: "Yes, make 1 change" }).click()
    await frame.waitForSelector("#outcome")
    assert.deepEqual(writes(), ["DELETE"])
    const left = frame.locator(".items li").filter({ hasText: "Left out" })
    assert.strictEqual(await left.count(), 2)
  })

  it("plans either for expired invitations or for open ones", async () => {
    const { frame, writes } = await open(invites, { seed: invitesSeed })
    await frame.getByLabel("Select all shown").check()
    assert.isTrue(await frame.getByRole("button", { name: "Plan to send 4 invitations again" }).isDisabled())
    await frame.getByText("A plan is either about expired invitations or about open ones.").waitFor()
    await frame.getByLabel("State to show").selectOption("Open")
    await frame.getByLabel("Select all shown").uncheck()
    await frame.getByRole("button", { name: "Plan to send 1 invitation again" }).click()
    await frame.getByRole("button", { name: "Yes, make 1 change" }).click()
    await frame.waitForSelector("#outcome")
    // Losant sends an invitation again by a new one in the place of the old one.
    assert.isNotEmpty(writes())
  })

  it("says why there is no plan if the policy lets none through", async () => {
    const { frame } = await open(near, { seed: nearSeed(1), settings: { LOSANT_MCP_READ_ONLY: "true" } })
    await frame.getByLabel("Select Plant 1, application").check()
    await frame.getByLabel("Tag").fill("region=eu")
    await frame.getByRole("button", { name: "Plan this tag for 1 organization" }).click()
    await frame.getByText("The server gave no plan. Its settings may let it plan nothing").waitFor()
  })

  it("is worked by the keyboard alone", async () => {
    const { page, frame, writes } = await open(near, { seed: nearSeed(120) })
    const focused = () =>
      frame.evaluate(() => {
        const { activeElement: element } = document
        return element?.getAttribute("aria-label") ?? element?.textContent ?? ""
      })
    const tabTo = async (name: string) => {
      for (let presses = 0; presses < 30 && !(await focused()).startsWith(name); presses++)
        await page.keyboard.press("Tab")
      assert.match(await focused(), new RegExp(`^${name}`))
    }
    await frame.focus("h1")
    await tabTo("Show all")
    await page.keyboard.press("Enter")
    await frame.getByText("160 rows", { exact: true }).waitFor()
    await tabTo("Filter: Find")
    await page.keyboard.type("webhook")
    await frame.getByText("40 of 160 rows", { exact: true }).waitFor()
    await tabTo("Used")
    await page.keyboard.press("Enter")
    assert.strictEqual(await focused(), "Used")
    // One row is reached by Tab, the others from there by arrows, those too that are not in the page yet.
    await tabTo("Select Plant 3, webhook")
    await page.keyboard.press("ArrowDown")
    assert.strictEqual(await focused(), "Select Plant 6, webhook")
    await page.keyboard.press("End")
    assert.strictEqual(await focused(), "Select Plant 120, webhook")
    await page.keyboard.press("Space")
    await page.keyboard.press("ArrowUp")
    assert.strictEqual(await focused(), "Select Plant 117, webhook")
    await page.keyboard.press("Tab")
    assert.strictEqual(await focused(), "Usage: Plant 117, webhook")
    await page.keyboard.press("Home")
    assert.strictEqual(await focused(), "Usage: Plant 3, webhook")
    // The rows scroll, and the one with the focus stays in the page.
    await frame.locator(".scroller").evaluate((scroller) => {
      scroller.scrollTop = scroller.scrollHeight
    })
    await frame.getByText("Plant 120", { exact: true }).waitFor()
    assert.strictEqual(await focused(), "Usage: Plant 3, webhook")
    await page.keyboard.press("Tab")
    assert.strictEqual(await focused(), "Limit to set")
    await page.keyboard.press("Tab")
    await page.keyboard.type("50")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await frame.getByText("Waits for you").waitFor()
    await tabTo("Yes, make 1 change")
    await page.keyboard.press("Enter")
    await frame.waitForSelector("#outcome")
    assert.deepEqual(writes(), ["PATCH"])
  })

  it("names the organizations that could not be read, and the tool's error", async () => {
    const { frame } = await open(invites, {
      seed: invitesSeed,
      instead: ({ url }) => (url.pathname.includes(idOf(2)) ? () => new Response("<html>") : undefined)
    })
    assert.include(await frame.textContent("details summary"), "1 organization could not be read.")
    assert.include(await frame.textContent("details"), "Plant 2: ")
    const { frame: failed } = await open({ ...near, arguments: { percent: 0 } }, { seed: nearSeed(1) })
    assert.include(await failed.textContent("p.danger"), "percent")
  })

  it("shows hostile texts as texts", async () => {
    const seed = instanceOf(3, (index) => ({
      name: `${index} ${hostile}`,
      limits: { application: 10, webhook: 10 },
      resources: { appCount: 9 },
      usage: { devices: index },
      invites: [{ email: "eve@example.com", role: "view" }]
    }))
    for (const example of [near, ranking, invites]) {
      await assertNoMarkup(await open(example, { seed }), "main")
    }
  }, 60_000)

  it.each(looks)(
    "has no faults for axe, and no text beside the frame, at %i px in %s",
    async (...look) => {
      const [width, theme] = look
      for (const [example, seed] of [
        [near, nearSeed(40)],
        [ranking, instanceOf(5, (index) => ({ usage: { devices: index } }))],
        [invites, invitesSeed]
      ] as const) {
        const opened = await open(example, { query: `theme=${theme}`, width, seed })
        await assertLooks(opened, example.label, look)
      }
    },
    40_000
  )
})
