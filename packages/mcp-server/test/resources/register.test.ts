import { afterEach, assert, describe, it } from "@effect/vitest"
import { LosantNotFound } from "@effect-losant/core/LosantError"
import type { EmulatorOptions } from "@effect-losant/emulator"
import { type ClientOptions, ProtocolError, ResourceNotFoundError, UriTemplate } from "@modelcontextprotocol/client"
import { McpServer } from "@modelcontextprotocol/server"
import * as Effect from "effect/Effect"
import { countTokens } from "gpt-tokenizer/encoding/o200k_base"
import type { LosantGateway } from "../../src/model/LosantGateway.ts"
import { registerResources } from "../../src/resources/register.ts"
import { reportNames } from "../../src/tools/bulk/reports/Report.ts"
import { idOf, resourceClient, secret } from "../support/resources.ts"
import { revisions } from "../support/serving.ts"

const orgsNamed = (...names: ReadonlyArray<string>): EmulatorOptions => ({
  seed: { instances: [{ name: "Acme", orgs: names.map((name, index) => ({ id: idOf(index), name })) }] }
})

const northwind: EmulatorOptions = {
  seed: {
    instances: [
      {
        name: "Acme",
        orgs: [
          {
            id: idOf(0),
            name: "Northwind AG",
            description: `Says ${secret}`,
            members: [{ email: "ada@example.com", role: "admin" }],
            invites: [{ email: "grace@example.com", role: "view" }],
            usage: { days: 40, payloadsPerHour: 5 }
          },
          { id: idOf(1), name: "Harbor" }
        ]
      }
    ]
  }
}

const open: Array<() => Promise<void>> = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()))
})

const connect = async (...parameters: Parameters<typeof resourceClient>) => {
  const connected = await resourceClient(...parameters)
  open.push(connected.close)
  const { client } = connected
  const read = async (uri: string): Promise<Readonly<Record<string, unknown>>> => {
    const { contents } = await client.readResource({ uri })
    const [content] = contents
    assert(contents.length === 1 && content !== undefined && "text" in content)
    assert.deepInclude(content, { uri: new URL(uri).href, mimeType: "application/json" })
    assert.strictEqual(JSON.stringify(JSON.parse(content.text)), content.text)
    return JSON.parse(content.text)
  }
  const failure = async (uri: string) => {
    const error = await client.readResource({ uri }).then(
      () => undefined,
      (error: unknown) => error
    )
    assert(error instanceof ProtocolError)
    return error
  }
  const complete = async (value: string, uri = "losant://orgs/{orgId}") =>
    (await client.complete({ ref: { type: "ref/resource", uri }, argument: { name: "orgId", value } })).completion
  return { ...connected, read, failure, complete }
}

const uriOf = (value: string) => new UriTemplate("losant://orgs/{orgId}").expand({ orgId: value })

const schemas = ["org-query", "instance-settings", "api-token", "notification-rule", "custom-node"]

/** The resources that are the same for every instance. */
const fixed = [
  ...schemas.map((name) => ({ uri: `losant://schemas/${name}`, name: `${name}-schema` })),
  ...reportNames.map((name) => ({ uri: `losant://reports/${name}.csv`, name: `${name}-report` }))
]

