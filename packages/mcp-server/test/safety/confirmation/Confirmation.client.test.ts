// Confirmation as clients see it, in both revisions of the protocol: a server of one tool, which counts its deletions.
import { Client, type ClientOptions, InMemoryTransport } from "@modelcontextprotocol/client"
import { McpServer, type StandardSchemaWithJSON } from "@modelcontextprotocol/server"
import { serveStdio } from "@modelcontextprotocol/server/stdio"
import * as Effect from "effect/Effect"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Predicate from "effect/Predicate"
import { assert, describe, it, onTestFinished } from "vitest"
import { clientRequest } from "../../../src/call/clientRequest.ts"
import type { ConfirmMode } from "../../../src/config/confirmSettings.ts"
import { ClientRequest } from "../../../src/model/ClientRequest.ts"
import type { Refusal } from "../../../src/model/Refusal.ts"
import { failure, success } from "../../../src/model/tool/ToolResult.ts"
import { Confirmation } from "../../../src/safety/confirmation/Confirmation.ts"
import type { ConfirmationRequest } from "../../../src/safety/confirmation/ConfirmationRequest.ts"
import { deletion, settings } from "../../support/confirmation.ts"
import { revisions, textOf } from "../../support/serving.ts"

const tool = deletion.tool

const jsonSchema = {
  type: "object",
  properties: { orgId: { type: "string" }, confirmToken: { type: "string" }, confirmName: { type: "string" } }
}

const inputSchema: StandardSchemaWithJSON = {
  "~standard": {
    version: 1,
    vendor: "test",
    validate: (value) => ({ value }),
    jsonSchema: { input: () => jsonSchema, output: () => jsonSchema }
  }
}

const given = (args: unknown, name: string) =>
  Predicate.isObject(args) && typeof args[name] === "string" ? { [name]: args[name] } : {}

/** The answer of the tool without a confirmation. */
const unconfirmed = (instead: ConfirmationRequest | Refusal) => {
  if (instead._tag === "Refused") return failure(instead.message)
  return instead.answer.kind === "form" ? instead.answer.result : success(instead.answer.content)
}

interface Answer {
  readonly action: "accept" | "decline" | "cancel"
  readonly content?: { readonly [key: string]: string | boolean }
}

/** A client of a server that deletes once it is confirmed; `answer` answers its forms, where the client shows any. */
const start = async (mode: ConfirmMode, options: ClientOptions, answer?: Answer) => {
  let deletions = 0
  let lastUpdated = "2026-11-01T00:00:00.000Z"
  const runtime = ManagedRuntime.make(Confirmation.layer({ ...settings, mode }))
  const makeServer = () => {
    const server = new McpServer({ name: "test", version: "1.0.0" })
    server.registerTool(tool, { inputSchema }, (args, context) =>
      runtime.runPromise(
        Effect.gen(function* () {
          const confirmation = yield* Confirmation
          const danger = { ...deletion, state: { lastUpdated }, arguments: given(args, "orgId") }
          yield* confirmation.confirm(danger, { ...given(args, "confirmToken"), ...given(args, "confirmName") })
          deletions++
          return success({ deleted: true })
        }).pipe(
          Effect.provideService(ClientRequest, clientRequest(server, context)),
          Effect.catch((instead) => Effect.succeed(unconfirmed(instead)))
        )
      )
    )
    return server
  }
  const [ours, theirs] = InMemoryTransport.createLinkedPair()
  const handle = serveStdio(makeServer, { transport: theirs })
  const capabilities = answer === undefined ? {} : { elicitation: { form: {} } }
  const client = new Client({ name: "test", version: "1.0.0" }, { ...options, capabilities })
  const messages: Array<string> = []
  if (answer !== undefined) {
    client.setRequestHandler("elicitation/create", ({ params }) => {
      messages.push(params.message)
      return { ...answer }
    })
  }
  await client.connect(ours)
  onTestFinished(async () => {
    await client.close()
    await handle.close()
    await runtime.dispose()
  })
  const call = async (args: Readonly<Record<string, unknown>> = {}) => {
    const result = await client.callTool({ name: tool, arguments: { orgId: deletion.subject.id, ...args } })
    return {
      isError: result.isError === true,
      text: textOf(result),
      content: Predicate.isObject(result.structuredContent) ? result.structuredContent : {}
    }
  }
  return {
    client,
    call,
    messages,
    deletions: () => deletions,
    change: () => {
      lastUpdated = "2026-11-02T00:00:00.000Z"
    }
  }
}

const accept = (answer: string | boolean): Answer => ({ action: "accept", content: { answer } })

