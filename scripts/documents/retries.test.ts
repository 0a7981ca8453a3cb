// docs/retries.md says in words what the defaults come to. Its table of options is generated.
import * as Duration from "effect/Duration"
import { assert, describe, it } from "vitest"
import { costs, defaults } from "../tables/sources.ts"
import { read } from "./markdown.ts"

const document = read("docs/retries.md").replaceAll(/\s+/g, " ")

describe("docs/retries.md", () => {
  it("says in words what the defaults come to", () => {
    const waits = [0, 1, 2].map((times) => Duration.toMillis(defaults.defaultRetry.baseDelay) * 2 ** times)
    assert.include(document, `core waits ${waits[0]} ms, then ${waits[1]} and ${waits[2]},`)
    const { afterRateLimited, afterRetryAfter, afterOther } = costs
    const costsInWords = `${afterRateLimited} after a 429 (${afterRetryAfter} if it says how long to wait), ${afterOther} after`
    assert.include(document, costsInWords)
    assert.include(document, `enough for ${defaults.defaultQuota / afterOther} repetitions`)
  })
})