describe.each(revisions)("the resources, for a client of %s", (_, options: ClientOptions) => {
  it("are listed with their templates, and without a request", async () => {
    const { client, requests } = await connect(northwind, options)
    const { resourceTemplates } = await client.listResourceTemplates()
    assert.deepStrictEqual(
      resourceTemplates.map(({ uriTemplate, mimeType }) => [uriTemplate, mimeType]),
      ["", "/members", "/invites", "/usage"].map((part) => [`losant://orgs/{orgId}${part}`, "application/json"])
    )
    for (const { title, description } of resourceTemplates) assert(title !== undefined && description !== undefined)
    assert.lengthOf(await requests(), 0)
  })
  it("list the first organizations, the schemas and the reports", async () => {
    const { client } = await connect(northwind, options)
    const { resources } = await client.listResources()
    assert.deepStrictEqual(
      resources.map(({ uri, name }) => [uri, name]),
      [
        ...fixed.map(({ uri, name }) => [uri, name]),
        [`losant://orgs/${idOf(1)}`, "Harbor"],
        [`losant://orgs/${idOf(0)}`, "Northwind AG"]
      ]
    )
  })
  it("say that the list is incomplete, if it is", async () => {
    const names = Array.from({ length: 3_315 }, (_, index) => `Plant ${String(index).padStart(4, "0")}`)
    const { client, requests } = await connect(orgsNamed(...names), options)
    const { resources } = await client.listResources()
    const [first, second] = resources.slice(fixed.length)
    assert.lengthOf(resources, fixed.length + 100)
    assert.lengthOf(await requests(), 1)
    assert.deepInclude(first, { name: "Plant 0000", title: "Plant 0000" })
    assert.include(first?.description, "The first 100 of 3315 organizations, by name.")
    assert.isUndefined(second?.description)
    assert.isAtMost(countTokens(JSON.stringify({ resources })), 8_000)
  })
  it("are read by id and by name", async () => {
    const { read, requests } = await connect(northwind, options)
    for (const name of [idOf(0), "Northwind%20AG", "northw"]) {
      const org = await read(`losant://orgs/${name}`)
      assert.deepInclude(org, { id: idOf(0), name: "Northwind AG" })
      assert.notProperty(org, "_links")
    }
    const members = await read("losant://orgs/Northwind%20AG/members")
    assert.nestedInclude(members, { orgId: idOf(0), count: 1, "items[0].email": "ada@example.com" })
    const invites = await read(`losant://orgs/${idOf(0)}/invites`)
    assert.nestedInclude(invites, { count: 1, "items[0].email": "grace@example.com" })
    assert.containsAllKeys(await read("losant://orgs/north/usage"), ["payloads", "devices", "notebookMinutes"])
    assert.strictEqual(
      (await requests()).every(({ method }) => method === "GET"),
      true
    )
  })
  it("are read by a name without percent-encoding, as completions contain it", async () => {
    const { read, complete } = await connect(orgsNamed("Acme, Inc.", "North/West", "50% more"), options)
    const { values } = await complete("")
    assert.deepStrictEqual(values, [idOf(2), "Acme, Inc.", "North/West"])
    for (const [index, name] of ["Acme, Inc.", "North/West"].entries()) {
      assert.strictEqual((await read(`losant://orgs/${name}`))["id"], idOf(index))
      assert.strictEqual((await read(`losant://orgs/${name}/members`))["orgId"], idOf(index))
    }
  })
  it("contain the schema of the query", async () => {
    const { read, requests } = await connect(northwind, options)
    assert.containsAllKeys(await read("losant://schemas/org-query"), ["$schema", "properties", "description"])
    assert.lengthOf(await requests(), 0)
  })
  it("report a missing organization, and similar ones", async () => {
    const { failure } = await connect(northwind, options)
    for (const uri of [`losant://orgs/${idOf(9)}`, "losant://orgs/Northwynd%20AG/members", "losant://apps/1"]) {
      const error = await failure(uri)
      assert.instanceOf(error, ResourceNotFoundError)
      assert.deepStrictEqual(error.data, { uri })
    }
    assert.include((await failure("losant://orgs/Northwynd%20AG/members")).message, `"Northwind AG" (id ${idOf(0)}`)
  })
  it("report an ambiguous name, a malformed URI, and Losant's answer", async () => {
    const { failure, fail } = await connect(orgsNamed("Twins", "Twins"), options)
    const several = await failure("losant://orgs/Twins")
    assert.notInstanceOf(several, ResourceNotFoundError)
    for (const id of [idOf(0), idOf(1)]) assert.include(several.message, id)
    assert.include((await failure("losant://orgs/%zz")).message, "percent-encoded")
    await fail(403)
    const forbidden = await failure(`losant://orgs/${idOf(0)}`)
    assert.strictEqual(forbidden.code, -32_603)
    assert.include(forbidden.message, "(403). The token in LOSANT_API_TOKEN lacks the scope instanceOrg.get")
  })
  it("never show the token", async () => {
    const { read } = await connect(northwind, options)
    const { description } = await read(`losant://orgs/${idOf(0)}`)
    assert.strictEqual(description, "Says <redacted>")
    const { failure } = await connect(orgsNamed(secret, secret), options)
    const { message } = await failure("losant://orgs/eyJ")
    assert.include(message, `"<redacted>" (id ${idOf(0)}`)
    assert.notInclude(message, secret)
  })
  it("are completed by names that read their organizations", async () => {
    const names = ["Harbor", "harbor", "Twins", "Twins", "..", "a/b, c?", "100%", "\u202egnp", "  padded ", idOf(77)]
    const { read, complete } = await connect(orgsNamed(...names), options)
    const { values, hasMore } = await complete("")
    assert.isFalse(hasMore)
    assert.lengthOf(values, names.length)
    const read1 = async (value: string) => (await read(uriOf(value)))["id"]
    assert.deepStrictEqual(new Set(await Promise.all(values.map(read1))), new Set(names.map((_, index) => idOf(index))))
    assert.sameMembers((await complete("harb", "losant://orgs/{orgId}/members")).values, ["Harbor", "harbor"])
  })
  it("are completed with 100 values at most, and say that there are more", async () => {
    const names = Array.from({ length: 2_000 }, (_, index) => `Plant ${index}`)
    const { complete } = await connect(orgsNamed(...names), options)
    const { values, hasMore } = await complete("Plant")
    assert.lengthOf(values, 100)
    assert.isTrue(hasMore)
  })
  it("have no completions and no list if Losant cannot be read", async () => {
    const { client, complete, fail } = await connect(northwind, options)
    await fail(500)
    assert.deepStrictEqual((await complete("n")).values, [])
    await fail(401)
    assert.deepStrictEqual(
      (await client.listResources()).resources.map(({ name }) => name),
      fixed.map(({ name }) => name)
    )
  })
  it("have the schemas of long bodies, each while a tool that refers to it is offered", async () => {
    const { client } = await connect(northwind, options)
    for (const [name, field] of [
      ["instance-settings", "orgDefaultLimitConfig"],
      ["api-token", "expirationDate"],
      ["notification-rule", "emailConfig"],
      ["custom-node", "customNodeConfig"]
    ] as const) {
      const { contents } = await client.readResource({ uri: `losant://schemas/${name}` })
      const [schema] = contents.map((one) => ("text" in one ? JSON.parse(String(one.text)) : {}))
      assert.property(schema.properties, field)
      assert.isFalse(schema.additionalProperties)
    }
    const without = await connect(northwind, options, (tool) => tool !== "losant_create_custom_node")
    const names = (await without.client.listResources()).resources.map(({ name }) => name)
    assert.include(names, "custom-node-schema")
    const reading = await connect(northwind, options, (tool) => !/create|update/.test(tool))
    const left = (await reading.client.listResources()).resources.map(({ name }) => name)
    assert.notInclude(left.join(), "custom-node")
  })
  it("fit into the size of an answer", async () => {
    const members = Array.from(
      { length: 1_000 },
      (_, index) => ({ email: `p${index}@example.com`, role: "view" }) as const
    )
    const { client } = await connect(
      { seed: { instances: [{ name: "Acme", orgs: [{ id: idOf(0), name: "Large", members }] }] } },
      options
    )
    const { contents } = await client.readResource({ uri: "losant://orgs/Large/members" })
    const [content] = contents
    assert(content !== undefined && "text" in content)
    assert.isAtMost(countTokens(content.text), 8_500)
    const { count, items, totalCount, nextPage, leftOut } = JSON.parse(content.text)
    assert.deepStrictEqual([count, items.length, totalCount, nextPage], [100, 100, 1_000, { page: 1, perPage: 100 }])
    assert.strictEqual(leftOut, "losant_list_org_members lists the others: call it with nextPage.")
  })
  it("match the offered tools", async () => {
    const offered = ["losant_get_org", "losant_list_org_members", "losant_get_org_device_counts"]
    const { client } = await connect(northwind, options, (tool) => offered.includes(tool))
    const { resourceTemplates } = await client.listResourceTemplates()
    assert.deepStrictEqual(
      resourceTemplates.map(({ uriTemplate }) => uriTemplate),
      ["losant://orgs/{orgId}", "losant://orgs/{orgId}/members"]
    )
    assert.deepStrictEqual((await client.listResources()).resources, [])
    assert.isUndefined(client.getServerCapabilities()?.completions)
  })
  it("stay within the policy", async () => {
    const guard = (gateway: LosantGateway): LosantGateway => ({
      ...gateway,
      execute: (action, input) =>
        Effect.flatMap(gateway.execute(action, input), (answer) =>
          action.action === "instanceOrgs.get"
            ? // Sound: a list without some of its items.
              Effect.succeed({ ...(answer as object), items: [], totalCount: 0 } as never)
            : Effect.fail(
                new LosantNotFound({
                  action: action.action,
                  method: "GET",
                  path: action.path,
                  message: "not found",
                  status: 404,
                  ids: { orgId: idOf(0) }
                })
              )
        )
    })
    const { client, failure, complete } = await connect(northwind, options, () => true, guard)
    assert.lengthOf((await client.listResources()).resources, fixed.length)
    assert.deepStrictEqual((await complete("")).values, [])
    for (const part of ["", "/members", "/invites", "/usage"]) {
      for (const org of [idOf(0), "Northwind%20AG"]) {
        const error = await failure(`losant://orgs/${org}${part}`)
        assert.instanceOf(error, ResourceNotFoundError)
        assert.notInclude(error.message, "Northwind AG (")
      }
    }
  })
  it("do not declare list changes", async () => {
    const { client } = await connect(northwind, options)
    assert.isFalse(client.getServerCapabilities()?.resources?.listChanged)
  })
})

describe("registerResources", () => {
  it("sends no request", () => {
    const server = new McpServer({ name: "test", version: "1.0.0" })
    const run = () => {
      throw new Error("ran")
    }
    registerResources(server, run, () => true)
  })
})
