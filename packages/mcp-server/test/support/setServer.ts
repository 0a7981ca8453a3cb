// The built server on an emulator over HTTP, for change sets: a client that answers forms, and counts.
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Emulator, NodeServer } from "@effect-losant/emulator"
import { Client, type ClientOptions } from "@modelcontextprotocol/client"
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import { bareEnvironment, main } from "./built.ts"
import { plantsSeed } from "./changeSets.ts"
import { instanceId } from "./samples.ts"
import { textOf } from "./serving.ts"

export const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  Predicate.isObject(value) ? { ...value } : {}

export interface Place {
  readonly url: string
  readonly token: string
  readonly journal: string
}

/** Runs a test with an emulator over HTTP that has `count` plants, and with a folder for the journal. */
export const withPlants = <A>(count: number, use: (place: Place, emulator: Emulator["Service"]) => Promise<A>) =>
  Effect.gen(function* () {
    const emulator = yield* Emulator
    const { url } = yield* NodeServer
    const journal = yield* Effect.acquireRelease(
      Effect.sync(() => mkdtempSync(join(tmpdir(), "effect-losant-sets-"))),
      (path) => Effect.sync(() => rmSync(path, { recursive: true, force: true }))
    )
    return yield* Effect.promise(() => use({ url, token: Redacted.value(emulator.token), journal }, emulator))
  }).pipe(
    Effect.scoped,
    Effect.provide(NodeServer.layer().pipe(Layer.provideMerge(Emulator.layer({ seed: plantsSeed(count) })))),
    Effect.runPromise
  )

/** Starts the built server on an emulator, with a client that answers each form with a yes. */
export const startSetServer = async (
  place: Place,
  revision: ClientOptions,
  showsForms: boolean,
  own: Readonly<Record<string, string>> = {}
) => {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [main],
    env: {
      ...bareEnvironment,
      LOSANT_API_URL: place.url,
      LOSANT_API_TOKEN: place.token,
      LOSANT_INSTANCE_ID: instanceId,
      LOSANT_MCP_JOURNAL: place.journal,
      ...own
    },
    stderr: "ignore"
  })
  const capabilities = showsForms ? { elicitation: { form: {} } } : {}
  const client = new Client({ name: "test", version: "1.0.0" }, { ...revision, capabilities })
  let asked = 0
  if (showsForms) {
    client.setRequestHandler("elicitation/create", () => {
      asked += 1
      return { action: "accept" as const, content: { answer: true } }
    })
  }
  await client.connect(transport)
  return {
    kill: () => process.kill(Number(transport.pid), "SIGKILL"),
    close: () => client.close(),
    counts: () => ({ asked }),
    call: async (name: string, args: Readonly<Record<string, unknown>>) => {
      const result = await client.callTool({ name, arguments: args })
      return { isError: result.isError === true, text: textOf(result), content: fieldsOf(result.structuredContent) }
    }
  }
}
