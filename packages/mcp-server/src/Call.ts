/** One call of a tool, from its arguments to its result. */
import { CallObserver, type CallReport } from "@effect-losant/core/CallObserver"
import type { CallToolResult } from "@modelcontextprotocol/server"
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Random from "effect/Random"
import * as Ref from "effect/Ref"
import { bounded } from "./answers/Bounded.ts"
import { Connection } from "./Connection.ts"
import { HideToken } from "./logging/Redaction.ts"
import { inputOf, type Tool, valuesOf } from "./Tool.ts"
import { type Failure, fromDefect, fromError, InvalidArguments } from "./ToolError.ts"
import { success } from "./ToolResult.ts"
import type { Values } from "./ToolSpec.ts"

/** What is known of a call at its end. */
interface Ended {
  readonly result: CallToolResult
  readonly error?: string
}

const carryOut = Effect.fnUntraced(function* (
  tool: Tool,
  given: Values,
  time: number
): Effect.fn.Return<Ended, never, Connection> {
  const failed = (values: Values, error: Failure): Ended => ({
    result: fromError({ tool, values, time }, error),
    error: error._tag
  })
  // Before the arguments are looked at: without a token nothing else is worth correcting.
  const opened = yield* Effect.result(Effect.flatMap(Connection, ({ open }) => open))
  if (opened._tag === "Failure") return failed(given, opened.failure)
  const losant = opened.success
  const hideToken = yield* HideToken
  const checked = valuesOf(tool, given, time)
  if (checked._tag === "Failure") return failed(given, new InvalidArguments(checked.failure))
  const values = checked.success
  const instance = tool.hasInstance && "instanceId" in tool.action.params ? Option.toArray(losant.instanceId) : []
  const input = { ...inputOf(tool, values), ...Object.fromEntries(instance.map((id) => ["instanceId", id])) }
  return yield* losant.execute(tool.action, input, {}).pipe(
    Effect.match({
      onSuccess: (answer): Ended => ({ result: success(present(tool, answer, values, hideToken())) }),
      onFailure: (error) => failed(values, error)
    })
  )
})

const present = ({ spec }: Tool, answer: unknown, values: Values, redact: (text: string) => string): Values => {
  const content = Predicate.isObject(answer) ? answer : { answer }
  return bounded(spec.present?.(content, values) ?? content, spec.longest?.(values), redact)
}

const longestReference = 0xffff_ffff

const died = Effect.fnUntraced(function* (
  tool: Tool,
  given: Values,
  time: number,
  cause: Cause.Cause<never>
): Effect.fn.Return<Ended> {
  const reference = (yield* Random.nextIntBetween(0, longestReference)).toString(16).padStart(8, "0")
  yield* Effect.logError("a tool failed because of a mistake in this server").pipe(
    Effect.annotateLogs({ tool: tool.spec.name, ref: reference, cause: Cause.pretty(cause) })
  )
  return { result: fromDefect({ tool, values: given, time }, reference), error: "Defect" }
})

const cancelled = "Cancelled"

/** One line for a call: how it went, never what it was called with. */
const logged = (tool: Tool, milliseconds: number, reports: ReadonlyArray<CallReport>, error: string | undefined) => {
  const last = reports.at(-1)
  return Effect.logInfo("call").pipe(
    Effect.annotateLogs({
      tool: tool.spec.name,
      action: tool.action.action,
      ...(last?.status === undefined ? {} : { status: last.status }),
      ms: milliseconds,
      // Of a call that was cut short nobody counted them.
      ...(error === cancelled ? {} : { attempts: reports.reduce((sum, { attempts }) => sum + attempts, 0) }),
      ...(last?.requestId === undefined ? {} : { requestId: last.requestId }),
      ...(error === undefined ? {} : { error })
    })
  )
}

/** Calls a tool. It fails never, whatever happens in it; it may be interrupted, which aborts its request. */
export const call = Effect.fnUntraced(function* (
  tool: Tool,
  given: Values
): Effect.fn.Return<CallToolResult, never, Connection> {
  const start = yield* Clock.currentTimeMillis
  const reports = yield* Ref.make<ReadonlyArray<CallReport>>([])
  const exit = yield* carryOut(tool, given, start).pipe(
    Effect.provideService(CallObserver, (report) => Ref.update(reports, (before) => [...before, report])),
    Effect.catchCause((cause) =>
      Cause.hasInterruptsOnly(cause) ? Effect.failCause(cause) : died(tool, given, start, cause)
    ),
    Effect.onExit((exit) =>
      Effect.gen(function* () {
        const milliseconds = (yield* Clock.currentTimeMillis) - start
        const error = Exit.isSuccess(exit) ? exit.value.error : cancelled
        yield* logged(tool, milliseconds, yield* Ref.get(reports), error)
      })
    )
  )
  return exit.result
})
