// The signal of a call: nothing is sent once it has aborted, and any number of calls share one.
import { EventEmitter, getEventListeners, once } from "node:events"
import { afterEach, assert, beforeEach, describe, it } from "vitest"
import { createClient } from "../src/Client.ts"

const ids = { instanceId: "575ec8687ae143cd83dc4a97", orgId: "575ed6e87ae143cd83dc4aa8" }

/** A client that counts what it sends; what it sends is answered when the test says so. */
const counting = () => {
  const sent: Array<AbortSignal> = []
  const answers = new EventEmitter({ captureRejections: true }).setMaxListeners(0)
  const fetch = async (_: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    if (init?.signal) sent.push(init.signal)
    const aborted = new Promise<never>((_, reject) => {
      init?.signal?.addEventListener("abort", () => reject(init.signal?.reason))
    })
    await Promise.race([once(answers, "all"), aborted])
    return Response.json({ id: ids.orgId, name: "Northwind" })
  }
  const client = createClient({ accessToken: "token", url: "https://losant.example", fetch })
  return { client, sent, answer: () => answers.emit("all") }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => assert.fail("the promise should have been rejected"),
    (error: unknown) => error
  )

const timedOut = async () => {
  const signal = AbortSignal.timeout(0)
  if (!signal.aborted) await once(signal, "abort")
  return signal
}

describe("a signal that has aborted", () => {
  const reason = new Error("nobody wants it")
  const signals = {
    "AbortSignal.abort()": async () => AbortSignal.abort(reason),
    "AbortSignal.timeout() that ran out": timedOut,
    "AbortSignal.any() of one of them": async () => AbortSignal.any([new AbortController().signal, await timedOut()])
  }

  it.each(Object.entries(signals))(
    "%s sends nothing, by a client of which nothing is made yet or all",
    async (_, make) => {
      const { client, sent, answer } = counting()
      const signal = await make()
      for (const warm of [false, true]) {
        if (warm) {
          const first = client.instanceOrg.get(ids)
          await turn()
          answer()
          await first
        }
        const before = sent.length
        const calls = [client.instanceOrg.delete(ids, { signal }), client.instanceOrg.get(ids, { signal })]
        assert.deepEqual(await Promise.all(calls.map(rejection)), [signal.reason, signal.reason])
        await turn()
        assert.equal(sent.length, before)
      }
    }
  )
})

describe("a signal that aborts", () => {
  it("in the turn of the call keeps it from being sent", async () => {
    const { client, sent, answer } = counting()
    const first = client.instanceOrg.get(ids)
    await turn()
    answer()
    await first
    const controller = new AbortController()
    const call = rejection(client.instanceOrg.delete(ids, { signal: controller.signal }))
    controller.abort("too late")
    assert.equal(await call, "too late")
    await turn()
    assert.equal(sent.length, 1)
  })

  it("while the layer is made keeps the first call from being sent", async () => {
    const { client, sent } = counting()
    const controller = new AbortController()
    const call = rejection(client.instanceOrg.delete(ids, { signal: controller.signal }))
    controller.abort("too late")
    assert.equal(await call, "too late")
    await turn()
    assert.equal(sent.length, 0)
  })
})

describe("a signal of many calls", () => {
  const warnings: Array<Error> = []
  const note = (warning: Error) => void warnings.push(warning)
  beforeEach(() => {
    warnings.length = 0
    process.on("warning", note)
  })
  afterEach(() => {
    process.off("warning", note)
  })

  const many = Array.from({ length: 30 }, (_, index) => index)

  it("has one listener, and none when they have ended; Node warns of nothing", async () => {
    const { signal } = new AbortController()
    const { client, sent, answer } = counting()
    const other = counting()
    const calls = many.map((index) => (index % 2 === 0 ? client : other.client).instanceOrg.get(ids, { signal }))
    await turn()
    assert.equal(sent.length + other.sent.length, many.length)
    assert.lengthOf(getEventListeners(signal, "abort"), 1)
    answer()
    await turn()
    assert.lengthOf(getEventListeners(signal, "abort"), 1)
    other.answer()
    await Promise.all(calls)
    assert.lengthOf(getEventListeners(signal, "abort"), 0)
    // Node warns in a turn of its own.
    await turn()
    assert.deepEqual(warnings, [])
  })

  it("aborts them all, each with its reason, and leaves the others alone", async () => {
    const controller = new AbortController()
    const { signal } = controller
    const { client, sent, answer } = counting()
    const calls = many.map(() => rejection(client.instanceOrg.get(ids, { signal })))
    const other = client.instanceOrg.get(ids, { signal: new AbortController().signal })
    await turn()
    controller.abort("enough")
    assert.deepEqual(new Set(await Promise.all(calls)), new Set(["enough"]))
    assert.equal(sent.filter(({ aborted }) => aborted).length, many.length)
    assert.lengthOf(getEventListeners(signal, "abort"), 0)
    answer()
    assert.equal((await other).name, "Northwind")
  })

  it("can be used again after its calls have ended", async () => {
    const controller = new AbortController()
    const { signal } = controller
    const { client, answer } = counting()
    const first = client.instanceOrg.get(ids, { signal })
    await turn()
    answer()
    await first
    const second = rejection(client.instanceOrg.get(ids, { signal }))
    await turn()
    controller.abort("enough")
    assert.equal(await second, "enough")
  })
})
