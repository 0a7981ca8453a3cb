// Jobs over many organizations: the built server over real stdio, on an emulator with several hundred of them.
import { afterAll, assert, beforeAll, beforeEach, describe, it } from "@effect/vitest"
import type { Progress } from "@modelcontextprotocol/client"
import * as Predicate from "effect/Predicate"
import { countTokens } from "gpt-tokenizer/encoding/o200k_base"
import { build } from "../support/built.ts"
import { type Losant, type Session, seedOf, startLosant, startSession } from "../support/losant.ts"
import { revisions } from "../support/serving.ts"

beforeAll(build, 60_000)

const count = 250
const idOf = (index: number): string => `5f${String(index).padStart(22, "0")}`
const ada = "5f00000000000000000000b1"
const bob = "5f00000000000000000000b2"

const orgs = Array.from({ length: count }, (_, position) => {
  const index = position + 1
  return {
    id: idOf(index),
    name: `Plant ${index}`,
    limits: { file: 100 },
    // Three are near the limit, and one is over it.
    resources: { fileCount: index === 7 ? 120 : index % 100 === 50 ? 95 : 10 },
    members: [
      { userId: bob, email: "bob@example.com", role: "view" },
      ...(index % 50 === 0 ? [{ userId: ada, email: "ada@example.com", role: "edit" }] : [])
    ],
    invites: index % 60 === 0 ? [{ email: "ada@example.com", role: "view" }] : []
  }
}).map((org, position) => ({
  ...org,
  ...(position < 3 ? { usage: { days: 40, payloadsPerHour: 100 * (position + 1) } } : {})
}))

const itemsOf = ({ items }: Readonly<Record<string, unknown>>) =>
  Array.isArray(items) ? items.filter(Predicate.isObject).map((item) => ({ ...item })) : []

