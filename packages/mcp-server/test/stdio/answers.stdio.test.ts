// The answers of the tools and their sizes, from the built server over real stdio.
import { Buffer } from "node:buffer"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import * as Predicate from "effect/Predicate"
import { countTokens } from "gpt-tokenizer/encoding/o200k_base"
import { build } from "../support/built.ts"
import { type Losant, type Session, seedOf, startLosant, startSession } from "../support/losant.ts"
import { colorsIn, contrast, decodePng } from "../support/pixels.ts"
import { revisions } from "../support/serving.ts"

beforeAll(build, 60_000)

// About 8,000: other tokenizers count otherwise, and so the server only estimates.
const maxTokens = 8_400

const idOf = (index: number): string => `5f${String(index).padStart(22, "0")}`
const busy = idOf(1)
const people = 345
const emailOf = (index: number) => `person${index}@example.com`

const longTexts = (index: number) => {
  const texts = ["🙂\u202e", "Ünïcödé ", "x1$ ", '"\\', "漢字", "word ", "\u0000\u200b"]
  return (texts[index % texts.length] ?? "").repeat(32_000).slice(0, 32_000)
}

const orgs = [
  {
    id: busy,
    name: "Busy",
    description: "of many people",
    limits: { member: 1_000 },
    members: Array.from({ length: people }, (_, index) => ({ email: emailOf(index), role: "view" })),
    invites: Array.from({ length: people }, (_, index) => ({ email: `invited-${emailOf(index)}`, role: "view" })),
    usage: { days: 90, devices: 40, payloadsPerHour: 120, notebookRunsPerDay: 2 }
  },
  ...Array.from({ length: 60 }, (_, index) => ({
    id: idOf(index + 100),
    name: `Plant ${index}`,
    description: "d".repeat(500),
    tags: [{ key: "region", value: "eu" }]
  })),
  ...Array.from({ length: 7 }, (_, index) => ({
    id: idOf(index + 200),
    name: `Zz ${longTexts(index).replaceAll("\u0000", "").slice(0, 200)}`,
    description: longTexts(index),
    tags: Array.from({ length: 100 }, (_tag, tag) => ({ key: `k${tag}`, value: longTexts(index).slice(0, 250) }))
  }))
]

const itemsOf = (content: Readonly<Record<string, unknown>>): ReadonlyArray<Readonly<Record<string, unknown>>> => {
  const { items } = content
  return Array.isArray(items) ? items.filter(Predicate.isObject).map((item) => ({ ...item })) : []
}

