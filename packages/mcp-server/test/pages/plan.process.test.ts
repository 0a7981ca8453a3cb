import type { SeedData } from "@effect-losant/emulator"
import { assert, describe, it } from "vitest"
import type { PreviewExample } from "../../src/model/views/Preview.ts"
import { browserPath } from "../support/browser.ts"
import { leaver, plantsSeed } from "../support/changeSets.ts"
import { orgId, userId } from "../support/samples.ts"
import { assertLooks, assertNoMarkup, hostile, looks, pagesInBrowser } from "../support/shownPage.ts"

const removal: PreviewExample = {
  label: "removal",
  name: "losant_plan_changes",
  title: "Plan changes to many",
  arguments: { operation: "remove_member", person: leaver }
}
const deletion: PreviewExample = {
  label: "deletion",
  name: "losant_delete_org",
  title: "Delete an organization",
  arguments: { orgId }
}
const member: PreviewExample = {
  label: "member",
  name: "losant_remove_org_member",
  title: "Remove a member",
  arguments: { orgId, userId }
}

describe.skipIf(browserPath === undefined)("the page of a plan", () => {
  const open = pagesInBrowser("plan")

  it("shows a set, leaves out what is unticked, carries the rest out, and tells the model", async () => {
    const { page, frame, writes, told } = await open(removal, { seed: plantsSeed(8) })
    assert.include(await frame.textContent("h1"), "Remove members and invitations: 5 changes")
    await frame.getByLabel("Plant 3 (edit)").uncheck()
    await frame.getByRole("button", { name: "Yes, make 4 changes" }).click()
    await frame.waitForSelector("#outcome")
    assert.include(await frame.textContent("#outcome"), "4 of 5 writes are done, 1 skipped.")
    assert.lengthOf(writes(), 4)
    assert.match(await told(), /^The person confirmed the plan in the view\. .*"done":4/)
    assert.strictEqual(await frame.evaluate(() => document.activeElement?.id), "outcome")
    // A frame that is opened again shows the outcome, and no button.
    await page.getByRole("button", { name: "Open again" }).click()
    const again = page.frameLocator("iframe")
    await again.locator("#outcome").waitFor()
    assert.strictEqual(await again.getByRole("button").count(), 0)
  })

  it("takes a typed name, and after a wrong one asks again", async () => {
    const { page, frame, writes } = await open(deletion)
    const field = frame.getByLabel("To go on, type the organization's name")
    await field.fill("Southwind")
    await field.press("Enter")
    await frame.waitForSelector("[role=alert]")
    assert.include(await frame.textContent("[role=alert]"), "Nothing was done: what was typed does not match.")
    assert.deepEqual(writes(), [])
    assert.strictEqual(await page.textContent("#model"), "")
    await field.fill("Northwind")
    await field.press("Enter")
    await frame.waitForSelector("#outcome.success")
    assert.deepEqual(writes(), ["DELETE"])
  })

  it("is worked by the keyboard alone", async () => {
    const { page, frame, writes } = await open(removal, { seed: plantsSeed(4) })
    await frame.focus("input[type=checkbox]")
    // The first box is that of the group, the second that of its first write.
    await page.keyboard.press("Tab")
    await page.keyboard.press("Space")
    const focused = () => frame.evaluate(() => document.activeElement?.textContent ?? "")
    for (let presses = 0; presses < 10 && !(await focused()).startsWith("Yes"); presses++)
      await page.keyboard.press("Tab")
    assert.strictEqual(await focused(), "Yes, make 2 changes")
    await page.keyboard.press("Enter")
    await frame.waitForSelector("#outcome")
    assert.lengthOf(writes(), 2)
  })

  it("leaves everything as it is if the person says no", async () => {
    const { frame, writes, told } = await open(member)
    await frame.getByRole("button", { name: "No, leave it" }).click()
    assert.strictEqual(await told(), "The person declined the plan in the view. Nothing was done.")
    assert.deepEqual(writes(), [])
  })

  it("shows hostile texts as texts", async () => {
    const [instance] = plantsSeed(2).instances ?? []
    const orgs = (instance?.orgs ?? []).map((org, index) => ({
      ...org,
      name: `${index} ${hostile}`,
      description: hostile,
      tags: [{ key: "tag", value: hostile }]
    }))
    const seed: SeedData = { instances: [{ ...instance, name: hostile, orgs }] }
    for (const example of [
      removal,
      { ...deletion, arguments: { orgId: String(orgs[0]?.id) } },
      {
        ...deletion,
        name: "losant_update_org",
        arguments: { orgId: String(orgs[0]?.id), disabledAt: true, description: `new ${hostile}`, tags: { add: [] } }
      }
    ]) {
      await assertNoMarkup(await open({ ...example, arguments: { ...example.arguments } }, { seed }), "main")
    }
  })

  it.each(looks)("has no faults for axe, and no text beside the frame, at %i px in %s", async (...look) => {
    const [width, theme] = look
    for (const [example, seed] of [
      [removal, plantsSeed(40)],
      [deletion, undefined]
    ] as const) {
      const opened = await open(example, { query: `theme=${theme}`, width, ...(seed ? { seed } : {}) })
      await assertLooks(opened, example.label, look)
    }
  })
})
