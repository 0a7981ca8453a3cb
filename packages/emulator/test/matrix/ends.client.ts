// A program that calls into faults, and must end by itself with nothing left: started by ends.process.test.ts, which has the
// emulator in another process, so that all sockets and timers here are the client's.
import { getEventListeners } from "node:events"
import { createClient } from "@effect-losant/core"
import { inOrg, instanceId } from "../support/inputs.ts"

const [url = "", accessToken = "", calls = "0"] = process.argv.slice(2)

export interface Report {
  /** The number of calls that ended with `value` or with the tag of an error. */
  readonly endings: Readonly<Record<string, number>>
  /** The resources that keep the process alive, before the first call and after the last one. */
  readonly before: ReadonlyArray<string>
  readonly after: ReadonlyArray<string>
  /** Listeners to the signal that all calls had. */
  readonly listeners: number
}

const client = createClient({
  accessToken,
  url,
  circuit: false,
  // Real milliseconds: they only have to pass.
  timeout: 100,
  totalTimeout: 250,
  retry: { baseDelay: 1, maxRetryAfter: 0 }
})
const { signal } = new AbortController()
const options = { signal }
const endings: Record<string, number> = {}

const end = async (call: Promise<unknown>) => {
  const ending = await call.then(
    () => "value",
    (error: unknown) => (error instanceof Error && "_tag" in error ? String(error._tag) : String(error))
  )
  endings[ending] = (endings[ending] ?? 0) + 1
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

/** The resources that keep the process alive, except the awaited turn of the event loop. */
const held = () => process.getActiveResourcesInfo().filter((name) => name !== "Immediate")

/** Waits for as long as that holds, but not for ever. */
const whileHeld = async (holds: () => boolean) => {
  for (let turns = 0; turns < 100_000 && holds(); turns++) await turn()
}

// At first, what loads the modules still reads files, and connects to its other half.
await whileHeld(() => held().some((name) => name !== "PipeWrap"))
const before = held()
for (let call = 0; call < Number(calls); call++) {
  await end(client.instanceOrg.get(inOrg, options))
  await end(client.instanceOrgs.post({ instanceId, orgConfig: { name: `Org ${call}` } }, options))
}
// A socket that was given up needs some turns of the event loop to close.
await whileHeld(() => held().length > before.length)
const report: Report = {
  endings,
  before,
  after: held(),
  listeners: getEventListeners(signal, "abort").length
}
process.stdout.write(JSON.stringify(report))
