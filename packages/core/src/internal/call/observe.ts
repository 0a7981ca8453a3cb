// The span and the observer of a call. A call without either costs nothing here.
import type * as Cause from "effect/Cause"
import * as Console from "effect/Console"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import * as Tracer from "effect/Tracer"
import type { Any } from "../../ActionDeclaration.ts"
import { CallObserver, type CallReport } from "../../CallObserver.ts"
import type { LosantError } from "../../LosantError.ts"
import type { Progress } from "../transport/progress.ts"
import { monotonicMillis } from "../util/monotonic.ts"

type Call = Effect.Effect<unknown, LosantError>

const defaultObserver = Context.get(Context.empty(), CallObserver)

/** Tells the span and the observer how a call went that a fiber makes. */
export const observe = (fiber: Fiber.Fiber<unknown, unknown>, action: Any, progress: Progress, call: Call): Call => {
  const observer = fiber.getRef(CallObserver)
  const reportedCall = observer === defaultObserver ? call : withReport(action, progress, call, observer)
  // The tracer that Effect has by itself shows its spans to nobody, and one costs as much as all else of a call.
  return fiber.getRef(Tracer.Tracer) === Tracer.nativeTracer ? reportedCall : withSpan(action, progress, reportedCall)
}

/**
 * Logs the failure of an observer, without the fields of its error, which may hold secrets. Effect's own loggers would
 * add 4 kB to every program on core, for a failure that hardly any program sees.
 */
const logFailure = (cause: Cause.Cause<never>) => Console.error(`A CallObserver failed: ${cause}`)

const answerFields = ({ status, requestId }: Progress) => ({
  ...(status === undefined ? {} : { status }),
  ...(requestId === undefined ? {} : { requestId })
})

const withReport = (
  { action }: Any,
  progress: Progress,
  call: Call,
  observer: (report: CallReport) => Effect.Effect<void>
): Call =>
  Effect.gen(function* () {
    const start = yield* monotonicMillis
    const exit = yield* Effect.exit(call)
    const error = Exit.isFailure(exit) ? Option.getOrUndefined(Exit.findErrorOption(exit)) : undefined
    const milliseconds = Math.round((yield* monotonicMillis) - start)
    const report: CallReport = {
      action,
      attempts: progress.attempts,
      milliseconds,
      ...answerFields(progress),
      ...(error === undefined ? {} : { error: error._tag })
    }
    // A fiber of its own: an observer that fails or never ends changes nothing about the call. It starts at once, so
    // that one that does not wait has seen the report before the call ends.
    yield* Effect.suspend(() => observer(report)).pipe(
      Effect.catchCause(logFailure),
      Effect.forkDetach({ startImmediately: true })
    )
    return yield* exit
  })

const withSpan = ({ action }: Any, progress: Progress, call: Call): Call =>
  call.pipe(
    Effect.onExit(() =>
      Effect.annotateCurrentSpan({
        "losant.attempts": progress.attempts,
        ...(progress.status === undefined ? {} : { "http.response.status_code": progress.status }),
        ...(progress.requestId === undefined ? {} : { "losant.request_id": progress.requestId })
      })
    ),
    Effect.withSpan(
      `Losant.${action}`,
      { kind: "client", attributes: { "losant.action": action } },
      // A stack of its own would show this line, whoever calls.
      { captureStackTrace: false }
    )
  )
