import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { countTokens } from "gpt-tokenizer/encoding/o200k_base"
import { presentList } from "../../../src/answers/listAnswers.ts"
import { onlyFields } from "../../../src/answers/present.ts"
import { fitResponse, maxTokens } from "../../../src/answers/responseBudget/fitResponse.ts"
import { maxTextLength, maxWholeTextLength, sanitize } from "../../../src/answers/sanitize.ts"
import { unescape } from "../../../src/text/escapes.ts"
import type { JsonObject } from "../../../src/text/json.ts"
import { findMembers } from "../../../src/tools/bulk/findMembers/findMembers.ts"
import type { ToolDeclaration } from "../../../src/tools/define/makeTool.ts"
import { getOrg } from "../../../src/tools/orgs/getOrg.ts"
import { listOrgs } from "../../../src/tools/orgs/listOrgs.ts"
import { updateOrg } from "../../../src/tools/orgs/updateOrg.ts"
import { makeTools } from "../../../src/tools/registry.ts"
import { getPayloadCounts } from "../../../src/tools/usage/getPayloadCounts.ts"
import { jobs, orgId, samples } from "../../support/samples.ts"

// The tolerance of the estimate.
const most = 1.1 * maxTokens

const tokensOf = (value: unknown): number => countTokens(JSON.stringify(value))

/** The limits for the answer of a call. */
const fittingOf = (tool: Pick<ToolDeclaration, "make">, values: JsonObject) =>
  Result.getOrThrow(tool.make(true).parse(values, 0)).fitting

/** A listing that shows only the named fields. */
const listing = { always: [], unless: {}, isWhole: false }

interface Item extends JsonObject {
  readonly id: string
}

/** A Losant that holds these items and answers them in pages. */
const page = (items: ReadonlyArray<Item>, { page, perPage }: { readonly page: number; readonly perPage: number }) => ({
  items: items.slice(page * perPage, (page + 1) * perPage),
  totalCount: items.length,
  page,
  perPage
})

const isPage = (value: unknown): value is { readonly page: number; readonly perPage: number } =>
  Predicate.isObject(value) && Predicate.isNumber(value["page"]) && Predicate.isNumber(value["perPage"])

/** All answers. Each call uses the arguments that the answer before gave. */
const follow = (all: ReadonlyArray<Item>, perPage: number, tokens?: number) => {
  const answers: Array<JsonObject> = []
  let next: unknown = { page: 0, perPage }
  while (isPage(next)) {
    const values = { page: next.page, perPage: next.perPage, fields: ["text", "tags"] }
    const shown = sanitize(presentList(listing, page(all, next), values))
    const answer = fitResponse(shown, fittingOf(listOrgs, values), tokens)
    answers.push(answer)
    next = answer["nextPage"]
  }
  return answers
}

const idsIn = (answers: ReadonlyArray<JsonObject>) =>
  answers.flatMap(({ items }) => (Array.isArray(items) ? items : []).map(({ id }: Item) => id))

const itemsOf = (count: number, text: (index: number) => string): ReadonlyArray<Item> =>
  Array.from({ length: count }, (_, index) => ({ id: `id${index}`, text: text(index) }))

