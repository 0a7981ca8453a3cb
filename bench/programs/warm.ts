// A call of core whose answer comes from memory, beside the same request made by hand, in CPU time: no network and no
// other process takes part. Runs as a process of its own, and writes a JSON line with the medians in microseconds.
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Redacted from "effect/Redacted"
import { createClient, type InstanceId, InstanceOrg, Losant, type OrgId } from "../../packages/core/src/index.ts"
import { instanceId, organization, orgId } from "../limit/organizations.mjs"
import { rotate, Samples } from "../stats.ts"

const answer = JSON.stringify(organization(3))
const answering: typeof globalThis.fetch = async () =>
  new Response(answer, { headers: { "content-type": "application/json; charset=utf-8" } })

const url = "https://losant.example"
const accessToken = "token-of-the-bench"
const ids = { instanceId, orgId: orgId(3) }
// Sound: they have the form of ids.
const input = ids as { readonly instanceId: InstanceId; readonly orgId: OrgId }

const byHand = async (): Promise<unknown> => {
  const response = await answering(`${url}/instances/${ids.instanceId}/orgs/${ids.orgId}`, {
    headers: { accept: "application/json", authorization: `Bearer ${accessToken}` }
  })
  if (!response.ok) throw new Error(`the answer is ${response.status}`)
  return response.json()
}

const runtime = ManagedRuntime.make(Losant.layer({ accessToken: Redacted.make(accessToken), url, fetch: answering }))
const client = createClient({ accessToken, url, fetch: answering })
const ways = {
  hand: byHand,
  effect: () => runtime.runPromise(InstanceOrg.get(input)),
  promise: () => client.instanceOrg.get(ids)
}
type Way = keyof typeof ways
const names: ReadonlyArray<Way> = ["hand", "effect", "promise"]

/** The CPU time of one call, in microseconds of all threads. */
const cpuOf = async (way: Way, calls: number): Promise<number> => {
  const before = process.cpuUsage()
  for (let count = 0; count < calls; count++) await ways[way]()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / calls
}

for (const name of names) {
  if (JSON.stringify(await ways[name]()) !== answer) throw new Error(`${name} does not give what was answered`)
}
// Until it is compiled, and collected as often as it will be.
for (let round = 0; round < 3; round++) for (const name of names) await cpuOf(name, 3_000)

const samples = new Samples()
for (let round = 0; round < 30; round++) {
  for (const name of rotate(names, round)) samples.add(name, await cpuOf(name, 500))
}
process.stdout.write(`${JSON.stringify(Object.fromEntries(names.map((name) => [name, samples.median(name)])))}\n`)