describe.each(revisions)("for a client of %s", (_, options) => {
  let losant: Losant
  let session: Session
  beforeAll(async () => {
    losant = await startLosant({ seed: seedOf({ name: "Answers", orgs }), now: new Date("2026-11-20T12:00:00Z") })
    session = await startSession(losant, options)
  }, 60_000)
  afterAll(async () => {
    await session.client.close()
    await losant.close()
  })

  /** All pages, each as the one before says. */
  const follow = async (name: string, given: Readonly<Record<string, unknown>>) => {
    const pages: Array<Readonly<Record<string, unknown>>> = []
    let next: unknown = {}
    while (Predicate.isObject(next)) {
      const { isError, text, content } = await session.call(name, { ...given, ...next })
      assert.isFalse(isError, text)
      assert.isAtMost(countTokens(text), maxTokens)
      pages.push(content)
      next = content["nextPage"]
      assert.isBelow(pages.length, 200)
    }
    return pages
  }

  it("lists 20 items, of each what people ask for, as compact JSON", async () => {
    const { text, content } = await session.call("losant_list_orgs")
    assert.strictEqual(text, JSON.stringify(content))
    assert.lengthOf(itemsOf(content), 20)
    assert.deepInclude(content, {
      count: 20,
      totalCount: orgs.length,
      page: 0,
      perPage: 20,
      nextPage: { page: 1, perPage: 20 }
    })
    const [, plant] = itemsOf(content)
    assert.deepStrictEqual(Object.keys(plant ?? {}).sort(), [
      ...["creationDate", "id", "lastUpdated", "name", "summary", "tags"]
    ])
    assert.hasAllKeys(plant?.["summary"], ["appCount", "deviceCount", "memberCount", "pendingInviteCount"])
    assert.isBelow(countTokens(text), 4_000)
  })

  it("answers the fields that are asked for instead", async () => {
    const content = await session.done("losant_list_orgs", { fields: ["name", "limits", "nmae"], perPage: 2 })
    for (const item of itemsOf(content)) assert.hasAllKeys(item, ["id", "name", "limits"])
    assert.deepInclude(content, { count: 2, perPage: 2, absent: ["nmae"] })
    const org = await session.done("losant_get_org", { orgId: "Busy", fields: ["description"] })
    assert.deepStrictEqual(org, { id: busy, description: "of many people" })
    const [member] = itemsOf(await session.done("losant_list_org_members", { orgId: busy, fields: ["email"] }))
    assert.hasAllKeys(member, ["userId", "email"])
  })

  it.each([
    ["losant_list_orgs", {}, orgs.length],
    ["losant_list_orgs", { perPage: 100, fields: ["name", "description", "tags"] }, orgs.length],
    ["losant_list_org_members", { orgId: "Busy" }, people],
    ["losant_list_org_members", { orgId: "Busy", perPage: 100 }, people],
    ["losant_list_org_invites", { orgId: "Busy", perPage: 73 }, people]
  ])("%s with %j answers each item once, page by page", async (name, given, total) => {
    const pages = await follow(name, given)
    const ids = pages.flatMap(itemsOf).map(({ userId, id }) => userId ?? id)
    assert.lengthOf(ids, total)
    assert.lengthOf(new Set(ids), total)
  })

  it("answers the page that is asked for of lists that Losant answers whole", async () => {
    const last = await session.done("losant_list_org_members", { orgId: busy, page: 3, perPage: 100 })
    assert.deepInclude(last, { count: 45, totalCount: people, page: 3, perPage: 100 })
    assert.notProperty(last, "nextPage")
    assert.isEmpty(itemsOf(await session.done("losant_list_org_invites", { orgId: busy, page: 100 })))
  })

  it("cuts what is longer than an assistant reads, and says how to get the rest", async () => {
    const whole = { orgId: idOf(201), fields: ["description", "tags"] }
    const { text, content } = await session.call("losant_get_org", whole)
    assert.isAtMost(countTokens(text), maxTokens)
    const [, next = ""] = /Ask for it with fields \["([^"]+)"/.exec(String(content["leftOut"])) ?? []
    assert.match(next, /^(?:description|tags)(?:@\d+)?$/)
    const rest = await session.call("losant_get_org", { ...whole, fields: [next] })
    assert.isFalse(rest.isError, rest.text)
    assert.isAtMost(countTokens(rest.text), maxTokens)
    for (let index = 200; index < 207; index++) {
      const { text } = await session.call("losant_get_org", { orgId: idOf(index) })
      assert.isAtMost(countTokens(text), maxTokens)
    }
  })

  it("writes answer what changed, and nothing else", async () => {
    const { text, content } = await session.call("losant_update_org", {
      orgId: "Busy",
      description: "of fewer",
      limits: { file: 77 }
    })
    assert.deepStrictEqual(content, {
      done: true,
      org: { id: busy, name: "Busy" },
      changed: {
        description: { before: "of many people", after: "of fewer" },
        "limits.file": { before: 2_000, after: 77 }
      }
    })
    assert.isBelow(countTokens(text), 200)
    const invited = await session.call("losant_invite_to_org", {
      orgId: "Busy",
      email: "new@example.com",
      role: "view"
    })
    assert.isBelow(countTokens(invited.text), 200)
    assert.include(invited.text, "new@example.com")
    assert.notInclude(invited.text, emailOf(1))
    await session.done("losant_revoke_org_invite", { orgId: "Busy", inviteId: "new@example.com" })
  })

  it.each([
    [
      "losant_get_org_payload_breakdown",
      /^[\d,]+ (?:billable )?payloads in the 10 days from 2026-11-10 to 2026-11-20; peak day/
    ],
    ["losant_get_org_device_counts", /^[\d,]+ devices at the end of the 10 days/],
    ["losant_get_org_notebook_minutes", /^[\d,.]+ notebook minutes/]
  ])("%s says it in a line, compares it with the days before, and draws it", async (name, line) => {
    const period = { orgId: "Busy", start: "2026-11-10", end: "2026-11-20", rows: true }
    const plain = await session.call(name, period)
    assert.lengthOf(plain.blocks, 1)
    const { summary, start, previous, rows } = plain.content
    assert.match(String(summary), line)
    assert.notInclude(String(summary), "\n")
    assert.match(String(summary), /(?:Up|Down|Unchanged|The same|As many).*\b10 days before\.$/)
    assert.strictEqual(start, "2026-11-10T00:00:00.000Z")
    assert.deepInclude(previous, { start: "2026-10-31T00:00:00.000Z", end: "2026-11-10T00:00:00.000Z" })
    assert.lengthOf(Array.isArray(rows) ? rows : [], 10)

    const drawn = await session.call(name, { ...period, chart: true })
    assert.strictEqual(drawn.text, plain.text)
    const [, image, ...others] = drawn.blocks
    assert.isEmpty(others)
    assert.deepInclude(image, { type: "image", mimeType: "image/png" })
    const pixels = decodePng(Buffer.from(String(image?.["data"]), "base64"))
    assert.deepStrictEqual([pixels.width, pixels.height], [1_000, 500])
    const [background, ...ink] = colorsIn(pixels, { left: 0, right: 1_000, top: 0, bottom: 500 })
    assert.isTrue(pixels.isOpaque)
    assert.isNotEmpty(ink.filter(([color, count]) => count > 500 && contrast(color, background?.[0] ?? color) >= 3))
  })

  it("counts the requests of a call for a client that wants to know", async () => {
    const before = session.heard.length
    await session.done("losant_get_org_payload_breakdown", { orgId: "Busy", chart: true }, () => {})
    const told = session.heard.slice(before).map((line) => JSON.parse(line))
    assert.property(told.pop(), "result")
    assert.deepStrictEqual(
      told.map(({ method, params: { progress, total } }) => [method, progress, total]),
      // First the organization is looked up by its name.
      [[0, undefined], ...[1, 2, 3].map((done) => [done, 3])].map((steps) => ["notifications/progress", ...steps])
    )
  })

  it("tells what the payloads of a period were, of which there is no chart", async () => {
    const content = await session.done("losant_get_org_payload_counts", {
      orgId: "Busy",
      start: "2026-11-10",
      end: "2026-11-20"
    })
    assert.match(String(content["summary"]), /^[\d,]+ payloads .*in the 10 days .*largest types: .*10 days before\.$/)
  })
})
