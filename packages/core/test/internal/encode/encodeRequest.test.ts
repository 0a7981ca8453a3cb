// The request that every input becomes.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { partIssues } from "../../../src/Action.ts"
import { type ActionName, actions } from "../../../src/Actions.ts"
import * as Instances from "../../../src/Instances.ts"
import { version } from "../../../src/internal/util/version.ts"
import { execute, expectError, run, sample, token, valueOf } from "../../support/calls.ts"
import * as ScriptedFetch from "../../support/ScriptedFetch.ts"
import { names, samples, withoutExtras } from "../../support/samples.ts"

const sent = (name: ActionName, input: unknown) =>
  Effect.gen(function* () {
    const network = yield* ScriptedFetch.make(ScriptedFetch.json(200, samples[name].answer))
    valueOf(yield* run(network, execute(name, input)))
    assert.strictEqual(network.requests.length, 1)
    const [request] = network.requests
    if (request === undefined) throw new Error("no request was sent")
    return request
  })

describe("the wire", () => {
  it.effect.each(names)("%s: all that it can take", (name) =>
    Effect.gen(function* () {
      const { wire, input } = samples[name]
      const request = yield* sent(name, { ...input, losantdomain: "acme.example.com" })
      assert.strictEqual(request.method, wire.method)
      assert.strictEqual(request.url.origin, "https://api.losant.com")
      assert.strictEqual(request.url.pathname, wire.path)
      assert.strictEqual(request.url.hash, "")
      assert.deepStrictEqual(Object.fromEntries(request.url.searchParams), { ...wire.query })
      assert.deepStrictEqual(request.body === undefined ? undefined : JSON.parse(request.body), wire.body)
      assert.deepStrictEqual(request.headers, {
        accept: "application/json",
        "accept-version": "^1.30.0",
        authorization: `Bearer ${token}`,
        "user-agent": `effect-losant/${version}`,
        losantdomain: "acme.example.com",
        ...(wire.body === undefined ? {} : { "content-type": "application/json" })
      })
      assert.strictEqual(request.redirect, "manual")
    })
  )

  it.effect.each(names)("%s: what is absent is not sent, but that no extras are wanted", (name) =>
    Effect.gen(function* () {
      const request = yield* sent(name, samples[name].least)
      assert.strictEqual(request.url.search, `?${withoutExtras}`)
      assert.strictEqual(request.headers["losantdomain"], undefined)
      assert.strictEqual(request.body === undefined, samples[name].wire.body === undefined)
    })
  )

  it.effect("instances.get can be called without any input", () =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make(ScriptedFetch.json(200, samples["instances.get"].answer))
      valueOf(yield* run(network, Instances.get()))
      assert.strictEqual(network.requests[0]?.url.href, `https://api.losant.com/instances?${withoutExtras}`)
    })
  )

  it.effect("keeps false and 0, which are not absent", () =>
    Effect.gen(function* () {
      const input = { ...samples["instanceOrgs.get"].least, page: 0, _links: false }
      assert.strictEqual((yield* sent("instanceOrgs.get", input)).url.search, `?page=0&${withoutExtras}`)
      const usage = { ...samples["instanceOrg.payloadCounts"].least, start: 0, end: new Date(-1), asBytes: false }
      const { search } = (yield* sent("instanceOrg.payloadCounts", usage)).url
      assert.strictEqual(search, `?start=0&end=-1&asBytes=false&${withoutExtras}`)
    })
  )

  it.effect("sends the parts of a filter with their places in brackets, and leaves an optional body out", () =>
    Effect.gen(function* () {
      const auditLogFilter = {
        actor: [{ type: "User", name: "a&b" }, { type: "ApiToken" }],
        responseCode: [404],
        request: []
      }
      const request = yield* sent("instanceAuditLogs.get", {
        ...samples["instanceAuditLogs.get"].least,
        auditLogFilter
      })
      assert.deepStrictEqual(
        [...request.url.searchParams].filter(([name]) => !name.startsWith("_")),
        [
          ["auditLogFilter[actor][0][type]", "User"],
          ["auditLogFilter[actor][0][name]", "a&b"],
          ["auditLogFilter[actor][1][type]", "ApiToken"],
          ["auditLogFilter[responseCode][0]", "404"]
        ]
      )
      const { instanceId } = samples["instance.generateReport"].least
      const report = yield* sent("instance.generateReport", { instanceId })
      assert.deepStrictEqual([report.body, report.headers["content-type"]], [undefined, undefined])
    })
  )

  it.effect("asks for the extras that are wanted, and for no other", () =>
    Effect.gen(function* () {
      const request = yield* sent("instanceOrg.get", { ...samples["instanceOrg.get"].least, _links: true })
      assert.strictEqual(request.url.search, "?_actions=false&_links=true&_embedded=false")
    })
  )

  it.effect("escapes what a URL cannot hold as it is", () =>
    Effect.gen(function* () {
      const filter = "a&b=c d+e#f/ü*"
      const request = yield* sent("instanceOrgs.get", { ...samples["instanceOrgs.get"].least, filter })
      assert.strictEqual(request.url.searchParams.get("filter"), filter)
      assert.strictEqual(request.url.search, `?filter=a%26b%3Dc+d%2Be%23f%2F%C3%BC*&${withoutExtras}`)
    })
  )

  it.effect.each(["\uD83D", "a\uDE00b", "\uDE00\uD83D"])("refuses half of a character in the query: %j", (filter) =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make()
      const input = { ...samples["instanceOrgs.get"].least, filter }
      const error = expectError(yield* run(network, execute("instanceOrgs.get", input)), "LosantInvalidInput")
      assert.deepStrictEqual(
        error.issues.map(({ path }) => path),
        [["filter"]]
      )
      assert.deepStrictEqual(yield* partIssues(actions["instanceOrgs.get"], { filter }), error.issues)
      assert.lengthOf(network.requests, 0)
    })
  )

  it.effect("sends whole characters, and half of one in JSON, exactly", () =>
    Effect.gen(function* () {
      const whole = { ...samples["instanceOrgs.get"].least, filter: "\u{1F600}" }
      assert.strictEqual((yield* sent("instanceOrgs.get", whole)).url.searchParams.get("filter"), "\u{1F600}")
      const body = { ...samples["instanceOrg.patch"].least, organization: { name: "a\uD83D" } }
      assert.strictEqual((yield* sent("instanceOrg.patch", body)).body, '{"name":"a\\ud83d"}')
    })
  )

  it.effect("appends the action's path to a base URL with a path of its own", () =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.make(ScriptedFetch.json(200, samples["instances.get"].answer))
      valueOf(yield* run(network, execute("instances.get", {}), { url: "https://losant.example.com:8443/api/" }))
      assert.strictEqual(
        network.requests[0]?.url.href,
        `https://losant.example.com:8443/api/instances?${withoutExtras}`
      )
    })
  )

  it.effect("answers with the sample answers, so that the samples prove something", () =>
    Effect.gen(function* () {
      for (const name of names) {
        const network = yield* ScriptedFetch.make(
          ScriptedFetch.json(samples[name].wire.method === "POST" ? 201 : 200, samples[name].answer)
        )
        assert.deepStrictEqual(valueOf(yield* run(network, sample(name))), samples[name].answer)
      }
    })
  )
})
