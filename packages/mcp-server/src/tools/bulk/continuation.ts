/**
 * Writes and reads the text with which the next call of a job goes on. The text holds the position of the job, and
 * hashes of the instance and the arguments. It holds no secret. Its checksum finds mistakes, not attacks: a forged text
 * would only make the answer wrong.
 */
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import * as Hash from "effect/Hash"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Problem } from "../../model/ArgumentSpec.ts"
import { Refusal } from "../../model/Refusal.ts"

/** The arguments of a job. `continue` is the text with which the job goes on. */
export interface JobArguments {
  readonly continue?: string
}

/** A tool that may need several calls, and the arguments that must be the same in all of them. */
export interface Job<A extends JobArguments = JobArguments> {
  readonly tool: string
  readonly fixedArguments: ReadonlyArray<keyof A & string>
}

/** A codec whose encoded form is a text. */
export type TextCodec<A> = Schema.Codec<A, string>

/** Separates the parts of the text, and the fields of a position in it. */
export const separator = ":"

const shortHash = (text: string): string => (Hash.string(text) >>> 0).toString(36)

const checksum = <A extends JobArguments>({ tool, fixedArguments }: Job<A>, values: A, text: string): string =>
  shortHash(JSON.stringify([tool, fixedArguments.map((name) => values[name] ?? null), text]))

/** Writes the text with which the next call of a job goes on. */
export const write = <A extends JobArguments, P>(
  job: Job<A>,
  values: A,
  instanceId: InstanceId,
  codec: TextCodec<P>,
  position: P
): string => {
  const text = `${shortHash(instanceId.toLowerCase())}${separator}${Schema.encodeSync(codec)(position)}`
  return `${text}${separator}${checksum(job, values, text)}`
}

/** Splits a text into the hash of its instance and the text of its position, if its checksum is right. */
const split = <A extends JobArguments>(
  job: Job<A>,
  values: A,
  text: string
): Option.Option<{ readonly instance: string; readonly position: string }> => {
  const end = text.lastIndexOf(separator)
  const before = text.slice(0, Math.max(0, end))
  const start = before.indexOf(separator)
  return start >= 0 && text.slice(end + 1) === checksum(job, values, before)
    ? Option.some({ instance: before.slice(0, start), position: before.slice(start + 1) })
    : Option.none()
}

const describeMismatch = ({
  tool,
  fixedArguments
}: {
  readonly tool: string
  readonly fixedArguments: ReadonlyArray<string>
}): string =>
  `is not what ${tool} answered for these arguments: give it unchanged, with the same ${fixedArguments.join(", ")} as in that ` +
  "call, or leave it out to begin again"

/** Finds problems with the `continue` argument. It does not know the instance yet. */
export const check = <A extends JobArguments>(job: Job<A>, values: A): ReadonlyArray<Problem> => {
  const text = values.continue?.trim()
  return text === undefined || Option.isSome(split(job, values, text))
    ? []
    : [{ argument: "continue", message: describeMismatch(job) }]
}

/** Reads the position at which the call goes on. None for the first call of a job. */
export const read = <A extends JobArguments, P>(
  job: Job<A>,
  values: A,
  instanceId: InstanceId,
  codec: TextCodec<P>
): Result.Result<Option.Option<P>, Refusal> => {
  const text = values.continue?.trim()
  if (text === undefined) return Result.succeed(Option.none())
  const mismatch = new Refusal("noMatch", `continue ${describeMismatch(job)}.`)
  const parts = Option.getOrUndefined(split(job, values, text))
  if (parts === undefined) return Result.fail(mismatch)
  return parts.instance === shortHash(instanceId.toLowerCase())
    ? Result.mapBoth(Schema.decodeResult(codec)(parts.position), {
        onFailure: () => mismatch,
        onSuccess: (position) => Option.some(position)
      })
    : Result.fail(
        new Refusal(
          "instance",
          `continue belongs to a job on another instance: call ${job.tool} with that instanceId, or leave continue out.`
        )
      )
}
