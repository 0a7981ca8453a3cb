// Plans an instance of many organizations by the built command, on an emulator in a process of its own: `pull` writes the
// files, somebody else changes organizations, and `plan` and `drift` find that. It prints the time and the peak of the
// memory of each command, and ends with 1 if one takes too much, or finds other writes than there are changes.
//   npm run soak:planning [-- --orgs 100000 --changes 1000]
import { fork, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { Emulator, NodeServer } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"

const { values } = parseArgs({
  options: {
    orgs: { type: "string", default: "100000" },
    changes: { type: "string", default: "1000" },
    // The process of the emulator is this program once more.
    serve: { type: "boolean", default: false }
  }
})
const orgCount = Number(values.orgs)
const changes = Number(values.changes)

const mostSeconds = 60
const mostMegabytes = 600

interface Place {
  readonly url: string
  readonly token: string
  readonly instanceId: string
}

/** Each has a limit and a tag of its own beside what all have. */
const orgs = () =>
  Array.from({ length: orgCount }, (_, index) => ({
    name: `Plant ${index}`,
    description: "Seen by nobody",
    limits: { device: 50 + (index % 7), member: 100 },
    tags: [
      { key: "fleet-key", value: `plant-${index}` },
      { key: "region", value: index % 2 === 0 ? "eu" : "us" }
    ],
    members: []
  }))

const serve = Effect.gen(function* () {
  const emulator = yield* Emulator.make({ seed: { instances: [{ name: "Plants", orgs: orgs() }] } })
  const { url } = yield* Effect.provideService(NodeServer.make(), Emulator, emulator)
  const place: Place = { url, token: Redacted.value(emulator.token), instanceId: emulator.instanceId }
  process.on("disconnect", () => process.exit(0))
  process.send?.(place)
  return yield* Effect.never
})

/** Changes some organizations, spread over the instance, as somebody beside the fleet. */
const change = async ({ url, token, instanceId }: Place): Promise<void> => {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" }
  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(`${url}/instances/${instanceId}/orgs${path}`, { headers, ...init })
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
    return await answer.json()
  }
  for (let index = 0; index < changes; index += 1) {
    const page = Math.floor((index * orgCount) / changes)
    const { items } = await ask(`?page=${page}&perPage=1&summaryInclude=memberCount`)
    await ask(`/${items[0].id}`, { method: "PATCH", body: JSON.stringify({ description: "Seen by somebody" }) })
  }
}

const command = fileURLToPath(new URL("../../packages/fleet/dist/main.js", import.meta.url))

/** The module that tells at the end what the process took. */
const meter = `data:text/javascript,${encodeURIComponent(
  'process.on("exit", () => process.stderr.write("\\n" + JSON.stringify(process.resourceUsage())))'
)}`

interface Usage {
  readonly userCPUTime: number
  readonly systemCPUTime: number
  /** In kilobytes. */
  readonly maxRSS: number
}

let isWrong = false

/** Runs the command, prints what it took, and gives the lines that it printed. */
const run = async (place: Place, name: string, ...args: ReadonlyArray<string>): Promise<ReadonlyArray<string>> => {
  const started = performance.now()
  const child = spawn(
    process.execPath,
    [...process.execArgv.filter((one) => one.startsWith("--cpu-prof")), "--import", meter, command, name, ...args],
    {
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        LOSANT_API_URL: place.url,
        LOSANT_API_TOKEN: place.token,
        LOSANT_INSTANCE_ID: place.instanceId
      }
    }
  )
  let [out, log] = ["", ""]
  child.stdout.on("data", (piece: Buffer) => {
    out += piece.toString()
  })
  child.stderr.on("data", (piece: Buffer) => {
    log += piece.toString()
  })
  const [code] = await once(child, "close")
  const lines = log.split("\n")
  if (code !== 0) throw new Error(`${name} ended with ${code}: ${log}`)
  const usage: Usage = JSON.parse(lines.at(-1) ?? "")
  const seconds = (performance.now() - started) / 1_000
  const cpu = (usage.userCPUTime + usage.systemCPUTime) / 1_000_000
  const megabytes = usage.maxRSS / 1_024
  const isGood = seconds <= mostSeconds && megabytes <= mostMegabytes
  isWrong ||= !isGood
  console.log(
    `${isGood ? "✓" : "✗"} ${name}: ${seconds.toFixed(1)} of ${mostSeconds} s (${cpu.toFixed(1)} s of the processor), ` +
      `${megabytes.toFixed(0)} of ${mostMegabytes} MB`
  )
  return out.split("\n")
}

const countWrites = (lines: ReadonlyArray<string>): number =>
  lines.filter((line) => line.startsWith("{") && JSON.parse(line).operation === "update_org").length

const main = async (folder: string): Promise<void> => {
  const emulator = fork(fileURLToPath(import.meta.url), ["--serve", ...process.argv.slice(2)])
  try {
    // Sound: the first message of the process is its place.
    const [place] = (await once(emulator, "message")) as [Place]
    const files = join(folder, "fleet")
    const planning = ["--files", files, "--ledger", join(folder, "ledger"), "--json"]
    console.log(`${orgCount} organizations, of which ${changes} change after the pull`)
    await run(place, "pull", "--out", files)
    await change(place)
    for (const name of ["plan", "drift"]) {
      const lines = await run(place, name, ...planning)
      const found = countWrites(lines)
      if (found !== changes) {
        isWrong = true
        console.error(`✗ ${name}: ${found} writes for ${changes} changes: ${lines[0]}`)
      }
    }
  } finally {
    emulator.disconnect()
  }
}

if (values.serve) await Effect.runPromise(Effect.scoped(serve))
else {
  const folder = mkdtempSync(join(tmpdir(), "effect-losant-planning-"))
  await main(folder).finally(() => rmSync(folder, { recursive: true, force: true }))
  if (isWrong) process.exitCode = 1
}
