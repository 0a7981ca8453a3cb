// Other things answer in Losant's place: a firewall, a proxy, the login page of a network.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import type { ActionName } from "../../../src/Actions.ts"
import { describeWebPage } from "../../../src/internal/transport/webPage.ts"
import { errorOf, expectError, run, sample, token } from "../../support/calls.ts"
import * as ScriptedFetch from "../../support/ScriptedFetch.ts"

const page = "<!DOCTYPE html>\n<html><head><title>\n  Sign in to  Guest WiFi </title></head><body></body></html>"

const failedBy = (name: ActionName, reply: ScriptedFetch.Reply) =>
  Effect.gen(function* () {
    const network = yield* ScriptedFetch.always(reply)
    const options = { retry: { times: 0 } }
    return errorOf(yield* run(network, sample(name, options)))
  })

describe("a web page in place of Losant's answer", () => {
  it.effect.each([200, 304, 401, 403, 404, 407, 429, 502, 511])("is told as such, with its title (%i)", (status) =>
    Effect.gen(function* () {
      const reply: ScriptedFetch.Reply =
        // A 304 has no body.
        status === 304 ? ScriptedFetch.respond(304, null) : ScriptedFetch.respond(status, page)
      const { message } = yield* failedBy("instanceOrg.get", reply)
      if (status === 304) assert.notInclude(message, "redirect")
      else {
        assert.include(message, `something between here and Losant answered ${status} with a web page`)
        assert.include(message, '"Sign in to Guest WiFi"')
      }
      assert.notInclude(message, "scopes")
      assert.notInclude(message, "token is missing")
      assert.notInclude(message, "not JSON")
    })
  )

  it.effect("with 200 leaves the outcome of a write unknown", () =>
    Effect.gen(function* () {
      for (const name of ["instanceOrgs.post", "instanceOrg.delete"] as const) {
        const network = yield* ScriptedFetch.always(ScriptedFetch.respond(200, page))
        assert.strictEqual(expectError(yield* run(network, sample(name)), "LosantDecode").outcome, "unknown")
      }
    })
  )

  it.effect("shows no token that stands in its title", () =>
    Effect.gen(function* () {
      const network = yield* ScriptedFetch.always(
        ScriptedFetch.respond(403, `<html><title>${"x".repeat(60)} ${token}</title>`)
      )
      const error = expectError(yield* run(network, sample("instanceOrg.get")), "LosantForbidden")
      assert.notInclude(JSON.stringify(error), token.slice(0, 12))
      assert.include(error.intermediary, "<redacted>")
    })
  )

  it.effect("is not seen in Losant's own words about one", () =>
    Effect.gen(function* () {
      const body = { type: "Validation", message: "<html> is not a name" }
      const network = yield* ScriptedFetch.always(ScriptedFetch.json(400, body))
      const error = expectError(yield* run(network, sample("instanceOrg.get")), "LosantValidation")
      assert.isUndefined(error.intermediary)
      assert.include(error.message, "Losant answered 400")
    })
  )
})

describe("the description of a web page", () => {
  const describeIt = (text: string) => describeWebPage(text, (title) => title)

  it("knows the ways in which a page begins", () => {
    for (const start of [
      "<html>",
      "<HTML lang=en>",
      "\uFEFF<!doctype HTML>",
      "<?xml version='1.0'?>\n<html>",
      "<!-- x -->\n<html>"
    ]) {
      assert.strictEqual(describeIt(`${start}<body>`), "a web page")
    }
  })

  it("takes no other text for a page", () => {
    for (const text of ["", "Forbidden", '"<html>"', '{"a":"<html>"}', "<htmlx>", "<svg><title>x</title></svg>"]) {
      assert.isUndefined(describeIt(text))
    }
  })

  it("cuts a long title", () => {
    assert.isBelow(describeIt(`<html><title>${"long ".repeat(99)}</title>`)?.length ?? 0, 160)
  })
})
