/**
 * The text with which the next call of a job goes on. It says where, and for which instance and arguments: nothing in
 * it is secret, and whoever changes it misleads only the answer.
 */
import type { InstanceId } from "@effect-losant/core/schemas/Ids"
import * as Hash from "effect/Hash"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import type { Problem } from "../../model/ArgumentSpec.ts"
import { Refusal } from "../../model/Refusal.ts"

/** The arguments of a job. `continue` is the text with which the job goes on. */
export interface JobArguments {
  readonly continue?: string
}

/** A tool, and the arguments that must be the same in all calls of a job. */
export interface Job<A extends JobArguments = JobArguments> {
  readonly tool: string
  readonly fixed: ReadonlyArray<keyof A & string>
}

const separator = ":"
const shortHash = (text: string): string => (Hash.string(text) >>> 0).toString(36)

const sum = <A extends JobArguments>({ tool, fixed }: Job<A>, values: A, text: string): string =>
  shortHash(JSON.stringify([tool, fixed.map((name) => values[name] ?? null), text]))

/** The text for a place in a job; no part of the place may hold a colon. */
export const write = <A extends JobArguments>(
  job: Job<A>,
  values: A,
  instanceId: InstanceId,
  place: ReadonlyArray<string | number>
): string => {
  const text = [shortHash(instanceId.toLowerCase()), ...place].join(separator)
  return `${text}${separator}${sum(job, values, text)}`
}

const partsOf = <A extends JobArguments>(
  job: Job<A>,
  values: A,
  text: string
): Option.Option<ReadonlyArray<string>> => {
  const end = text.lastIndexOf(separator)
  const before = text.slice(0, Math.max(0, end))
  return end > 0 && text.slice(end + 1) === sum(job, values, before)
    ? Option.some(before.split(separator))
    : Option.none()
}

const wrong = ({ tool, fixed }: { readonly tool: string; readonly fixed: ReadonlyArray<string> }): string =>
  `is not what ${tool} answered for these arguments: give it unchanged, with the same ${fixed.join(", ")} as in that ` +
  "call, or leave it out to begin again"

/** Finds problems with the `continue` argument. It does not know the instance yet. */
export const check = <A extends JobArguments>(job: Job<A>, values: A): ReadonlyArray<Problem> => {
  const text = values.continue?.trim()
  return text === undefined || Option.isSome(partsOf(job, values, text))
    ? []
    : [{ argument: "continue", message: wrong(job) }]
}

/** The place at which the call goes on; nothing at the beginning. */
export const read = <A extends JobArguments>(
  job: Job<A>,
  values: A,
  instanceId: InstanceId
): Result.Result<Option.Option<ReadonlyArray<string>>, Refusal> => {
  const text = values.continue?.trim()
  if (text === undefined) return Result.succeed(Option.none())
  const parts = Option.getOrUndefined(partsOf(job, values, text))
  if (parts === undefined) return Result.fail(new Refusal("noMatch", `continue ${wrong(job)}.`))
  const [instance, ...place] = parts
  return instance === shortHash(instanceId.toLowerCase())
    ? Result.succeed(Option.some(place))
    : Result.fail(
        new Refusal(
          "instance",
          `continue belongs to a job on another instance: call ${job.tool} with that instanceId, or leave continue out.`
        )
      )
}
