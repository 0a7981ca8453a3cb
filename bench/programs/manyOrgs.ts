// Lists and changes many organizations over HTTP, on an emulator and on a server by hand that does nothing but keep them,
// each in a process of its own. It prints a line of JSON for each figure: milliseconds of the processor that the process
// of the server took, and their ratio to those of the server by hand.
//
//   node --conditions=@effect-losant/source --import tsx bench/programs/manyOrgs.ts [ORGANIZATIONS]
import { fork } from "node:child_process"
import { once } from "node:events"
import { createServer } from "node:http"
import { fileURLToPath } from "node:url"
import { Schemas } from "@effect-losant/core"
import { Emulator, NodeServer } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"

interface Place {
  readonly url: string
  readonly token: string
  readonly instanceId: string
}

const [mode, argument = mode] = process.argv.slice(2)
const count = Number(argument ?? 100_000)
const perPage = 100
const changes = 1_000

/** All limits that the API has. Two have values of their own. */
const limits = {
  ...Object.fromEntries(Object.keys(Schemas.OrgLimits.fields).map((name) => [name, 1_000])),
  dataTTL: 86_400,
  systemInterval: 5
}

const makeOrgs = () =>
  Array.from({ length: count }, (_, index) => ({
    name: `Plant ${index}`,
    limits,
    tags: [{ key: "fleet-key", value: `plant-${index}` }],
    members: []
  }))

const millis = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1_000

const serveEmulator = async (): Promise<Place> => {
  const emulator = await Effect.runPromise(
    Emulator.make({ seed: { instances: [{ name: "Plants", orgs: makeOrgs() }] } })
  )
  const serve = Effect.gen(function* () {
    const { url } = yield* NodeServer.make()
    return { url, token: Redacted.value(emulator.token), instanceId: emulator.instanceId }
  })
  return await new Promise((resolve, reject) => {
    Effect.runPromise(
      Effect.scoped(Effect.andThen(Effect.map(serve, resolve), Effect.never)).pipe(
        Effect.provideService(Emulator, emulator)
      )
    ).catch(reject)
  })
}

/** The server by hand answers organizations of the same size, in the order in which it got them, and checks nothing. */
const serveByHand = async (): Promise<Place> => {
  const orgs = new Map(makeOrgs().map((org, index) => [String(index), { id: String(index), ...empty, ...org }]))
  const list = [...orgs.values()]
  const server = createServer((request, response) => {
    const chunks: Array<Buffer> = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      const url = new URL(request.url ?? "", "http://localhost")
      const page = Number(url.searchParams.get("page") ?? 0)
      const org = orgs.get(url.pathname.split("/").at(-1) ?? "")
      const answer =
        org === undefined
          ? { items: list.slice(page * perPage, (page + 1) * perPage) }
          : Object.assign(org, JSON.parse(Buffer.concat(chunks).toString()))
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer))
    })
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  const address = server.address()
  const port = typeof address === "object" ? address?.port : undefined
  return { url: `http://127.0.0.1:${port}`, token: "", instanceId: "0" }
}

const date = "2026-01-01T00:00:00.000Z"
const id = "0".repeat(24)

/** The other fields of an organization. */
const empty = {
  orgId: id,
  instanceId: id,
  creationDate: date,
  lastUpdated: date,
  summary: { memberCount: 0 },
  currentPeriodStart: date,
  currentPeriodEnd: date,
  whitelistedEmailDomains: [],
  disabledAt: false,
  isReadOnly: false,
  mfaMode: "notRequired",
  auditLogEnabled: false,
  _type: "instanceOrg",
  _links: { self: { href: `/instances/${id}/orgs/${id}` } },
  _etag: `"${"0".repeat(21)}"`
}

/** Reads all pages, then changes some organizations, and then reads a page after each change. Gives each part's time. */
const drive = async (role: "emulator" | "by-hand") => {
  const child = fork(fileURLToPath(import.meta.url), [role, String(count)])
  try {
    // Sound: the first message of a process is its place.
    const [{ url, token, instanceId }] = (await once(child, "message")) as [Place]
    const usage = async (): Promise<number> => {
      child.send("usage")
      const [used]: Array<number> = await once(child, "message")
      return used ?? 0
    }
    const ask = async (path: string, body?: object) => {
      const answer = await fetch(`${url}/instances/${instanceId}/orgs${path}`, {
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        ...(body === undefined ? {} : { method: "PATCH", body: JSON.stringify(body) })
      })
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
      return await answer.json()
    }
    const askPage = (page: number) => ask(`?page=${page}&perPage=${perPage}&summaryInclude=memberCount`)
    const measured = async (work: () => Promise<unknown>): Promise<number> => {
      const before = await usage()
      await work()
      return (await usage()) - before
    }
    const ids: Array<string> = []
    const list = await measured(async () => {
      for (let page = 0; page * perPage < count; page += 1) {
        for (const { id: orgId } of (await askPage(page)).items) ids.push(orgId)
      }
    })
    const patch = await measured(async () => {
      for (const [index, orgId] of ids.slice(0, changes).entries()) {
        await ask(`/${orgId}`, { description: `change ${index}` })
      }
    })
    const mixed = await measured(async () => {
      for (const [index, orgId] of ids.slice(0, changes / 10).entries()) {
        await ask(`/${orgId}`, { description: `again ${index}` })
        await askPage(index)
      }
    })
    return { list, patch: patch / changes, mixed: mixed / (changes / 10) }
  } finally {
    child.disconnect()
  }
}

const serve = async (start: () => Promise<Place>) => {
  process.on("message", () => process.send?.(millis(process.cpuUsage())))
  process.on("disconnect", () => process.exit(0))
  process.send?.(await start())
}

const names = {
  list: `${count} organizations listed, ${perPage} a page`,
  patch: "one organization changed",
  mixed: "one organization changed, and a page read"
} as const

if (mode === "emulator") await serve(serveEmulator)
else if (mode === "by-hand") await serve(serveByHand)
else {
  const [ours, byHand] = [await drive("emulator"), await drive("by-hand")]
  const round = (figure: number) => Math.round(figure * 100) / 100
  for (const part of ["list", "patch", "mixed"] as const) {
    const line = { what: names[part], cpuMs: round(ours[part]), ratio: round(ours[part] / byHand[part]) }
    process.stdout.write(`${JSON.stringify(line)}\n`)
  }
}
