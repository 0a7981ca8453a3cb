import { assert, describe, it } from "@effect/vitest"
import { inputRequired } from "@modelcontextprotocol/server"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Scope from "effect/Scope"
import * as TestClock from "effect/testing/TestClock"
import { answerInTime, type ClientCall } from "../../src/call/answerInTime.ts"
import * as PendingCalls from "../../src/call/PendingCalls.ts"
import { ClientRequest } from "../../src/model/ClientRequest.ts"
import type { Answer } from "../../src/model/tool/ToolResult.ts"
import { success } from "../../src/model/tool/ToolResult.ts"
import type { JsonObject } from "../../src/text/json.ts"

const within = 50_000

/** The calls of a test, how often each was begun, and the end of each. */
const makeCalls = () => {
  const begun: Array<string> = []
  const stopped: Array<string> = []
  const ends = new Map<string, Deferred.Deferred<Answer>>()
  let count = 0
  const endOf = (id: string) => {
    const end = ends.get(id) ?? Deferred.makeUnsafe<Answer>()
    ends.set(id, end)
    return end
  }
  const call = (values: JsonObject = {}, changes: Partial<ClientCall<never>> = {}): ClientCall<never> => ({
    tool: "losant_list_orgs",
    isWrite: false,
    values,
    newId: Effect.sync(() => {
      count += 1
      return `call${count}`
    }),
    run: (_values, id, answers) =>
      Effect.suspend(() => {
        begun.push(answers === undefined ? id : `${id} again`)
        return Deferred.await(endOf(answers === undefined ? id : `${id} again`))
      }).pipe(Effect.onInterrupt(() => Effect.sync(() => void stopped.push(id)))),
    sendForms: undefined,
    ...changes
  })
  const end = (id: string, content: JsonObject = { of: id }) => Deferred.succeed(endOf(id), success(content))
  const ask = (id: string) => Deferred.succeed(endOf(id), inputRequired({ inputRequests: {}, requestState: "state" }))
  return { begun, stopped, call, end, ask }
}

const textOf = (answer: Answer): string => JSON.stringify("content" in answer ? answer.content : answer)

const begin = (call: ClientCall<never>, limit: number | undefined = within) =>
  Effect.tap(Effect.forkChild(answerInTime(call, limit)), () => TestClock.adjust(0))

/** The answer of a call that takes longer than the limit. */
const answerAfter = Effect.fnUntraced(function* (call: ClientCall<never>, millis = within) {
  const fiber = yield* begin(call)
  yield* TestClock.adjust(millis)
  return textOf(yield* Fiber.join(fiber))
})

const layer = PendingCalls.layer

