// docs/retries.md has a row for each option, with the default that core has.
import * as Duration from "effect/Duration"
import { assert, describe, it } from "vitest"
import * as defaults from "../../packages/core/src/internal/defaults.ts"
import { codes, read, rows, section } from "./markdown.ts"

const document = read("docs/retries.md")
const options = rows(section(document, "## Every option"))
const source = read("packages/core/src/LosantOptions.ts")

/** The options of an interface, those within others with a point between. */
const optionsOf = (name: string): ReadonlyArray<string> => {
  const [, body = ""] = new RegExp(`export interface ${name}\\b[^{]*\\{([\\s\\S]*?)\\n\\}`).exec(source) ?? []
  return [...body.matchAll(/readonly (\w+)\??: (.*)/g)].flatMap(([, option = "", type = ""]) => {
    const [inner] = /\w+Options/.exec(type) ?? []
    return inner === undefined ? [option] : optionsOf(inner).map((one) => `${option}.${one}`)
  })
}

const elsewhere = ["accessToken", "url", "instanceId", "fetch"]

const told = (kind: string) => options.filter((row) => row[1] === kind).flatMap(([cell = ""]) => codes(cell))

const inWords = (value: number | Duration.Duration): string =>
  typeof value === "number" ? String(value) : words(Duration.toMillis(value))

const words = (milliseconds: number) =>
  milliseconds < 1_000 ? `${milliseconds} milliseconds` : `${milliseconds / 1_000} seconds`

const { defaultRetry, defaultCircuit } = defaults
const expected: Readonly<Record<string, string>> = {
  timeout: inWords(defaults.defaultTimeout),
  totalTimeout: `${defaults.defaultTimeouts} times \`timeout\``,
  ...Object.fromEntries(Object.entries(defaultRetry).map(([name, value]) => [`retry.${name}`, inWords(value)])),
  retryWrites: "false",
  retryQuota: String(defaults.defaultQuota),
  "limiter.concurrency": "no limit",
  "limiter.perSecond": "no limit",
  ...Object.fromEntries(Object.entries(defaultCircuit).map(([name, value]) => [`circuit.${name}`, inWords(value)])),
  maxAnswerBytes: `${defaults.defaultMaxAnswerBytes} (${defaults.defaultMaxAnswerBytes / 1024 / 1024} MiB)`
}

describe("docs/retries.md", () => {
  it("lists the options of a call, and those of a layer alone", () => {
    assert.isAbove(optionsOf("CallOptions").length, 5)
    assert.sameMembers([...told("call")], [...optionsOf("CallOptions")])
    const ofLayer = optionsOf("LosantOptions").filter((option) => !elsewhere.includes(option))
    assert.sameMembers([...told("layer")], [...ofLayer])
  })

  it("states the defaults that core has", () => {
    const stated = Object.fromEntries(options.map(([cell = "", , , , value = ""]) => [codes(cell)[0], value]))
    assert.deepEqual(stated, expected)
  })

  it("says in words what the defaults come to", () => {
    const waits = [0, 1, 2].map((times) => Duration.toMillis(defaultRetry.baseDelay) * 2 ** times)
    assert.include(document.replaceAll(/\s+/g, " "), `core waits ${waits[0]} ms, then ${waits[1]} and ${waits[2]},`)
    const quota = read("packages/core/src/internal/quota.ts")
    const [, limited, other] = /"LosantRateLimited" \? (\d+) : (\d+)/.exec(quota) ?? []
    assert.include(document, `${limited} after a 429, ${other} else`)
    assert.include(document, `enough for ${defaults.defaultQuota / Number(other)} repetitions`)
  })
})
