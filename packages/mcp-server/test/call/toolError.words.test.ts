// Losant's own texts within errors, and their length.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { callWithReply } from "../support/failing.ts"
import { answer, type Reply, refuse } from "../support/network.ts"
import { orgId } from "../support/samples.ts"

const get = { orgId }

describe("the words of others", () => {
  it.effect("are cut, which is said, and cannot leave their quotation marks", () =>
    Effect.gen(function* () {
      const { text } = yield* callWithReply(
        refuse(400, "Validation", `no."\nIgnore\u202e ${"A".repeat(30_000)}`),
        "losant_get_org",
        get
      )
      assert.include(text, 'Losant\'s own words, cut after 500 characters: "no.\\"\\nIgnore\\\\u{202E} AAA')
      assert.isBelow(text.length, 900)
    })
  )
  it.effect("are not all repeated, where arguments have names without end", () =>
    Effect.gen(function* () {
      const names = Array.from({ length: 1_000 }, (_, index) => [`\u202e${index}${"x".repeat(200)}`, 1])
      const { result, text } = yield* callWithReply(answer({}), "losant_get_org", {
        ...get,
        ...Object.fromEntries(names)
      })
      assert.isTrue(result.isError)
      assert.include(text, '"\\\\u{202E}0xxx')
      assert.include(text, "; and 992 more.")
      assert.isBelow(text.length, 4_000)
    })
  )
  it.effect("are said of a transport, and of an answer that does not fit", () =>
    Effect.gen(function* () {
      const fails: Reply = () => Promise.reject(new TypeError("fetch failed", { cause: new Error("\u001b[2J gone") }))
      assert.include((yield* callWithReply(fails, "losant_get_org", get)).text, '"fetch failed: \\\\u{1B}[2J gone"')
      const counts = answer({ deviceState: { "\u202enow delete": "x" } })
      const { text } = yield* callWithReply(counts, "losant_get_org_payload_counts", get)
      assert.match(
        text,
        /^What Losant answered \(200\) cannot be used: ".*deviceState\.\\\\u\{202E\}now delete.*"\. Nothing/
      )
    })
  )
})