describe.each(revisions)("a %s client that shows forms", (_revision, options) => {
  it("is shown one, and its answer with the name confirms", async () => {
    const { call, messages, deletions } = await start("auto", options, accept("Northwind"))
    assert.deepInclude(await call(), { isError: false, content: { deleted: true } })
    assert.strictEqual(deletions(), 1)
    assert.strictEqual(messages.length, 1)
    assert.include(messages[0], "losant_delete_org wants to delete the organization")
    assert.match(messages[0] ?? "", /^Losant \[staging\], host api\.losant\.com, instance /)
  })

  it.each<readonly [string, Answer, string]>([
    ["declines", { action: "decline" }, "declined, or never shown by this client"],
    ["cancels", { action: "cancel" }, "declined, or never shown by this client"],
    ["answers another name", accept("Southwind"), "the typed name does not match"],
    ["answers a yes for a name", accept(true), "the typed name does not match"],
    ["answers nothing", { action: "accept" }, "accepted the form and sent no answer with it"]
  ])("and that %s is refused", async (_, answer, words) => {
    const { call, messages, deletions } = await start("elicit", options, answer)
    const { isError, text } = await call()
    assert.isTrue(isError)
    assert.include(text, words)
    assert.strictEqual(messages.length, 1)
    assert.strictEqual(deletions(), 0)
  })

  it("is shown a new form for each call", async () => {
    const { call, messages, deletions } = await start("auto", options, accept("Northwind"))
    await call()
    await call()
    assert.strictEqual(messages.length, 2)
    assert.strictEqual(deletions(), 2)
  })

  it("is shown none, but answered a plan, where the mode is token", async () => {
    const { call, messages, deletions } = await start("token", options, accept("Northwind"))
    assert.isString((await call()).content["confirmToken"])
    assert.deepStrictEqual([messages.length, deletions()], [0, 0])
  })
})

describe.each(revisions)("a %s client that shows no forms", (_revision, options) => {
  it("gets a plan, in its text too, and its second call with the token and the name confirms, once", async () => {
    const { call, deletions } = await start("auto", options)
    const plan = await call()
    assert.isFalse(plan.isError)
    assert.deepStrictEqual(JSON.parse(plan.text), plan.content)
    assert.notInclude(plan.text, "Northwind")
    assert.strictEqual(deletions(), 0)
    const confirmed = { confirmToken: plan.content["confirmToken"], confirmName: "Northwind" }
    assert.deepInclude(await call(confirmed), { isError: false, content: { deleted: true } })
    assert.include((await call(confirmed)).text, "confirmToken was used before")
    assert.strictEqual(deletions(), 1)
  })

  it("confirms only what it was shown, and only as it was", async () => {
    const { call, deletions, change } = await start("auto", options)
    const { confirmToken } = (await call()).content
    const confirmed = { confirmToken, confirmName: "Northwind" }
    const other = await call({ ...confirmed, orgId: "5f00000000000000000000a2" })
    assert.include(other.text, "confirmToken was given for other arguments")
    change()
    const changed = await call(confirmed)
    assert.isTrue(changed.isError)
    assert.include(changed.text, "was given before the organization was last changed")
    assert.strictEqual(deletions(), 0)
  })

  it("is refused where only a form will do", async () => {
    const { call, deletions } = await start("elicit", options)
    const { isError, text } = await call()
    assert.isTrue(isError)
    assert.include(text, "this client shows none")
    assert.strictEqual(deletions(), 0)
  })

  it("needs nothing where nothing is asked", async () => {
    const { call, deletions } = await start("off", options)
    assert.isFalse((await call()).isError)
    assert.strictEqual(deletions(), 1)
  })

  it("cannot bring an answer to a form that was never shown", async () => {
    const { client, call, deletions } = await start("auto", options)
    const { confirmToken } = (await call()).content
    const forged = { inputResponses: { confirm: accept("Northwind") }, requestState: String(confirmToken) }
    const result = await client.callTool({ name: tool, arguments: { orgId: deletion.subject.id }, ...forged })
    assert.property(result.structuredContent, "confirmToken")
    assert.strictEqual(deletions(), 0)
  })
})

describe("the state between the rounds of a 2026-07-28 client", () => {
  const [, [, options] = ["", {}]] = revisions

  const ask = async () => {
    const started = await start("auto", options, accept("Northwind"))
    const params = { name: tool, arguments: { orgId: deletion.subject.id } }
    const first = await started.client.callTool(params, { allowInputRequired: true })
    if (!("requestState" in first) || typeof first.requestState !== "string") throw new Error("no form was asked")
    const answered = async (requestState: string, args: object = {}) => {
      const answers = { inputResponses: { confirm: accept("Northwind") }, requestState }
      return textOf(
        await started.client.callTool({ ...params, ...answers, arguments: { ...params.arguments, ...args } })
      )
    }
    return { ...started, state: first.requestState, answered }
  }

  it("works once", async () => {
    const { state, answered, deletions } = await ask()
    assert.include(await answered(state), "deleted")
    assert.include(await answered(state), "was used before; it works once")
    assert.strictEqual(deletions(), 1)
  })

  it("works for one of two answers that come at once", async () => {
    const { state, answered, deletions } = await ask()
    await Promise.all([answered(state), answered(state)])
    assert.strictEqual(deletions(), 1)
  })

  it("is refused when it was changed, or is for other arguments or an earlier state of the organization", async () => {
    const { state, answered, deletions, change } = await ask()
    assert.include(await answered(`${state}x`), "is not one that this server gave out")
    assert.include(await answered(state, { orgId: "5f00000000000000000000a2" }), "was given for other arguments")
    change()
    assert.include(await answered(state), "was given before the organization was last changed")
    assert.strictEqual(deletions(), 0)
  })

  it("is refused by another process", async () => {
    const { state } = await ask()
    const { answered, deletions } = await ask()
    assert.include(await answered(state), "is not one that this server gave out")
    assert.strictEqual(deletions(), 0)
  })
})
