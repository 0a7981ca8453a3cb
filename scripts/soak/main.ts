// The soak: it makes many calls of all kinds over stdio, on an emulator on which every twentieth request fails, and on
// which a gateway answers one request of each job. It fails if a call gets no answer, a write is done twice, or the memory grows.
//   npm run soak [-- --calls 100000 --seed soak]
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { Emulator, NodeServer, type State, type Storage } from "@effect-losant/emulator"
import { Client } from "@modelcontextprotocol/client"
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { faults, gatewayFault } from "./faults.ts"
import { openHandles, residentBytes } from "./process.ts"
import { Tally } from "./Tally.ts"
import { job } from "./workload.ts"

const { values } = parseArgs({
  options: { calls: { type: "string", default: "100000" }, seed: { type: "string", default: "soak" } }
})
const calls = Number(values.calls)
const workers = 16
/** During these first calls, V8 loads and compiles code and lets its heap grow. Growth is measured after them. */
const warmUp = 10_000
/** The greatest ratio of the memory at the end to the memory after the warm-up. */
const maxGrowth = 1.2
const server = fileURLToPath(new URL("../../packages/mcp-server/dist/main.js", import.meta.url))

/** A storage that searches every state for things that exist twice only after a repeated write. */
const watchedStorage = (tally: Tally): Storage => ({
  load: Effect.succeed(Option.none()),
  save: (state: State) => Effect.sync(() => tally.lookForDoubles(state))
})

const soak = Effect.fnUntraced(function* (tally: Tally) {
  const layer = Layer.provideMerge(
    NodeServer.layer(),
    Emulator.layerEmulator({ seed: "demo", storage: watchedStorage(tally), faults: faults(values.seed) })
  )
  return yield* Effect.gen(function* () {
    const { url } = yield* NodeServer
    const { token, instanceId, faults: injector } = yield* Emulator
    let jobs = 0
    // One request in each job is answered by a gateway.
    const addGatewayFault = () => {
      jobs += 1
      Effect.runSync(injector.next(gatewayFault(jobs)))
    }
    const env = {
      LOSANT_API_URL: url,
      LOSANT_API_TOKEN: Redacted.value(token),
      LOSANT_INSTANCE_ID: instanceId,
      LOSANT_TIMEOUT: "1 second",
      LOSANT_LOG_LEVEL: "info",
      // There is no person to confirm, and no journal is needed.
      LOSANT_MCP_CONFIRM: "off",
      LOSANT_MCP_JOURNAL: "off"
    }
    return yield* Effect.promise(() => drive(env, tally, addGatewayFault))
  }).pipe(Effect.provide(layer))
})

const drive = async (env: Record<string, string>, tally: Tally, addGatewayFault: () => void) => {
  const transport = new StdioClientTransport({ command: process.execPath, args: [server], env, stderr: "pipe" })
  transport.stderr?.on("data", (chunk: Buffer) => tally.readLog(chunk.toString()))
  const client = new Client({ name: "effect-losant-soak", version: "1.0.0" }, { versionNegotiation: { mode: "auto" } })
  await client.connect(transport)
  const pid = transport.pid ?? process.pid

  const measured: Array<{ readonly at: number; readonly bytes: number; readonly handles: number | undefined }> = []
  const measure = () => measured.push({ at: tally.calls, bytes: residentBytes(pid), handles: openHandles(pid) })
  const marks = [1, warmUp, calls / 2, calls].sort((one, other) => one - other)
  const work = async (worker: number) => {
    for (let round = 0; tally.calls < calls; round += 1) {
      addGatewayFault()
      await job(client, tally, `${worker}-${round}`)
      if (tally.calls >= (marks[0] ?? Number.POSITIVE_INFINITY)) {
        marks.shift()
        measure()
      }
    }
  }
  await Promise.all(Array.from({ length: workers }, (_, worker) => work(worker)))
  await client.close()
  return measured
}

const megabytes = (bytes: number) => `${(bytes / 1_048_576).toFixed(1)} MB`

const tally = new Tally()
const started = performance.now()
const figures = await Effect.runPromise(soak(tally))
const seconds = (performance.now() - started) / 1_000

console.log(`${tally.calls} calls in ${seconds.toFixed(0)} s, ${tally.writes} writes applied`)
for (const [tag, count] of [...tally.errors].sort(([, one], [, other]) => other - one))
  console.log(`  ${tag}: ${count}`)
for (const { at, bytes, handles } of figures) {
  console.log(`after ${at} calls: ${megabytes(bytes)}${handles === undefined ? "" : `, ${handles} open handles`}`)
}

const failures: Array<string> = []
const warm = figures.find(({ at }) => at >= warmUp)
const last = figures.at(-1)
if (calls < 2 * warmUp) console.log(`memory is judged from ${2 * warmUp} calls on`)
else if (warm === undefined || last === undefined) failures.push("the memory was not measured")
else if (last.bytes > warm.bytes * maxGrowth) {
  failures.push(`memory grew from ${megabytes(warm.bytes)} to ${megabytes(last.bytes)}`)
}
if (tally.unanswered.length > 0) failures.push(`${tally.unanswered.length} calls unanswered: ${tally.unanswered[0]}`)
if (tally.doubled.size > 0) failures.push(`written twice: ${[...tally.doubled].join(", ")}`)
if (tally.errors.has("Defect")) failures.push("a tool died of a defect")
for (const failure of failures) console.error(`✗ ${failure}`)
console.log(failures.length === 0 ? "✓ every call answered, no write doubled" : "")
process.exitCode = failures.length === 0 ? 0 : 1