describe.each(revisions)("for a client of %s", (_, options) => {
  let losant: Losant
  let session: Session
  beforeAll(async () => {
    losant = await startLosant({ seed: seedOf({ name: "Fleet", orgs }) })
    session = await startSession(losant, options)
  }, 60_000)
  afterAll(async () => {
    await session.client.close()
    await losant.close()
  })
  beforeEach(() => losant.plan({ rules: [] }))

  /** Calls a tool, with all that it told on the way: what the server wrote before the answer. */
  const told = async (name: string, given: Readonly<Record<string, unknown>>) => {
    const before = session.heard.length
    const content = await session.done(name, given, () => {})
    const messages = session.heard.slice(before).map((line) => JSON.parse(line))
    assert.property(messages.at(-1), "result", "nothing may be told after the answer")
    const progress: ReadonlyArray<Progress> = messages.flatMap(({ method, params }) =>
      method === "notifications/progress" ? [params] : []
    )
    return { content, progress }
  }

  const assertGrows = (progress: ReadonlyArray<Progress>) => {
    assert.isAbove(progress.length, 5)
    for (const [index, { progress: done }] of progress.entries()) {
      assert.isAbove(done, progress[index - 1]?.progress ?? 0)
    }
  }

  it("finds the organizations near a limit by the list alone, the nearest first", async () => {
    const given = { percent: 90, limits: ["file"] }
    const [{ content, progress }, arrived] = await losant.during(() => told("losant_find_orgs_near_limits", given))
    const items = itemsOf(content)
    assert.deepStrictEqual(
      items.map(({ orgId }) => orgId),
      [7, 50, 150, 250].map(idOf)
    )
    assert.include(JSON.stringify(items[0]), '"used":120,"allowed":100,"percent":120')
    assert.match(String(content["summary"]), /^4 of 250 organizations use more than 90 % of the limit file\.$/)
    assert.strictEqual(content["checked"], count)
    assert.isAtMost(arrived.length, 3)
    assertGrows(progress)
    assert.deepInclude(progress.at(-1), { progress: count, total: count })
  })

  it("finds where a person is a member and invited, and counts each organization once", {
    timeout: 60_000
  }, async () => {
    const given = { person: "ADA@example.com", includeInvites: true }
    const { content, progress } = await told("losant_find_members", given)
    assert.deepStrictEqual(
      itemsOf(content).map(({ orgId, role }) => [orgId, role]),
      [50, 100, 150, 200, 250].map((index) => [idOf(index), "edit"])
    )
    assert.lengthOf(Array.isArray(content["invites"]) ? content["invites"] : [], 4)
    assert.deepInclude(content["person"], { userId: ada, email: "ada@example.com" })
    assert.strictEqual(content["checked"], count)
    assertGrows(progress)
    for (const { message } of progress) assert.notMatch(message ?? "", /organization \d+ of (?!250\b|5\b|4\b)\d+/)

    const nobody = await session.done("losant_find_members", { person: "nobody@example.com", includeInvites: true })
    assert.deepInclude(nobody, { items: [], invites: [], checked: count })
  })

  it("goes on to the end if a person is in more organizations than an answer holds", async () => {
    const found: Array<unknown> = []
    const answers: Array<string> = []
    let next: object | undefined = {}
    while (next !== undefined) {
      const { text, content } = await session.call("losant_find_members", { person: "bob@example.com", ...next })
      assert.isAtMost(countTokens(text), 8_400)
      found.push(...itemsOf(content).map(({ orgId }) => orgId))
      answers.push(text)
      next = content["continue"] === undefined ? undefined : { continue: content["continue"] }
      assert.isBelow(answers.length, 10)
    }
    assert.isAbove(answers.length, 1)
    assert.sameMembers(
      found,
      orgs.map(({ id }) => id)
    )
    assert.include(answers.at(-1), `bob@example.com is a member of ${count} organizations.`)
  })

  it("ranks organizations by usage", async () => {
    const { content, progress } = await told("losant_usage_ranking", { by: "payloads", top: 2 })
    assert.deepStrictEqual(
      itemsOf(content).map(({ rank, orgId }) => [rank, orgId]),
      [
        [1, idOf(3)],
        [2, idOf(2)]
      ]
    )
    assert.match(String(content["summary"]), /^250 organizations: \d{3},\d{3} payloads /)
    assert.strictEqual(content["checked"], count)
    assertGrows(progress)
  })

  it("tells nothing on the way to a client that did not ask for it", async () => {
    const before = session.heard.length
    await session.done("losant_find_orgs_near_limits", { percent: 90 })
    assert.lengthOf(session.heard.slice(before), 1)
  })

  it("answers what it has if some organizations cannot be read, with which and why", async () => {
    await losant.plan({ rules: [{ fault: "no-content", action: "instanceOrg.payloadCounts", nth: 20, times: 12 }] })
    const { content } = await told("losant_usage_ranking", { by: "payloads" })
    const { failed, failedMore, checked, summary } = content
    assert.strictEqual(checked, count)
    assert(Array.isArray(failed))
    assert.lengthOf(failed, 10)
    assert.strictEqual(failedMore, 2)
    for (const one of failed) assert.deepInclude(one, { why: "what Losant answered cannot be used" })
    assert.include(String(summary), "12 of them could not be counted.")
    assert.strictEqual(itemsOf(content)[0]?.["orgId"], idOf(3))
  })

  it("stops if Losant is asked too often, and goes on from there to the end", async () => {
    await losant.plan({
      rules: [{ fault: "rate-limited-absurd", action: "instanceOrg.payloadCounts", nth: 100 }]
    })
    const given = { by: "payloads", top: 3 }
    const { content: part } = await told("losant_usage_ranking", given)
    assert.include(String(part["stopped"]), "(429)")
    assert.include(String(part["summary"]), "go on with continue")
    assert.isBelow(Number(part["checked"]), count)
    const [{ content: rest }, arrived] = await losant.during(() =>
      told("losant_usage_ranking", { ...given, continue: part["continue"] })
    )
    assert.strictEqual(rest["checked"], count)
    assert.notProperty(rest, "continue")
    assert.isBelow(arrived.length, count)
    const whole = await session.done("losant_usage_ranking", { ...given, start: rest["start"], end: rest["end"] })
    assert.deepStrictEqual([rest["items"], rest["total"]], [whole["items"], whole["total"]])

    const other = await session.refused("losant_usage_ranking", { by: "devices", continue: part["continue"] })
    assert.include(other, "give it unchanged")
  })
})