describe("answerInTime", () => {
  it.effect("answers a call that ends in time by its end, and remembers nothing", () =>
    Effect.gen(function* () {
      const { begun, call, end } = makeCalls()
      const first = yield* begin(call())
      yield* TestClock.adjust(within - 1)
      yield* end("call1")
      assert.include(textOf(yield* Fiber.join(first)), "call1")
      const second = yield* begin(call())
      yield* end("call2")
      assert.include(textOf(yield* Fiber.join(second)), "call2")
      assert.deepStrictEqual(begun, ["call1", "call2"])
    }).pipe(Effect.provide(layer))
  )

  it.effect("answers with an id after the limit, and tells the outcome to the same call with that id", () =>
    Effect.gen(function* () {
      const { begun, call, end } = makeCalls()
      const answer = yield* answerAfter(call({ tag: "a=b" }))
      assert.include(answer, "losant_list_orgs is still under way after 50 seconds, and goes on.")
      assert.include(answer, 'callId \\"call1\\"')
      // Still under way after as long again.
      assert.include(yield* answerAfter(call({ tag: "a=b", callId: "call1" })), "is still under way")
      yield* end("call1")
      for (const _ of [1, 2]) {
        assert.include(
          textOf(yield* answerInTime(call({ callId: " call1 ", tag: "a=b" }), within)),
          '{\\"of\\":\\"call1'
        )
      }
      // The id is enough.
      assert.include(textOf(yield* answerInTime(call({ callId: "call1" }), within)), '{\\"of\\":\\"call1')
      assert.deepStrictEqual(begun, ["call1"])
    }).pipe(Effect.provide(layer))
  )

  it.effect("says of a write that nobody knows yet whether it changes something", () =>
    Effect.gen(function* () {
      const { call } = makeCalls()
      assert.include(
        yield* answerAfter(call({}, { isWrite: true })),
        "it is not known yet whether it changes something"
      )
      assert.notInclude(yield* answerAfter(call({ page: 1 })), "not known")
    }).pipe(Effect.provide(layer))
  )

  it.effect("begins nothing anew for the same arguments until the outcome was told, whatever their order", () =>
    Effect.gen(function* () {
      const { begun, call, end } = makeCalls()
      yield* answerAfter(call({ a: 1, b: [{ c: 2, d: 3 }] }))
      const joined = yield* begin(call({ b: [{ d: 3, c: 2 }], a: 1 }))
      yield* end("call1")
      assert.include(textOf(yield* Fiber.join(joined)), "call1")
      assert.deepStrictEqual(begun, ["call1"])
      const anew = yield* begin(call({ a: 1, b: [{ c: 2, d: 3 }] }))
      yield* end("call2")
      assert.include(textOf(yield* Fiber.join(anew)), "call2")
    }).pipe(Effect.provide(layer))
  )

  it.effect.each([
    ["another tool", {}, { tool: "losant_get_org" }],
    ["other arguments", { page: 1 }, {}]
  ] as const)("joins no call of %s, neither without the id nor with it", ([_, values, changes]) =>
    Effect.gen(function* () {
      const { begun, call, end } = makeCalls()
      yield* answerAfter(call({ page: 0 }))
      const other = yield* begin(call(values, changes))
      yield* end("call2")
      assert.include(textOf(yield* Fiber.join(other)), "call2")
      const refused = textOf(yield* answerInTime(call({ ...values, callId: "call1" }, changes), within))
      assert.include(refused, "Nothing was sent: callId")
      assert.include(refused, "was given for losant_list_orgs")
      assert.deepStrictEqual(begun, ["call1", "call2"])
    }).pipe(Effect.provide(layer))
  )

  it.effect("carries the same call out anew two minutes after an end that nobody asked for", () =>
    Effect.gen(function* () {
      const { begun, call, end } = makeCalls()
      for (const [wait, expected] of [
        [119_999, "call1"],
        [120_000, "call3"]
      ] as const) {
        yield* answerAfter(call())
        yield* end(begun.at(-1) ?? "")
        yield* TestClock.adjust(wait)
        const again = yield* begin(call())
        yield* end("call3")
        assert.include(textOf(yield* Fiber.join(again)), expected)
      }
      assert.deepStrictEqual(begun, ["call1", "call2", "call3"])
    }).pipe(Effect.provide(layer))
  )

  it.effect("tells an outcome by its id for an hour, and then says that it does not know it", () =>
    Effect.gen(function* () {
      const { begun, call, end } = makeCalls()
      yield* answerAfter(call({ name: "x" }, { isWrite: true }))
      yield* end("call1")
      yield* TestClock.adjust(3_599_999)
      const asking = call({ name: "x", callId: "call1" }, { isWrite: true })
      assert.include(textOf(yield* answerInTime(asking, within)), '{\\"of\\":\\"call1')
      yield* TestClock.adjust(1)
      const gone = textOf(yield* answerInTime(asking, within))
      assert.include(gone, "names no call that this server remembers")
      assert.include(gone, "Look in Losant whether the change was made.")
      assert.deepStrictEqual(begun, ["call1"])
    }).pipe(Effect.provide(layer))
  )

  it.effect.each([5, true, ["call1"], { id: "call1" }])("refuses an id that is no text: %j", (callId) =>
    Effect.gen(function* () {
      const { begun, call } = makeCalls()
      assert.include(textOf(yield* answerInTime(call({ callId }), within)), "callId has to be the text")
      assert.isEmpty(begun)
    }).pipe(Effect.provide(layer))
  )

  it.effect.each([null, "", "  "])("takes an empty id for none: %j", (callId) =>
    Effect.gen(function* () {
      const { call, end } = makeCalls()
      const fiber = yield* begin(call({ callId }))
      yield* end("call1")
      assert.include(textOf(yield* Fiber.join(fiber)), "call1")
    }).pipe(Effect.provide(layer))
  )

  it.effect("waits for a call whose client wants progress, and for every call without a limit", () =>
    Effect.gen(function* () {
      const { call, end } = makeCalls()
      const patient = yield* begin(call()).pipe(
        Effect.updateService(ClientRequest, (request) => ({ ...request, wantsProgress: true }))
      )
      const unlimited = yield* Effect.forkChild(answerInTime(call({ page: 1 }), undefined))
      yield* TestClock.adjust("1 hour")
      yield* Effect.all([end("call1"), end("call2")])
      assert.include(textOf(yield* Fiber.join(patient)), "call1")
      assert.include(textOf(yield* Fiber.join(unlimited)), "call2")
    }).pipe(Effect.provide(layer))
  )

  it.effect("ends a call that its client cancels, but not one that was answered before", () =>
    Effect.gen(function* () {
      const { begun, stopped, call, end } = makeCalls()
      const cancelled = yield* begin(call())
      yield* Fiber.interrupt(cancelled)
      assert.isTrue(Exit.hasInterrupts(yield* Fiber.await(cancelled)))
      assert.deepStrictEqual(stopped, ["call1"])
      yield* answerAfter(call())
      const asking = yield* begin(call({ callId: "call2" }))
      yield* Fiber.interrupt(asking)
      assert.deepStrictEqual(stopped, ["call1"])
      yield* end("call2")
      assert.include(textOf(yield* answerInTime(call(), within)), "call2")
      assert.deepStrictEqual(begun, ["call1", "call2"])
    }).pipe(Effect.provide(layer))
  )

  it.effect("ends the calls that nobody waits for with the process", () =>
    Effect.gen(function* () {
      const { stopped, call } = makeCalls()
      const scope = yield* Scope.make()
      const context = yield* Layer.buildWithScope(layer, scope)
      yield* Effect.provide(answerAfter(call()), context)
      assert.isEmpty(stopped)
      yield* Scope.close(scope, Exit.void)
      assert.deepStrictEqual(stopped, ["call1"])
    })
  )

  it.effect("carries a call out that answers a form, whatever else is under way", () =>
    Effect.gen(function* () {
      const { begun, call, end } = makeCalls()
      yield* answerAfter(call())
      const answering = yield* begin(call()).pipe(
        Effect.updateService(ClientRequest, (request) => ({ ...request, inputResponses: {} }))
      )
      yield* end("call2")
      assert.include(textOf(yield* Fiber.join(answering)), "call2")
      assert.deepStrictEqual(begun, ["call1", "call2"])
    }).pipe(Effect.provide(layer))
  )
})

