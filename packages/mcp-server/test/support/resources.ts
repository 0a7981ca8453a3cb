// A server that offers only the resources, on an emulator, with a client.

import { OrgId } from "@effect-losant/core/schemas/Ids"
import { Emulator, type EmulatorOptions } from "@effect-losant/emulator"
import { Client, type ClientOptions, InMemoryTransport } from "@modelcontextprotocol/client"
import { McpServer } from "@modelcontextprotocol/server"
import { serveStdio } from "@modelcontextprotocol/server/stdio"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as ManagedRuntime from "effect/ManagedRuntime"
import type { LosantGateway } from "../../src/model/LosantGateway.ts"
import { makeHideToken } from "../../src/observability/redaction.ts"
import type { ResourceRunner } from "../../src/resources/ResourceRunner.ts"
import { registerResources, resourceCacheHints } from "../../src/resources/register.ts"
import { hideTokenIn } from "./hideTokenIn.ts"
import { TestGateway, testGatewayLayer } from "./testGateway.ts"

export const secret = "eyJhbGciOi.the-secret-token.of-the-tests"

export const idOf = (n: number): OrgId => OrgId.make(`5f${String(n).padStart(22, "0")}`)

/** A client of a server. It offers the resources of the tools that `offers` accepts. */
export const resourceClient = async (
  emulator: EmulatorOptions,
  options: ClientOptions,
  offers: (tool: string) => boolean = () => true,
  /** Limits the gateway. */
  guard: (gateway: LosantGateway) => LosantGateway = (gateway) => gateway
) => {
  const runtime = ManagedRuntime.make(
    Layer.mergeAll(Layer.orDie(testGatewayLayer({ losant: { retry: { times: 0 } }, ...emulator })), Logger.layer([]))
  )
  const run: ResourceRunner = (work, context) =>
    runtime.runPromiseExit(
      Effect.gen(function* () {
        const { instanceId } = yield* Emulator
        return yield* work(guard(yield* TestGateway), instanceId)
      }),
      context === undefined ? {} : { signal: context.mcpReq.signal }
    )
  const makeServer = () => {
    const server = new McpServer({ name: "test", version: "1.0.0" }, { cacheHints: resourceCacheHints })
    registerResources(server, run, offers)
    return server
  }
  const [ours, theirs] = InMemoryTransport.createLinkedPair()
  hideTokenIn(theirs, makeHideToken({ LOSANT_API_TOKEN: secret }))
  const handle = serveStdio(makeServer, { transport: theirs })
  const client = new Client({ name: "test", version: "1.0.0" }, options)
  await client.connect(ours)
  return {
    client,
    requests: () => runtime.runPromise(Effect.flatMap(Emulator, ({ requests }) => requests.all)),
    fail: (status: number) =>
      runtime.runPromise(Effect.flatMap(Emulator, ({ faults }) => faults.next({ kind: "answer", status }))),
    close: async () => {
      await client.close()
      await handle.close()
      await runtime.dispose()
    }
  }
}
