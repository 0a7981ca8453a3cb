import { runInNewContext } from "node:vm"
import * as DateTime from "effect/DateTime"
import { assert, describe, expectTypeOf, it } from "vitest"
import {
  createClient,
  LosantClosed,
  LosantConfigError,
  LosantInvalidInput,
  LosantNotFound,
  type Schemas
} from "../src/index.ts"
import { withoutExtras } from "./support/samples.ts"

const ids = { instanceId: "575ec8687ae143cd83dc4a97", orgId: "575ed6e87ae143cd83dc4aa8" }

const answering = (status: number, body: unknown) => async () => Response.json(body, { status })

const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => assert.fail("the promise should have been rejected"),
    (error: unknown) => error
  )

describe("createClient", () => {
  it("calls the actions by resource and name, with plain strings", async () => {
    const requests: Array<string> = []
    const client = createClient({
      accessToken: "token",
      url: "https://losant.example",
      fetch: async (input, init) => {
        requests.push(`${init?.method} ${String(input)}`)
        return Response.json({ id: ids.orgId, name: "Northwind" })
      }
    })
    const org = await client.instanceOrg.get({ ...ids, summaryInclude: ["payloadCount"] })
    expectTypeOf(org).toEqualTypeOf<Schemas.InstanceOrg>()
    assert.equal(org.name, "Northwind")
    assert.deepEqual(requests, [
      `GET https://losant.example/instances/${ids.instanceId}/orgs/${ids.orgId}?summaryInclude=payloadCount&${withoutExtras}`
    ])
  })

  it("takes inputs of another realm, and instances of classes, with fields that are undefined", async () => {
    const requests: Array<string> = []
    const client = createClient({
      accessToken: "token",
      fetch: async (input) => {
        requests.push(String(input))
        return Response.json({ items: [], count: 0 })
      }
    })
    class Input {
      readonly instanceId = ids.instanceId
      readonly page: number | undefined = undefined
      readonly perPage = 7
    }
    await client.instanceOrgs.get(runInNewContext(`({ instanceId: "${ids.instanceId}", page: undefined, perPage: 7 })`))
    await client.instanceOrgs.get(structuredClone({ instanceId: ids.instanceId, page: undefined, perPage: 7 }))
    await client.instanceOrgs.get(new Input())
    for (const request of requests) {
      assert.include(request, "perPage=7")
      assert.notInclude(request, "page=")
    }
    assert.lengthOf(requests, 3)
  })

  it("has every action, and takes no input if none is needed", async () => {
    const client = createClient({ accessToken: "token", fetch: answering(200, { items: [] }) })
    assert.deepEqual((await client.instances.get()).items, [])
    assert.deepEqual(
      Object.entries(client).map(([resource, actions]) => [resource, ...Object.keys(actions)].join(" ")),
      [
        "close",
        "instances get",
        "instanceOrgs get post",
        "instanceOrg get patch delete deviceCounts notebookMinuteCounts payloadCounts payloadCountsBreakdown modify",
        "instanceOrgMembers get post",
        "instanceOrgMember get patch delete",
        "instanceOrgInvites get post",
        "instanceOrgInvite get delete resendInvite",
        "instance get patch deviceCounts generateReport historicalSummaries notebookMinuteCounts payloadCounts payloadCountsBreakdown",
        "instanceMembers get post",
        "instanceMember get patch delete",
        "instanceApiTokens get post",
        "instanceApiToken get patch delete",
        "instanceAuditLogs get",
        "instanceAuditLog get",
        "instanceNotificationRules get post",
        "instanceNotificationRule get patch delete evaluate logs",
        "instanceSandboxes get",
        "instanceSandbox get delete deviceCounts notebookMinuteCounts payloadCounts payloadCountsBreakdown undelete",
        "instanceCustomNodes get post",
        "instanceCustomNode get patch delete errors stats"
      ]
    )
  })

  it("validates the input before anything is sent", async () => {
    let sent = 0
    const client = createClient({
      accessToken: "token",
      fetch: async () => {
        sent += 1
        return Response.json({})
      }
    })
    const error = await rejection(client.instanceOrg.get({ ...ids, orgId: "Northwind" }))
    assert.instanceOf(error, LosantInvalidInput)
    assert.deepEqual(error.issues, [{ path: ["orgId"], message: "Expected 24 hexadecimal digits" }])
    assert.equal(sent, 0)
  })

  it("rejects with the errors of the actions", async () => {
    const client = createClient({
      accessToken: "token",
      fetch: answering(404, { type: "NotFound", message: "Organization was not found" })
    })
    const error = await rejection(client.instanceOrg.delete(ids))
    assert.instanceOf(error, LosantNotFound)
    assert.equal(error.outcome, "rejected")
    assert.deepEqual(error.ids, ids)
  })

  it("rejects with the setting that is wrong", async () => {
    const client = createClient({ accessToken: "token", url: "http://losant.example" })
    const error = await rejection(client.instances.get())
    assert.instanceOf(error, LosantConfigError)
    assert.include(error.message, "https://")
  })

  it.each([
    ["no options", () => Reflect.apply(createClient, undefined, [])],
    ["no token", () => createClient(JSON.parse("{}"))],
    ["a token that is a number", () => createClient(JSON.parse('{ "accessToken": 12 }'))],
    ["a token that is null", () => createClient(JSON.parse('{ "accessToken": null }'))]
  ])("rejects, and says where tokens come from, with %s", async (_, make) => {
    const error = await rejection(make().instances.get())
    assert.instanceOf(error, LosantConfigError)
    assert.include(error.message, "accessToken")
    assert.include(error.message, "LOSANT_API_TOKEN")
  })

  it("takes what is undefined as absent, in parameters, bodies, lists and options", async () => {
    const sent: Array<unknown> = []
    const settings = {
      accessToken: "token",
      fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
        sent.push(new URL(String(input)).search, JSON.parse(String(init?.body)))
        return Response.json({ id: ids.orgId, name: "Northwind" })
      },
      url: undefined,
      timeout: undefined,
      limiter: { perSecond: undefined }
    }
    const client = createClient(settings)
    const organization = { name: undefined, description: "", tags: [{ key: "site", value: "north", note: undefined }] }
    const options = { timeout: undefined, retry: { times: undefined } }
    await client.instanceOrg.patch(
      { ...ids, summaryInclude: undefined, organization },
      { ...options, signal: undefined }
    )
    assert.deepEqual(sent, [`?${withoutExtras}`, { description: "", tags: [{ key: "site", value: "north" }] }])
  })

  it("compiles with a setting that may be undefined, but not without what is required", async () => {
    const url: string | undefined = process.env["LOSANT_API_URL_OF_NO_TEST"]
    const client = createClient({ accessToken: "token", url, fetch: answering(200, { items: [] }) })
    const page: number | undefined = undefined
    assert.deepEqual((await client.instanceOrgs.get({ instanceId: ids.instanceId, page, query: undefined })).items, [])
    // @ts-expect-error the id is required
    assert.instanceOf(await rejection(client.instanceOrgs.get({ instanceId: undefined })), LosantInvalidInput)
    // @ts-expect-error so is the body
    const withoutBody = client.instanceOrg.patch({ ...ids, organization: undefined })
    assert.instanceOf(await rejection(withoutBody), LosantInvalidInput)
    // @ts-expect-error and the token
    assert.instanceOf(await rejection(createClient({ accessToken: undefined }).instances.get()), LosantConfigError)
  })

  it("leaves dates as they are", async () => {
    let search = ""
    const client = createClient({
      accessToken: "token",
      fetch: async (input) => {
        search = new URL(String(input)).search
        return Response.json({})
      }
    })
    const [start, end] = [new Date(1_700_000_000_000), DateTime.makeUnsafe(1_700_000_001_000)]
    await client.instanceOrg.payloadCounts({ ...ids, start, end })
    assert.equal(search, `?start=1700000000000&end=1700000001000&${withoutExtras}`)
  })

  it("refuses an input that holds itself", async () => {
    const client = createClient({ accessToken: "token", fetch: answering(200, { items: [] }) })
    const query: { $or?: ReadonlyArray<object> } = {}
    query.$or = [query]
    const error = await rejection(client.instanceOrgs.get({ instanceId: ids.instanceId, query }))
    assert.instanceOf(error, LosantInvalidInput)
    assert.include(error.message, "nested too deeply")
  })

  it("aborts the request with the signal, and rejects with its reason", async () => {
    const controller = new AbortController()
    const reason = new Error("the user left")
    let aborts = 0
    const client = createClient({
      accessToken: "token",
      fetch: (_, init) =>
        new Promise((_, reject) => {
          init?.signal?.addEventListener("abort", () => {
            aborts += 1
            reject(new Error("aborted"))
          })
          controller.abort(reason)
        })
    })
    assert.equal(await rejection(client.instanceOrg.get(ids, { signal: controller.signal })), reason)
    assert.equal(aborts, 1)
  })

  it("ends the calls that are under way when it is closed, and aborts their requests", async () => {
    const signals: Array<AbortSignal> = []
    const client = createClient({
      accessToken: "token",
      fetch: (_, init) =>
        new Promise((_, reject) => {
          if (!init?.signal) return
          signals.push(init.signal)
          init.signal.addEventListener("abort", () => reject(new Error("aborted")))
        })
    })
    const calls = [client.instances.get(), client.instanceOrg.delete(ids)].map(rejection)
    await new Promise((resolve) => setImmediate(resolve))
    assert.lengthOf(signals, 2)
    await client.close()
    assert.isTrue(signals.every(({ aborted }) => aborted))
    const [read, write] = await Promise.all(calls)
    assert.instanceOf(read, LosantClosed)
    assert.deepInclude({ ...read }, { _tag: "LosantClosed", action: "instances.get", method: "GET" })
    assert.notProperty(read, "outcome")
    assert.instanceOf(write, LosantClosed)
    assert.deepInclude({ ...write }, { action: "instanceOrg.delete", method: "DELETE", outcome: "unknown" })
    await client.close()
  })

  it("says that a write was not sent where the client is closed before its turn", async () => {
    let sent = 0
    const client = createClient({
      accessToken: "token",
      limiter: { concurrency: 1 },
      fetch: () => {
        sent += 1
        return new Promise(() => undefined)
      }
    })
    const calls = [client.instances.get(), client.instanceOrg.delete(ids)].map(rejection)
    await new Promise((resolve) => setImmediate(resolve))
    await client.close()
    const [, write] = await Promise.all(calls)
    assert.instanceOf(write, LosantClosed)
    assert.equal(write.outcome, "notSent")
    assert.equal(sent, 1)
  })

  it("refuses calls after it was closed", async () => {
    const client = createClient({ accessToken: "token", fetch: answering(200, { items: [] }) })
    await client.instances.get()
    await client.close()
    const read = await rejection(client.instances.get())
    assert.instanceOf(read, LosantClosed)
    assert.equal(read.message, "instances.get: the client was closed before anything was sent")
    const write = await rejection(client.instanceOrg.delete(ids))
    assert.instanceOf(write, LosantClosed)
    assert.equal(write.outcome, "notSent")
  })

  it("does not compile with input that an action does not take", () => {
    const client = createClient({ accessToken: "token", fetch: answering(200, {}) })
    const calls = () => [
      // @ts-expect-error: the organization's id is missing.
      client.instanceOrg.get({ instanceId: ids.instanceId }),
      // @ts-expect-error: there is no such parameter.
      client.instanceOrg.get({ ...ids, expand: true }),
      // @ts-expect-error: there is no such role.
      client.instanceOrgInvites.post({ ...ids, invite: { email: "ada@example.com", role: "owner" } }),
      // @ts-expect-error: a PATCH needs its body.
      client.instanceOrg.patch(ids)
    ]
    assert.isFunction(calls)
  })
})
