// The reports on all organizations as resources: files of CSV that a client saves.
import { assert, describe, it } from "@effect/vitest"
import { LosantTransport } from "@effect-losant/core/LosantError"
import type { SeedData } from "@effect-losant/emulator"
import { type ClientOptions, ProtocolError } from "@modelcontextprotocol/client"
import * as Effect from "effect/Effect"
import { afterEach } from "vitest"
import { idOf, resourceClient } from "../support/resources.ts"
import { revisions } from "../support/serving.ts"

const seed: SeedData = {
  instances: [
    {
      name: "Acme",
      orgs: [
        {
          id: idOf(0),
          name: "=Northwind, AG",
          limits: { member: 1 },
          members: [{ email: "ada@example.com", role: "admin" }],
          invites: [{ email: "grace@example.com", role: "view", inviteDate: "2020-01-01T00:00:00.000Z" }],
          usage: { days: 40, payloadsPerHour: 5 }
        },
        { id: idOf(1), name: "Harbor", limits: { member: 100 } }
      ]
    }
  ]
}

const open: Array<() => Promise<void>> = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()))
})

describe.each(revisions)("the reports, for a client of %s", (_, options: ClientOptions) => {
  const connect = async (
    ...more: Parameters<typeof resourceClient> extends [unknown, unknown, ...infer More] ? More : never
  ) => {
    const connected = await resourceClient({ seed }, options, ...more)
    open.push(connected.close)
    const read = async (name: string) => {
      const { contents } = await connected.client.readResource({ uri: `losant://reports/${name}.csv` })
      const [content] = contents
      assert(contents.length === 1 && content !== undefined && "text" in content)
      assert.strictEqual(content.mimeType, "text/csv")
      return content.text.split("\r\n")
    }
    return { ...connected, read }
  }

  it("are files of all organizations", async () => {
    const { read } = await connect()
    const [usageHead, ...usage] = await read("usage")
    assert.match(usageHead ?? "", /^orgId,organization,start,end,/)
    // The order is that of the ids. A spreadsheet would take the name for a formula.
    assert.include(usage[0], `${idOf(0)},"'=Northwind, AG",`)
    assert.include(usage[1], `${idOf(1)},Harbor,`)
    const [, limit, ...others] = await read("limits")
    assert.strictEqual(limit, `${idOf(0)},"'=Northwind, AG",member,1,1,100,more than 90 %`)
    assert.deepEqual(others, [""])
    assert.include((await read("access"))[1], "ada@example.com,admin,")
    assert.include((await read("invites"))[1], "grace@example.com,view,2020-01-01T00:00:00.000Z")
  })

  it("are for people, and there only with the tool of the same data", async () => {
    const { client } = await connect((tool) => tool === "losant_find_invites")
    const { resources } = await client.listResources()
    assert.deepEqual(
      resources.map(({ uri, annotations }) => [uri, annotations]),
      [["losant://reports/invites.csv", { audience: ["user"] }]]
    )
  })

  it("have a row for an organization that cannot be read", async () => {
    const { read } = await connect(
      () => true,
      (gateway) => ({
        ...gateway,
        execute: (action, input) =>
          action.action === "instanceOrgMembers.get"
            ? Effect.fail(
                new LosantTransport({
                  action: action.action,
                  method: "GET",
                  path: action.path,
                  message: "reset",
                  outcome: "notSent"
                })
              )
            : gateway.execute(action, input)
      })
    )
    const [, first = "", second = ""] = await read("access")
    assert.include(first, "not read: the connection failed")
    assert.include(second, "not read: ")
  })

  it("are not there if not all of one could be read", async () => {
    const { read, fail } = await connect()
    await fail(500)
    const error = await read("access").catch((error: unknown) => error)
    assert.instanceOf(error, ProtocolError)
  })
})
