/** Failures of the file system, explained for the person who runs the server. */
import { fileReasons } from "@effect-losant/fleet"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import { quote } from "../../text/escapes.ts"

export class FileFailure {
  readonly _tag = "FileFailure"
  /** The rest of a sentence that begins with the file: `the disk is full (ENOSPC)`. */
  readonly why: string
  /** The system's code for the error, such as `ENOSPC`, or an empty text. */
  readonly code: string
  constructor(why: string, code = "") {
    this.why = why
    this.code = code
  }
}

/** The server writes files, so it can say more of some. */
const reasons: Readonly<Record<string, string>> = {
  ...fileReasons,
  EACCES: "the server may not write there",
  EPERM: "the server may not write there",
  ENOENT: "its folder does not exist"
}

const maxMessageLength = 200

export const toFileFailure = (error: unknown): FileFailure => {
  const code = Predicate.hasProperty(error, "code") && typeof error.code === "string" ? error.code : ""
  const reason = Object.hasOwn(reasons, code) ? reasons[code] : undefined
  return reason === undefined
    ? new FileFailure(quote(error instanceof Error ? error.message : String(error), maxMessageLength), code)
    : new FileFailure(`${reason} (${code})`, code)
}

// A network drive may never answer. Neither the person nor the process should wait for it.
const maxWait = Duration.seconds(5)

/** Runs one operation of the file system. It fails if the system does not answer within five seconds. */
export const attempt = <A>(run: () => Promise<A>): Effect.Effect<A, FileFailure> =>
  Effect.tryPromise({ try: run, catch: toFileFailure }).pipe(
    Effect.timeoutOrElse({
      duration: maxWait,
      orElse: () => Effect.fail(new FileFailure(`the file system did not answer in ${Duration.format(maxWait)}`))
    })
  )
