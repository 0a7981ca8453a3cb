// Measures core's decoder of answers with a page of 100 organizations, beside JSON.parse of the same text. The decoder
// calls JSON.parse too. This file runs as a process of its own. It prints the medians in milliseconds as a JSON line.
import * as Effect from "effect/Effect"
import { InstanceOrgs } from "../../packages/core/src/index.ts"
import { decode } from "../../packages/core/src/internal/decode/decode.ts"
import { pageOf } from "../limit/organizations.mjs"
import { median } from "../stats.ts"

const text = JSON.stringify(pageOf(3, 100))
const repeated = 10

const parsed = (): unknown => JSON.parse(text)
const decoded = (): unknown => Effect.runSync(decode(InstanceOrgs.get.success, text))

if (JSON.stringify(decoded()) !== text) throw new Error("core's decoder does not keep what it was given")

const timeOf = (run: () => unknown): number => {
  const start = performance.now()
  for (let count = 0; count < repeated; count++) run()
  return (performance.now() - start) / repeated
}

for (let count = 0; count < 60; count++) timeOf(count % 2 === 0 ? parsed : decoded)

const parse: Array<number> = []
const both: Array<number> = []
for (let round = 0; round < 60; round++) {
  parse.push(timeOf(parsed))
  both.push(timeOf(decoded))
}
process.stdout.write(`${JSON.stringify({ parse: median(parse), both: median(both) })}\n`)
