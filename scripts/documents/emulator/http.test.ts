// Over HTTP, for programs without Effect, or in another process.
import { createClient } from "@effect-losant/core"
import { Emulator, NodeServer } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Redacted from "effect/Redacted"
import { afterAll, assert, it } from "vitest"

const emulator = ManagedRuntime.make(Layer.provideMerge(NodeServer.layer(), Emulator.layer({ seed: "demo" })))
afterAll(() => emulator.dispose())

it("answers on a URL of loopback", async () => {
  const { instanceId, token } = await emulator.runPromise(Effect.service(Emulator))
  const { url } = await emulator.runPromise(Effect.service(NodeServer))

  const client = createClient({ accessToken: Redacted.value(token), url })
  const { totalCount } = await client.instanceOrgs.get({ instanceId, perPage: 1 })
  await client.close()
  assert.equal(totalCount, 26)
})
