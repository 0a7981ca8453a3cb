/** The files that a command reads and writes beside those of the fleet. */
import * as Fs from "node:fs/promises"
import * as Path from "node:path"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { fileReasons } from "../files/fileReasons.ts"
import { FleetPlan } from "../fleet/FleetPlan.ts"
import type { PulledFile } from "../fleet/pullFleet.ts"
import { userOnlyMode } from "../ledger/files.ts"

/** A command that cannot go on. The message is for the person. */
export class CommandFailed extends Schema.TaggedError<CommandFailed>()("FleetCommandFailed", {
  message: Schema.String
}) {}

const codec = Schema.fromJsonString(FleetPlan)
const decode = Schema.decodeUnknownEffect(codec, { onExcessProperty: "error" })
const encode = Schema.encodeEffect(codec)

const attempt = <A>(what: string, run: () => Promise<A>): Effect.Effect<A, CommandFailed> =>
  Effect.tryPromise({
    try: run,
    catch: (cause) => {
      const code = cause instanceof Error && "code" in cause ? String(cause.code) : ""
      return new CommandFailed({ message: `${what}: ${fileReasons[code] ?? (code || "unknown reason")}.` })
    }
  })

export const readPlan = (file: string): Effect.Effect<FleetPlan, CommandFailed> =>
  attempt(`The plan ${file} cannot be read`, () => Fs.readFile(file, "utf8")).pipe(
    Effect.flatMap((text) =>
      Effect.mapError(
        decode(text),
        () => new CommandFailed({ message: `${file} is not a plan of this version: write one with plan --output.` })
      )
    )
  )

/** Writes a plan. It holds names and addresses, so only the user may read it. */
export const writePlan = (file: string, plan: FleetPlan): Effect.Effect<void, CommandFailed> =>
  Effect.flatMap(Effect.orDie(encode(plan)), (text) =>
    attempt(`The plan cannot be written to ${file}`, () => Fs.writeFile(file, text, { mode: userOnlyMode }))
  )

/** The names of a file, each on a line. */
export const readNames = (file: string): Effect.Effect<ReadonlyArray<string>, CommandFailed> =>
  Effect.map(
    attempt(`The names of ${file} cannot be read`, () => Fs.readFile(file, "utf8")),
    (text) => text.split(/\r?\n/u).filter((line) => line !== "")
  )

/** Writes the files of a fleet into a folder. Without `force`, a file that is there stays, and nothing is written. */
export const writeFiles = Effect.fnUntraced(function* (
  folder: string,
  files: ReadonlyArray<PulledFile>,
  force: boolean
): Effect.fn.Return<ReadonlyArray<string>, CommandFailed> {
  yield* attempt(`The folder ${folder} cannot be created`, () => Fs.mkdir(folder, { recursive: true }))
  const there = yield* attempt(`The folder ${folder} cannot be read`, () => Fs.readdir(folder))
  const taken = there.filter((name) => /\.(?:ya?ml|json)$/u.test(name))
  if (taken.length > 0 && !force) {
    return yield* Effect.fail(
      new CommandFailed({
        message: `${folder} has files already (${taken.slice(0, 5).join(", ")}): choose another folder with --out, or overwrite them with --force.`
      })
    )
  }
  return yield* Effect.forEach(files, ({ name, text }) => {
    const path = Path.join(folder, name)
    return Effect.as(
      attempt(`${path} cannot be written`, () => Fs.writeFile(path, text)),
      path
    )
  })
})