describe("an answer", () => {
  it("that is cut names what a tool itself says to do, if its arguments do not help", () => {
    const how = fittingOf(findMembers, { person: "ada@example.com" })
    const answer = fitResponse({ items: itemsOf(2, () => "word ".repeat(4_000)) }, how, 500)
    assert.match(
      String(answer["leftOut"]),
      /\. losant_list_org_invites and losant_list_org_members list those of one organization, a page at a time\.$/
    )
  })

  it("that fits stays itself in all it says", () => {
    const answer = { items: [{ id: "1" }], count: 1, page: 0, perPage: 20 }
    assert.deepStrictEqual(fitResponse(answer), answer)
  })

  const texts: Readonly<Record<string, string>> = {
    ordinary: "The plant in the north. ",
    hexadecimal: "5f00c3a9e1b7d24680fa",
    Han: "株式会社龘",
    emoji: "🏭👨‍👩‍👧",
    hidden: "\u202e\u200b\u{e0067}",
    quotes: '"\\"'
  }
  it.each(Object.entries(texts))("of many long texts, %s, never exceeds 8,000 tokens", (_, text) => {
    const items = itemsOf(100, (index) => text.repeat(60 + (index % 7)))
    const answers = follow(items, 100)
    assert.isAbove(answers.length, 1)
    for (const answer of answers) assert.isAtMost(tokensOf(answer), most)
    assert.deepStrictEqual(
      idsIn(answers),
      items.map(({ id }) => id)
    )
  })
  it.each(Object.entries(texts))("of one text, %s, is read to its end a part at a time", (_, text) => {
    const description = text.repeat(Math.ceil(32_767 / text.length)).slice(0, 32_767)
    let fields = ["description"]
    let read = ""
    for (let calls = 0; fields.length > 0; calls++) {
      assert.isBelow(calls, 60)
      const org = onlyFields.present({ id: "1", name: "Acme", description }, { query: {}, options: { fields } })
      const answer = fitResponse(sanitize(org, maxWholeTextLength), fittingOf(getOrg, { orgId, fields }))
      assert.isAtMost(tokensOf(answer), most)
      read += String(answer["description"])
      const [, asked = "[]"] = /fields (\[.*?\]),/.exec(String(answer["leftOut"])) ?? []
      fields = JSON.parse(asked)
    }
    assert.strictEqual(unescape(read), unescape(String(sanitize({ description }, maxWholeTextLength)["description"])))
  })
  it("with many long tags is read to its end", () => {
    const tags = Array.from({ length: 100 }, (_, index) => ({ key: `key${index}`, value: "漢字".repeat(127) }))
    const read: Array<unknown> = []
    let fields = ["tags"]
    while (fields.length > 0) {
      const org = onlyFields.present({ id: "1", tags }, { query: {}, options: { fields } })
      const answer = fitResponse(sanitize(org, maxWholeTextLength), fittingOf(getOrg, { orgId, fields }))
      assert.isAtMost(tokensOf(answer), most)
      const part = answer["tags"]
      assert(Array.isArray(part))
      read.push(...part)
      const [, asked = "[]"] = /fields (\[.*?\]),/.exec(String(answer["leftOut"])) ?? []
      fields = JSON.parse(asked)
    }
    assert.deepStrictEqual(read, tags)
  })
  it("of one item that is too long alone shows what fits, and who reads it whole", () => {
    const [answer, ...others] = follow(
      itemsOf(3, (index) => (index === 0 ? "" : "x".repeat(10))).map((item, index) =>
        index === 0 ? { ...item, tags: Array.from({ length: 100 }, () => "漢字".repeat(100)) } : item
      ),
      3
    )
    assert.match(String(answer?.["leftOut"]), /^items\.0\.tags from \d+ of 100 on\. losant_get_org answers one whole/)
    assert.match(String(answer?.["leftOut"]), / 2 of the 3 items of this page: go on with nextPage\.$/)
    assert.deepStrictEqual(idsIn([answer ?? {}, ...others]), ["id0", "id1", "id2"])
  })
  it("says what was cut of a page, and keeps the total", () => {
    const [first] = follow(
      itemsOf(100, () => "The plant in the north. ".repeat(30)),
      100
    )
    const count = Number(first?.["count"])
    assert.deepInclude(first, { totalCount: 100, page: 0, perPage: 100, nextPage: { page: 1, perPage: count } })
    assert.strictEqual(first?.["leftOut"], `${100 - count} of the 100 items of this page: go on with nextPage.`)
  })
  it("keeps what it said of itself, and says where a narrower call helps", () => {
    const rows = Array.from({ length: 3_000 }, (_, index) => [`2026-01-01T${index}`, index])
    const answer = fitResponse({ rows, leftOut: "5 without a limit." }, fittingOf(getPayloadCounts, { orgId }))
    assert.match(
      String(answer["leftOut"]),
      /^5 without a limit\. rows from \d+ of 3000 on\. Ask losant_get_org_payload_counts for less/
    )
    assert.isAtMost(tokensOf(answer), most)
  })
  it("of a write names the tool that reads what was left out", () => {
    const how = fittingOf(updateOrg, { orgId, description: "new" })
    const answer = fitResponse({ changes: { description: "漢".repeat(30_000) } }, how)
    assert.match(String(answer["leftOut"]), /^changes\.description from .* losant_get_org answers one whole/)
  })

  const sizes = Schema.Array(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 120 }))).check(
    Schema.isMaxLength(60)
  )
  it.effect.prop(
    "after another, as each says, shows each item exactly once, whatever the sizes",
    [sizes, Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 100 }))],
    ([lengths, perPage]) =>
      Effect.sync(() => {
        const items = lengths.map((length, index) => ({ id: `id${index}`, text: "word ".repeat(length) }))
        const answers = follow(items, perPage, 900)
        assert.deepStrictEqual(
          idsIn(answers),
          items.map(({ id }) => id)
        )
        for (const answer of answers) assert.isAtMost(tokensOf(answer), 990)
      }),
    { arbitrary: { runs: 200, seed: 3 } }
  )
  const leaf = Schema.Union([
    Schema.Literals(["Acme", "漢字".repeat(700), "\\u{202E}".repeat(200), "word ".repeat(400)]),
    Schema.Int
  ])
  const field = Schema.Union([leaf, Schema.Array(leaf), Schema.Record(Schema.Literals(["a", "b", "c"]), leaf)])
  it.effect.prop(
    "of any kind is as short as it has to be, and says so where it was cut",
    [Schema.Record(Schema.Literals(["name", "items", "counts", "members", "summary"]), field)],
    ([answer]) =>
      Effect.sync(() => {
        const how = { otherwise: "Ask for less." }
        const shown = fitResponse(answer, how, 1_000)
        assert.isAtMost(tokensOf(shown), 1_100)
        const { leftOut, ...rest } = shown
        if (leftOut === undefined) assert.deepStrictEqual(shown, answer)
        else {
          assert.include(String(leftOut), "Ask for less.")
          assert.notDeepEqual(rest, answer)
        }
      }),
    { arbitrary: { runs: 200, seed: 4 } }
  )
})

