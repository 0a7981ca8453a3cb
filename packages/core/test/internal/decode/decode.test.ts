// Answers: tolerant where Losant may grow, strict where a program would break.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { type ActionName, actions } from "../../../src/Actions.ts"
import { expectError, run, sample, token, valueOf } from "../../support/calls.ts"
import * as ScriptedFetch from "../../support/ScriptedFetch.ts"
import { inviteId, names, orgId, samples, userId, writes } from "../../support/samples.ts"

const answeredBy = (name: ActionName, reply: ScriptedFetch.Reply, options = {}) =>
  Effect.gen(function* () {
    const network = yield* ScriptedFetch.make(reply)
    const exit = yield* run(network, sample(name), options)
    assert.strictEqual(network.requests.length, 1)
    return exit
  })

const accepted = (name: ActionName, answer: unknown): Effect.Effect<unknown> =>
  Effect.map(answeredBy(name, ScriptedFetch.json(200, answer)), valueOf)

const issues = (name: ActionName, answer: unknown) =>
  Effect.map(answeredBy(name, ScriptedFetch.json(200, answer)), (exit) =>
    expectError(exit, "LosantDecode").issues.map(({ path }) => path.join("."))
  )

/** The value with extra fields in every object, except among numbers by name, where one would have to be a number. */
const grown = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(grown)
  if (typeof value !== "object" || value === null || "device.mqtt" in value) return value
  // A sample has no entries in what holds values of one kind by any name.
  if (Object.keys(value).length === 0) return value
  const fields = Object.entries(value).map(([key, field]) => [key, grown(field)])
  return { ...Object.fromEntries(fields), _grown: 7, _links: { self: { href: "/x" } }, addedLater: null }
}

const org = { id: orgId, name: "Northwind Plant" }

describe("tolerance", () => {
  it.effect.each(names)("%s: unknown fields are kept at every level", (name) =>
    Effect.gen(function* () {
      const answer = grown(samples[name].answer)
      assert.deepStrictEqual(yield* accepted(name, answer), answer)
    })
  )

  it.effect("an answer is kept as it came when a null has to be dropped elsewhere in it", () =>
    Effect.gen(function* () {
      const answer = {
        ...org,
        description: null,
        extra: null,
        limits: { device: null, later: null, member: 3 },
        tags: [{ key: "a", value: "b", later: [null] }],
        summary: { deviceCount: null, payloadCount: { timer: null, webhook: { "public.rest": null, "flow.flow": 1 } } }
      }
      assert.deepStrictEqual(yield* accepted("instanceOrg.get", answer), {
        ...org,
        extra: null,
        limits: { later: null, member: 3 },
        tags: [{ key: "a", value: "b", later: [null] }],
        summary: { payloadCount: { webhook: { "flow.flow": 1 } } }
      })
    })
  )

  it.effect("nulls are dropped in the items of a list", () =>
    Effect.gen(function* () {
      const answer = {
        items: [
          { userId, firstName: null, _etag: "x" },
          { userId, role: "view" }
        ],
        count: null
      }
      assert.deepStrictEqual(yield* accepted("instanceOrgMembers.get", answer), {
        items: [
          { userId, _etag: "x" },
          { userId, role: "view" }
        ]
      })
    })
  )

  it.effect.each([
    ["instanceOrg.get", { ...org, mfaMode: "sometimes", subscriptionStatus: "paused", banner: { level: "fatal" } }],
    ["instanceOrgMember.get", { userId, role: "owner", applicationRoles: [{ resourceId: orgId, role: "admin" }] }],
    ["instanceOrgInvite.get", { id: inviteId, role: "owner" }],
    ["instanceOrgs.get", { items: [], sortDirection: "sideways", sortField: "colour" }],
    ["instances.get", { items: [{ id: orgId, mfaMode: "x", members: [{ role: "owner" }] }] }]
  ] as const)("%s: unknown enum values are kept", ([name, answer]) =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* accepted(name, answer), answer)
    })
  )

  it.effect.each([
    ["lengths", "instanceOrg.get", { ...org, name: "", description: "d".repeat(40_000) }],
    ["bounds", "instanceOrg.get", { ...org, limits: { device: -1, dataTTL: 1, systemInterval: 99_999 } }],
    ["patterns", "instanceOrg.get", { ...org, id: "org-1", tags: [{ key: "with space", value: "" }] }],
    ["formats", "instanceOrg.get", { ...org, creationDate: "yesterday", billingEmail: "nobody" }],
    ["item counts", "instanceOrg.get", { ...org, tags: Array.from({ length: 101 }, () => ({ key: "a", value: "b" })) }],
    ["whole numbers", "instanceOrg.deviceCounts", { counts: [{ date: "2023-11-14T05:00:00.000Z", total: 1.5 }] }]
  ] as const)("%s are not enforced", ([, name, answer]) =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* accepted(name, answer), answer)
    })
  )

  it.effect("a known status other than the documented one is success as well", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(valueOf(yield* answeredBy("instanceOrg.get", ScriptedFetch.json(203, org))), org)
    })
  )
})

