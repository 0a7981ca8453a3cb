import { assert, describe, it } from "@effect/vitest"
import { InstanceId } from "@effect-losant/core/schemas/Ids"
import { ProtocolError } from "@modelcontextprotocol/server"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Logger from "effect/Logger"
import type { ResourceRunner } from "../../src/resources/ResourceRunner.ts"
import { readResource } from "../../src/resources/readResource.ts"
import { hostile, raw } from "../support/hostile.ts"
import { idOf } from "../support/resources.ts"

const uri = `losant://orgs/${idOf(0)}`

const running =
  (logged: Array<unknown>): ResourceRunner =>
  (work) =>
    Effect.runPromiseExit(
      // Sound: these tests send no request.
      work({} as never, InstanceId.make("5f0000000000000000000001")).pipe(
        Effect.provide(Logger.layer([Logger.make(({ message }) => void logged.push(message))]))
      )
    )

const reading = (reader: Parameters<typeof readResource>[0], run = running([])) =>
  // Sound: the runners of these tests ignore the context.
  readResource(reader, "rest", run, uri, idOf(0), {} as never)

const failed = (promise: Promise<unknown>) =>
  promise.then(
    () => assert.fail("it did not fail"),
    (error: unknown) => {
      assert(error instanceof ProtocolError)
      return error
    }
  )

describe("readResource", () => {
  it.each(hostile)("shows $what", async ({ text, shown }) => {
    const { contents } = await reading(() => Effect.succeed({ id: "1", name: text }))
    const [content] = contents
    assert(content !== undefined && "text" in content && typeof content.text === "string")
    assert.notMatch(content.text, raw)
    assert.isTrue(String(JSON.parse(content.text).name).startsWith(shown))
  })
  it("logs a defect, and reveals nothing of it to the client", async () => {
    const logged: Array<unknown> = []
    const { message } = await failed(reading(() => Effect.die(new Error("boom")), running(logged)))
    assert.notInclude(message, "boom")
    assert.lengthOf(logged, 1)
  })
  it("fails with the protocol's errors if the work cannot run", async () => {
    const run: ResourceRunner = () => Promise.resolve(Exit.failCause(Cause.interrupt()))
    assert.include((await failed(reading(() => Effect.succeed({}), run))).message, "cancelled")
  })
})