describe("the fitting of a call", () => {
  it("takes the position from which a field is wanted", () => {
    assert.deepStrictEqual(fittingOf(getOrg, { orgId, fields: ["tags@40", "name"] }), {
      maxTextLength: maxWholeTextLength,
      hasParts: true,
      from: { tags: 40, name: 0 }
    })
    assert.deepStrictEqual(fittingOf(getOrg, { orgId }), { maxTextLength, hasParts: true, from: {} })
  })
  it("says of every tool how to get what was left out", () => {
    const all: Readonly<Record<string, { readonly good: JsonObject }>> = { ...samples, ...jobs }
    for (const tool of makeTools(true)) {
      const { good = {} } = all[tool.action?.action ?? tool.spec.name] ?? {}
      const { hasParts, otherwise = "" } = fittingOf({ make: () => tool }, good)
      assert.isTrue(hasParts === true || otherwise.includes("losant_"), tool.spec.name)
    }
  })
})

describe("an answer of which texts were cut", () => {
  it("names those that are still in it, and few", () => {
    const items = Array.from({ length: 100 }, (_, id) => ({ id, description: "lorem ipsum dolor ".repeat(200) }))
    const content = fitResponse(sanitize({ items, count: 100, page: 0, perPage: 100 }))
    const [kept, truncated] = [content["items"], content["truncated"]]
    assert(Array.isArray(kept) && Array.isArray(truncated))
    assert.isBelow(kept.length, 100)
    assert.isAtMost(truncated.length, 11)
    for (const path of truncated.slice(0, 10)) assert.isBelow(Number(path.split(".")[1]), kept.length)
    const alone = fitResponse(sanitize({ items: items.slice(0, 2), count: 2, page: 0, perPage: 100 }))
    assert.deepStrictEqual(alone["truncated"], ["items.0.description", "items.1.description"])
  })

  it("names an object that lost fields without a position, because the fields that stay can be any of them", () => {
    const attributes = Object.fromEntries(
      Array.from({ length: 3_000 }, (_, index) => [`attribute ${index}`, `value ${index}`])
    )
    const { leftOut } = fitResponse({ id: orgId, attributes }, { hasParts: true })
    assert.match(
      String(leftOut),
      /^attributes but for \d+ of its 3000 fields\. Ask for it with fields \["attributes"\]/
    )
  })
})
