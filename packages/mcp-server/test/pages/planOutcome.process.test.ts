// The page of a plan while it is carried out, and after it went wrong: in a real browser, on the emulator.
import { assert, describe, it } from "vitest"
import type { PreviewExample } from "../../src/model/views/Preview.ts"
import { browserPath } from "../support/browser.ts"
import { plantId, plantsSeed } from "../support/changeSets.ts"
import type { Override } from "../support/emulated.ts"
import { disconnect, type Reply, refuse } from "../support/network.ts"
import { orgId } from "../support/samples.ts"
import { pagesInBrowser } from "../support/shownPage.ts"

const tagAll: PreviewExample = {
  label: "tag",
  name: "losant_plan_changes",
  title: "Plan changes to many",
  arguments: { operation: "update_org", change: '{"tags":{"add":["audited=2026"]}}', all: true }
}
const deletion: PreviewExample = {
  label: "deletion",
  name: "losant_delete_org",
  title: "Delete an organization",
  arguments: { orgId }
}

/** Answers the changes of these plants, by their numbers. */
const onPlants =
  (reply: Reply, ...numbers: ReadonlyArray<number>): Override =>
  ({ method, url }) =>
    method === "PATCH" && numbers.some((number) => url.pathname.endsWith(`/${plantId(number)}`)) ? reply : undefined

const forbidden = refuse(403, "Forbidden", "This organization is locked")

describe.skipIf(browserPath === undefined)("the page of a plan that is carried out", () => {
  const open = pagesInBrowser("plan")

  it("shows the progress of a set of 300, also in a frame that is opened again", { timeout: 120_000 }, async () => {
    let goOn = () => {}
    const pause = new Promise<void>((resolve) => {
      goOn = resolve
    })
    let begun = 0
    const { page, frame, writes } = await open(tagAll, {
      seed: plantsSeed(300),
      // A request that waited is told to come again: it was not carried out.
      instead: ({ method }) =>
        method === "PATCH" && ++begun > 100 && begun <= 104
          ? async (one) => {
              await pause
              return refuse(429, "RateLimited", "Wait", { "retry-after": "0" })(one)
            }
          : undefined
    })
    await frame.getByRole("button", { name: "Yes, make 300 changes" }).click()
    await frame.locator(".progress", { hasText: "100 of 300 changes" }).waitFor({ timeout: 60_000 })
    assert.strictEqual(await frame.getByRole("button").count(), 0)
    await page.getByRole("button", { name: "Open again" }).click()
    const again = page.frameLocator("iframe")
    await again.locator(".progress", { hasText: "100 of 300 changes" }).waitFor()
    goOn()
    await again.locator("#outcome.success").waitFor({ timeout: 60_000 })
    assert.include(await again.locator("#outcome").textContent(), "300 of 300 writes are done.")
    // Those that waited were sent again, and no other.
    assert.strictEqual(writes().length, 300 + 4)
  })

  it("lists what failed with the reason, and what got no answer with what to do", async () => {
    const { frame, told } = await open(tagAll, {
      seed: plantsSeed(4),
      instead: (one) => onPlants(forbidden, 2)(one) ?? onPlants(disconnect("ECONNRESET"), 3)(one)
    })
    await frame.getByRole("button", { name: "Yes, make 4 changes" }).click()
    await frame.waitForSelector("#outcome")
    const outcome = (await frame.textContent("#outcome")) ?? ""
    assert.include(outcome, "Not all is done. 2 of 4 writes are done")
    assert.include(outcome, "1 change failed: the list says why.")
    assert.include(outcome, "Some changes got no answer, and may still come. Wait a minute, and look again.")
    const items = await frame.locator("li").allTextContents()
    assert.include(items.find((text) => text.includes("Plant 2")) ?? "", "This organization is locked")
    assert.include(items.find((text) => text.includes("Plant 3")) ?? "", "losant_get_org")
    assert.strictEqual(await frame.getByRole("button", { name: "Look again" }).count(), 1)
    assert.include(await told(), "The person confirmed the plan in the view.")
  })

  it("stops after five failures in a row, and goes on if the person says so", async () => {
    let isLocked = true
    const { frame, writes } = await open(tagAll, {
      seed: plantsSeed(30),
      instead: ({ method }) => (method === "PATCH" && isLocked ? forbidden : undefined)
    })
    await frame.getByRole("button", { name: "Yes, make 30 changes" }).click()
    await frame.waitForSelector("#outcome")
    assert.include((await frame.textContent("#outcome")) ?? "", "Not all is done.")
    assert.isBelow(writes().length, 30)
    const failed = await frame.locator("li", { hasText: "This organization is locked" }).count()
    assert.isAtLeast(failed, 5)
    isLocked = false
    await frame.getByRole("button", { name: "Go on" }).click()
    await frame.locator("#outcome", { hasText: `${30 - failed} of 30 writes are done, ${failed} failed` }).waitFor()
    assert.strictEqual(writes().length, 30)
  })

  it("says that a deletion without an answer is not known, and how to look", async () => {
    let isDeleted = false
    const { frame, told } = await open(deletion, {
      instead: ({ method }) => {
        isDeleted ||= method === "DELETE"
        return isDeleted ? disconnect("ECONNRESET") : undefined
      }
    })
    const field = frame.getByLabel("To go on, type the organization's name")
    await field.fill("Northwind")
    await field.press("Enter")
    await frame.waitForSelector("#outcome.warning", { timeout: 60_000 })
    assert.include((await frame.textContent("#outcome")) ?? "", "It is not known whether this was done.")
    assert.strictEqual(await frame.getByRole("button").count(), 0)
    assert.notInclude(await told(), "Nothing was")
  })
})