describe("strictness", () => {
  it.effect.each([
    ["name", "instanceOrg.get", { ...org, name: 3 }],
    ["name", "instanceOrg.get", { ...org, name: null }],
    ["id", "instanceOrg.get", { name: "x" }],
    ["limits.device", "instanceOrg.get", { ...org, limits: { device: "1" } }],
    ["tags.0", "instanceOrg.get", { ...org, tags: [null] }],
    [
      "tags.1.value",
      "instanceOrg.get",
      {
        ...org,
        tags: [
          { key: "a", value: "b" },
          { key: "a", value: null }
        ]
      }
    ],
    ["isReadOnly", "instanceOrg.get", { ...org, isReadOnly: "false" }],
    ["mfaMode", "instanceOrg.get", { ...org, mfaMode: 1 }],
    ["disabledAt", "instanceOrg.get", { ...org, disabledAt: 5 }],
    ["summary.payloadCount.timer.a", "instanceOrg.get", { ...org, summary: { payloadCount: { timer: { a: "1" } } } }],
    ["items", "instanceOrgs.get", { items: null }],
    ["items", "instanceOrgs.get", { items: {} }],
    ["items", "instanceOrgMembers.get", {}],
    ["items.1.name", "instanceOrgs.get", { items: [org, { id: orgId, name: [] }] }],
    ["totalCount", "instanceOrgs.get", { items: [], totalCount: "1" }],
    ["counts.0.date", "instanceOrg.deviceCounts", { counts: [{ total: 1 }] }],
    ["", "instanceOrg.get", []],
    ["", "instanceOrg.get", null],
    ["", "instanceOrg.get", "text"]
  ] as const)("at %s: %s fails (%#)", ([path, name, answer]) =>
    Effect.gen(function* () {
      const found = yield* issues(name, answer)
      assert.isTrue(
        found.some((one) => one === path),
        `expected ${path} among ${found.join(", ")}`
      )
    })
  )

  it.effect("tells a null from a field that is missing", () =>
    Effect.gen(function* () {
      const why = (answer: unknown) =>
        Effect.map(answeredBy("instanceOrg.get", ScriptedFetch.json(200, answer)), (exit) =>
          expectError(exit, "LosantDecode").issues.map(({ message }) => message)
        )
      assert.deepStrictEqual(yield* why({ id: orgId, name: null }), ["Expected string"])
      assert.deepStrictEqual(yield* why({ id: orgId }), ["Missing key"])
    })
  )

  it.effect("names all paths, and the first of them in the message", () =>
    Effect.gen(function* () {
      const answer = {
        items: [
          { id: 1, name: "x" },
          { id: orgId, name: 2 }
        ]
      }
      const error = expectError(yield* answeredBy("instanceOrgs.get", ScriptedFetch.json(200, answer)), "LosantDecode")
      assert.deepStrictEqual(
        error.issues.map(({ path }) => path),
        [
          ["items", 0, "id"],
          ["items", 1, "name"]
        ]
      )
      assert.include(error.message, "items.0.id")
      assert.include(error.message, "1 more")
    })
  )

  it.effect.each([
    ["an empty body", ScriptedFetch.respond(200, null), "empty"],
    ["an empty text", ScriptedFetch.respond(200, "  \n"), "empty"],
    ["204", ScriptedFetch.respond(204, null), "empty"],
    ["HTML", ScriptedFetch.respond(200, "<html>maintenance</html>", { "content-type": "text/html" }), "a web page"],
    ["half a JSON", ScriptedFetch.respond(200, '{"id":'), "not JSON"],
    ["bytes that are no UTF-8", ScriptedFetch.respond(200, new Uint8Array([0x22, 0xff, 0xfe, 0x22])), "not UTF-8"]
  ] as const)("%s fails to decode, and is not repeated", ([, reply, why]) =>
    Effect.gen(function* () {
      const error = expectError(yield* answeredBy("instanceOrg.get", reply), "LosantDecode")
      assert.include(error.message, why)
      assert.isFalse(error.isRetryable)
      assert.strictEqual(error.outcome, undefined)
    })
  )

  it.effect.each(writes)("%s: a write whose answer does not decode was applied", (name) =>
    Effect.gen(function* () {
      const error = expectError(yield* answeredBy(name, ScriptedFetch.respond(200, "ok")), "LosantDecode")
      assert.strictEqual(error.outcome, "applied")
      assert.strictEqual(error.status, 200)
    })
  )

  const deletes = writes.filter((name) => actions[name].method === "DELETE")

  it.effect.each(deletes)("%s: an answer without a body says that the deletion was carried out", (name) =>
    Effect.gen(function* () {
      const replies = [
        ScriptedFetch.respond(204, null),
        ScriptedFetch.respond(205, null),
        ScriptedFetch.respond(200, null),
        ScriptedFetch.respond(200, " \n")
      ]
      for (const reply of replies) assert.deepStrictEqual(valueOf(yield* answeredBy(name, reply)), { success: true })
    })
  )

  it.effect.each(writes.filter((name) => !deletes.includes(name)))("%s: only a deletion needs no body", (name) =>
    Effect.gen(function* () {
      const error = expectError(yield* answeredBy(name, ScriptedFetch.respond(204, null)), "LosantDecode")
      assert.strictEqual(error.outcome, "applied")
    })
  )

  it.effect.each(deletes)("%s: Losant may say that nothing was deleted", (name) =>
    Effect.gen(function* () {
      const reply = ScriptedFetch.json(200, { success: false, reason: `locked by ${token}` })
      const error = expectError(yield* answeredBy(name, reply), "LosantDecode")
      assert.strictEqual(error.outcome, "unknown")
      assert.include(error.message, '"success":false')
      assert.include(error.message, "locked by <redacted>")
      assert.notInclude(JSON.stringify(error), token)
    })
  )

  it.effect("reads no more than maxAnswerBytes", () =>
    Effect.gen(function* () {
      const answer = { ...org, description: "d".repeat(100) }
      const size = JSON.stringify(answer).length
      const reply = ScriptedFetch.json(200, answer)
      assert.deepStrictEqual(valueOf(yield* answeredBy("instanceOrg.get", reply, { maxAnswerBytes: size })), answer)
      const error = expectError(
        yield* answeredBy("instanceOrg.get", reply, { maxAnswerBytes: size - 1 }),
        "LosantDecode"
      )
      assert.include(error.message, `${size - 1} bytes`)
    })
  )

  it.effect("ends the request of an answer that is too long", () =>
    Effect.gen(function* () {
      let cancelled = false
      const endless = new ReadableStream<Uint8Array>({
        pull: (controller) => controller.enqueue(new Uint8Array(1_000)),
        cancel: () => {
          cancelled = true
        }
      })
      const network = yield* ScriptedFetch.make(() => Promise.resolve(new Response(endless)))
      const exit = yield* run(network, sample("instanceOrg.get"), { maxAnswerBytes: 5_000 })
      assert.include(expectError(exit, "LosantDecode").message, "5000 bytes")
      assert.isTrue(cancelled)
      assert.isTrue(network.requests[0]?.signal.aborted)
    })
  )

  it.effect("counts bytes, not characters, and puts characters together that were cut apart", () =>
    Effect.gen(function* () {
      const text = JSON.stringify({ ...org, name: "Gärtnerei 🌱" })
      const reply: ScriptedFetch.Reply = () => {
        const body = new ReadableStream<Uint8Array>({
          start: (controller) => {
            for (const byte of new TextEncoder().encode(text)) controller.enqueue(Uint8Array.of(byte))
            controller.close()
          }
        })
        return Promise.resolve(new Response(body))
      }
      assert.deepStrictEqual(valueOf(yield* answeredBy("instanceOrg.get", reply)), { ...org, name: "Gärtnerei 🌱" })
      const options = { maxAnswerBytes: text.length }
      expectError(yield* answeredBy("instanceOrg.get", reply, options), "LosantDecode")
    })
  )
})