describe("a form that the client answers while its call waits", () => {
  const answers = { inputResponses: { confirm: {} }, requestState: () => "state" }

  it.effect("leads to the second part of the same call, within the same limit", () =>
    Effect.gen(function* () {
      const { begun, call, ask, end } = makeCalls()
      const sendForms = () => Effect.delay(Effect.succeed(answers), 20_000)
      const fiber = yield* begin(call({ name: "x" }, { sendForms, isWrite: true }))
      yield* ask("call1")
      yield* TestClock.adjust(within)
      assert.include(textOf(yield* Fiber.join(fiber)), "is still under way after 50 seconds")
      yield* end("call1 again")
      const told = yield* answerInTime(call({ name: "x" }, { sendForms }), within)
      assert.include(textOf(told), "call1 again")
      assert.deepStrictEqual(begun, ["call1", "call1 again"])
    }).pipe(Effect.provide(layer))
  )

  it.effect("is withdrawn at the end of the time, and nothing is done", () =>
    Effect.gen(function* () {
      const { begun, call, ask } = makeCalls()
      let isWithdrawn = false
      const sendForms = () =>
        Effect.onInterrupt(Effect.never, () =>
          Effect.sync(() => {
            isWithdrawn = true
          })
        )
      const fiber = yield* begin(call({}, { sendForms, isWrite: true }))
      yield* ask("call1")
      yield* TestClock.adjust(within)
      const answer = textOf(yield* Fiber.join(fiber))
      assert.include(answer, "Nothing was done: the form for the person had no answer")
      assert.isTrue(isWithdrawn)
      // The person is asked anew.
      yield* begin(call({}, { sendForms, isWrite: true }))
      assert.deepStrictEqual(begun, ["call1", "call2"])
    }).pipe(Effect.provide(layer))
  )

  it.effect("is sent by the call that asks again, if it was ready only after the limit", () =>
    Effect.gen(function* () {
      const { begun, call, ask, end } = makeCalls()
      const sendForms = () => Effect.succeed(answers)
      yield* answerAfter(call({}, { sendForms, isWrite: true }))
      yield* ask("call1")
      const again = yield* begin(call({}, { sendForms, isWrite: true }))
      yield* end("call1 again")
      assert.include(textOf(yield* Fiber.join(again)), "call1 again")
      assert.deepStrictEqual(begun, ["call1", "call1 again"])
    }).pipe(Effect.provide(layer))
  )
})
