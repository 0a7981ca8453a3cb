// The jobs on many organizations, done by a client of the built server in each revision of the protocol, on a Losant that is
// slow to answer. It counts calls and requests, and ends with 1 if a job takes more of them than it may.
//   npm run soak:jobs [-- --orgs 2000 --latency 20]
import { mkdtempSync, rmSync } from "node:fs"
import { connect, createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { InstanceId, OrgId } from "@effect-losant/core"
import { Emulator, NodeServer, type SeedData } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { instanceId } from "../../packages/mcp-server/test/support/samples.ts"
import { revisions } from "../../packages/mcp-server/test/support/serving.ts"
import { fieldsOf, startSetServer } from "../../packages/mcp-server/test/support/setServer.ts"

const { values } = parseArgs({
  options: { orgs: { type: "string", default: "2000" }, latency: { type: "string", default: "20" } }
})
const orgCount = Number(values.orgs)
const latency = Number(values.latency)

const leaver = "jo@example.com"
const longAgo = "2020-01-01T00:00:00.000Z"

const firstMembership = 26

const every = (nth: number, index: number) => index % nth === nth - 1

/** One in 26 has the person as a member, one in 200 an invitation for the person, one in 22 an expired one. */
const seed: SeedData = {
  instances: [
    {
      id: InstanceId.make(instanceId),
      name: "Plants",
      orgs: Array.from({ length: orgCount }, (_, index) => ({
        id: OrgId.make((index + 1).toString(16).padStart(24, "0")),
        name: `Plant ${index + 1}`,
        limits: { device: 10, member: 100 },
        tags: [{ key: "region", value: every(4, index) ? "eu" : "us" }],
        members: [
          { email: "ada@example.com", role: "admin" as const },
          ...(every(firstMembership, index) ? [{ email: leaver, role: "edit" as const }] : []),
          ...(index === 0
            ? Array.from({ length: 50 }, (_, at) => ({ email: `editor${at}@example.com`, role: "edit" as const }))
            : [])
        ],
        invites: [
          ...(every(200, index) ? [{ email: leaver, role: "view" as const }] : []),
          ...(every(22, index)
            ? [{ email: `old${index}@example.com`, role: "view" as const, inviteDate: longAgo }]
            : [])
        ]
      }))
    }
  ]
}

/** A door to the emulator that passes every request on after some milliseconds. */
const slowDoor = (port: number) =>
  Effect.acquireRelease(
    Effect.promise(
      () =>
        new Promise<{ readonly url: string; readonly close: () => void }>((resolve) => {
          const server = createServer((socket) => {
            const upstream = connect(port, "127.0.0.1")
            socket.on("data", (chunk) => setTimeout(() => upstream.write(chunk), latency))
            upstream.pipe(socket)
            for (const [one, other] of [
              [socket, upstream],
              [upstream, socket]
            ] as const) {
              one.on("error", () => other.destroy())
              one.on("close", () => other.destroy())
            }
          })
          server.listen(0, "127.0.0.1", () => {
            const address = server.address()
            const own = typeof address === "object" && address !== null ? address.port : 0
            resolve({ url: `http://127.0.0.1:${own}`, close: () => server.close() })
          })
        })
    ),
    ({ close }) => Effect.sync(close)
  )

interface Job {
  readonly name: string
  /** The calls that the job may take, beside one answer of the person. */
  readonly maxCalls: number
  readonly plan?: Readonly<Record<string, unknown>>
  readonly create?: Readonly<Record<string, unknown>>
  /** The reads of a plan beside its pages: an organization whose invitations, or whose members, have to be searched. */
  readonly searched: number
}

const memberships = Math.floor(orgCount / firstMembership)

const jobs: ReadonlyArray<Job> = [
  {
    name: "all editors of an organization to viewers",
    maxCalls: 2,
    plan: { operation: "update_member", orgs: ["Plant 1"], role: "edit", change: { role: "view" } },
    searched: 1
  },
  {
    name: "a person out of all organizations, invitations too",
    maxCalls: 3,
    plan: { operation: "remove_member", person: leaver },
    // An address is looked for among the members until the first membership is found, a few organizations at once. Only
    // organizations that have an open invitation are searched for one.
    searched: Math.floor(orgCount / 200) + memberships + firstMembership + 4
  },
  {
    name: "revoke all expired invitations",
    maxCalls: 3,
    plan: { operation: "revoke_invite", expired: true },
    searched: orgCount
  },
  {
    name: "a tag on all organizations of a kind",
    maxCalls: 2,
    plan: { operation: "update_org", tag: "region=eu", change: { tags: { add: ["audited=2026"] } } },
    searched: 0
  },
  {
    name: "a limit of thirty organizations",
    maxCalls: 2,
    plan: {
      operation: "update_org",
      orgs: Array.from({ length: 30 }, (_, index) => `Plant ${index + 1}`),
      change: { limits: { device: 20 } }
    },
    searched: 0
  },
  {
    name: "an organization just like another",
    maxCalls: 1,
    create: { name: "Plant 0", like: "Plant 1", take: ["limits", "tags", "settings", "members"], invite: true },
    // The organization by its name, its settings, members and invitations, and another of the new name: all once more after
    // the form. Then the new one is read back.
    searched: 11
  }
]

type Server = Awaited<ReturnType<typeof startSetServer>>
type Answer = Awaited<ReturnType<Server["call"]>>

/** Does a job as an assistant does it. Gives the number of calls and the last answer. */
const carryOut = async ({ call }: Server, { plan, create }: Job) => {
  let calls = 0
  const ask = async (tool: string, args: Readonly<Record<string, unknown>>): Promise<Answer> => {
    calls += 1
    const answer = await call(tool, args)
    if (answer.isError) throw new Error(answer.text)
    return answer
  }
  if (create !== undefined) return { content: (await ask("losant_create_org", create)).content, calls }
  let { content } = await ask("losant_plan_changes", plan ?? {})
  while (content["continue"] !== undefined) {
    content = (await ask("losant_plan_changes", { ...plan, continue: content["continue"] })).content
  }
  const { changeSetId } = content
  do {
    content = (await ask("losant_apply_changes", { changeSetId })).content
  } while (content["state"] === "goesOn")
  return { content, calls }
}

/** Losant's largest page. */
const pages = Math.ceil(orgCount / 1_000)
/** A request for the names of so many organizations. */
const namesPerRequest = 100

let isWrong = false

/** Does all jobs with a client of a revision, on an emulator of its own. */
const run = Effect.fnUntraced(function* (revision: string, options: Parameters<typeof startSetServer>[1]) {
  const emulator = yield* Emulator
  const { url } = yield* NodeServer
  const door = yield* slowDoor(Number(new URL(url).port))
  const journal = yield* Effect.acquireRelease(
    Effect.sync(() => mkdtempSync(join(tmpdir(), "effect-losant-jobs-"))),
    (path) => Effect.sync(() => rmSync(path, { recursive: true, force: true }))
  )
  const place = { url: door.url, token: Redacted.value(emulator.token), journal }
  const server = yield* Effect.promise(() => startSetServer(place, options, true))
  const countRequests = Effect.map(emulator.requests.all, (all) => all.at(-1)?.sequence ?? 0)
  for (const job of jobs) {
    const before = yield* countRequests
    const started = performance.now()
    const { content, calls } = yield* Effect.promise(() => carryOut(server, job))
    const seconds = (performance.now() - started) / 1_000
    const requests = (yield* countRequests) - before
    const { done = 0, ...others } = fieldsOf(content["counts"])
    const writes = Number(done)
    const most = 2 * writes + pages + Math.ceil(writes / namesPerRequest) + job.searched
    const isGood = calls <= job.maxCalls && requests <= most && Object.keys(others).length === 0
    isWrong ||= !isGood
    console.log(
      `${isGood ? "✓" : "✗"} ${revision}, ${job.name}: ${calls} of ${job.maxCalls} calls, ${writes} writes, ` +
        `${requests} of ${most} requests, ${seconds.toFixed(1)} s`
    )
  }
  const { asked } = server.counts()
  console.log(`  ${asked} answers of the person for ${jobs.length} jobs`)
  isWrong ||= asked !== jobs.length
  yield* Effect.promise(() => server.close())
}, Effect.scoped)

for (const [revision, options] of revisions) {
  const layer = NodeServer.layer().pipe(Layer.provideMerge(Emulator.layer({ seed })))
  await Effect.runPromise(Effect.provide(run(revision, options), layer))
}
if (isWrong) process.exitCode = 1
