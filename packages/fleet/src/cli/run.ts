/** Runs the commands of `losant-fleet`. */
import { InstanceId, Losant } from "@effect-losant/core"
import { config } from "@effect-losant/core/LosantConfig"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import * as FleetFiles from "../desired/FleetFiles.ts"
import { Fleet, type FleetService } from "../Fleet.ts"
import type { EngineOptions, FleetEvent } from "../fleet/applyRun.ts"
import { cancelRun, resolveEntry } from "../fleet/decisions.ts"
import type { FleetPlan } from "../fleet/FleetPlan.ts"
import { guardsOf } from "../fleet/guards.ts"
import { listRuns, readRun, runNotFound } from "../fleet/runs.ts"
import { Ledger } from "../ledger/Ledger.ts"
import { ChangeSetId } from "../model/ChangeSet.ts"
import type { Console } from "./Console.ts"
import { exitCodes } from "./exitCodes.ts"
import { ledgerLayer } from "./ledgers.ts"
import type { Engine, Permissions } from "./options.ts"
import { filesPath, ledgerPlace } from "./places.ts"
import { CommandFailed, readNames, readPlan, writeFiles, writePlan } from "./planFile.ts"
import type { Command } from "./program.ts"
import { makeProgress } from "./progress.ts"
import { type Format, showPlan } from "./showPlan.ts"
import { eventLine, exitCodeOf, showRun, showRuns } from "./showRun.ts"
import { quote } from "./words.ts"

type Of<Kind extends Command["kind"]> = Extract<Command, { readonly kind: Kind }>

type Environment = Readonly<Record<string, string | undefined>>

const fail = (message: string) => Effect.fail(new CommandFailed({ message }))

const parseId = Schema.decodeUnknownEffect(ChangeSetId)
const runId = (text: string) =>
  Effect.mapError(parseId(text), () => new CommandFailed({ message: `${quote(text)} is not the id of a run.` }))

const parseInstance = Schema.decodeUnknownEffect(InstanceId)

/** The instance that the settings name, if they name one. */
const configuredInstance = Effect.map(config, ({ instanceId }) => instanceId)

/** Fails if the settings name another instance than the plan is for. */
const checkInstance = (plan: FleetPlan) =>
  Effect.flatMap(configuredInstance, (configured) =>
    configured === undefined || configured.toLowerCase() === plan.instanceId.toLowerCase()
      ? Effect.void
      : fail(`The plan is for the instance ${plan.instanceId}, and LOSANT_INSTANCE_ID names ${configured}.`)
  )

const permissionsOf = ({ allowDangerous, maxRemovals, confirmNames }: Permissions) =>
  Effect.map(confirmNames === undefined ? Effect.succeed(undefined) : readNames(confirmNames), (confirmedNames) => ({
    allowDangerous,
    maxRemovals,
    confirmedNames
  }))

const engineOf = ({ concurrency, settle, wait, onUnknown }: Engine): EngineOptions => ({
  concurrency,
  settle,
  waitForSettle: wait,
  resendUnknownEmails: onUnknown === "retry"
})

const desiredOf = Effect.fnUntraced(function* (files: string | undefined) {
  return yield* FleetFiles.read(yield* filesPath(files), yield* configuredInstance)
})

/** Follows a run to its end, and gives the exit code. */
const follow = <E>(events: Stream.Stream<FleetEvent, E>, console: Console, format: Format) =>
  Effect.gen(function* () {
    const progress = makeProgress(console)
    let code: number = exitCodes.error
    yield* Stream.runForEach(events, (event) =>
      Effect.sync(() => {
        progress(event)
        if (format === "json") console.out(eventLine(event) ?? "")
        if (event._tag === "Started" && format === "text") console.out(`Run ${event.run.id}\n`)
        if (event._tag === "Stopped") console.err(`The run stopped: ${event.message}\n`)
        if (event._tag === "Settling" && !console.isTerminal) {
          console.err(`${event.writes} writes got no answer: waiting until they can be told.\n`)
        }
        if (event._tag !== "Finished") return
        code = exitCodeOf(event.run)
        if (format !== "json") console.out(showRun(event.run, format))
      })
    )
    return code
  })

const pull = Effect.fnUntraced(function* (fleet: FleetService, command: Of<"pull">, console: Console) {
  const configured = yield* configuredInstance
  const instanceId =
    command.instance === undefined
      ? configured
      : yield* Effect.mapError(
          parseInstance(command.instance),
          () => new CommandFailed({ message: "--instance takes an id of 24 hexadecimal digits." })
        )
  if (instanceId === undefined) return yield* fail("Name the instance by --instance or LOSANT_INSTANCE_ID.")
  const { manage, keyFrom, orgsPerFile } = command
  const files = yield* fleet.pull(instanceId, { manage, keyFrom, orgsPerFile })
  const paths = yield* writeFiles(command.out, files, command.force)
  console.out(
    command.format === "json" ? `${JSON.stringify({ files: paths })}\n` : paths.map((path) => `${path}\n`).join("")
  )
  return exitCodes.done
})

const plan = Effect.fnUntraced(function* (fleet: FleetService, command: Of<"plan">, console: Console) {
  const { prune, adopt, format, link, output } = command
  const made = yield* fleet.plan(yield* desiredOf(command.files), { prune, adopt })
  if (output !== undefined) yield* writePlan(output, made)
  console.out(showPlan(made, guardsOf(made, yield* permissionsOf(command)), format, link))
  return command.exitCode && made.writes.length > 0 ? exitCodes.different : exitCodes.done
})

/** The names of the organizations that a plan deletes, as a person types them. */
const typedNames = (made: FleetPlan, { ask, isTerminal }: Console) => {
  const deleted = made.writes.filter(({ _tag }) => _tag === "delete_org")
  return isTerminal
    ? Effect.forEach(deleted, ({ orgName }) => ask(`Type the name of ${quote(orgName)} to delete it for good: `))
    : Effect.succeed([])
}

const apply = Effect.fnUntraced(function* (fleet: FleetService, command: Of<"apply">, console: Console) {
  const { prune, adopt, format } = command
  if (command.plan !== undefined && (prune || adopt || command.files !== undefined)) {
    return yield* fail("A plan of a file is applied as it is: give --files, --prune and --adopt to the command plan.")
  }
  const made =
    command.plan === undefined
      ? yield* fleet.plan(yield* desiredOf(command.files), { prune, adopt })
      : yield* readPlan(command.plan)
  yield* checkInstance(made)
  const permissions = yield* permissionsOf(command)
  if (command.plan === undefined) {
    console.out(showPlan(made, guardsOf(made, permissions), format))
    if (!command.yes && made.writes.length > 0) {
      if (!console.isTerminal) return yield* fail("Nothing is applied: say --yes, or apply the file of a plan.")
      const answer = yield* console.ask(`Apply ${made.writes.length} writes? Only yes applies them: `)
      if (answer.trim() !== "yes") return yield* fail("Nothing is applied.")
    }
  }
  const confirmedNames = permissions.confirmedNames ?? (yield* typedNames(made, console))
  return yield* follow(fleet.apply(made, { ...engineOf(command), ...permissions, confirmedNames }), console, format)
})

const drift = Effect.fnUntraced(function* (fleet: FleetService, command: Of<"drift">, console: Console) {
  const { format, link } = command
  const found = yield* fleet.drift(yield* desiredOf(command.files))
  if (found.since === undefined) console.err("The ledger has no run of this instance: this is all that differs.\n")
  if (found.changedInFiles.length > 0) {
    console.err(
      `${found.changedInFiles.length} organizations differ, and the files have changed: plan tells of them.\n`
    )
  }
  console.out(showPlan(found.plan, [], format, link))
  return command.exitCode && found.plan.writes.length > 0 ? exitCodes.different : exitCodes.done
})

/** The commands that need Losant. */
const withLosant = (
  command: Exclude<Command, Of<"text" | "mistake" | "status" | "cancel" | "resolve">>,
  console: Console
) =>
  Fleet.use((fleet) =>
    Effect.gen(function* () {
      switch (command.kind) {
        case "pull":
          return yield* pull(fleet, command, console)
        case "plan":
          return yield* plan(fleet, command, console)
        case "apply":
          return yield* apply(fleet, command, console)
        case "drift":
          return yield* drift(fleet, command, console)
        case "resume":
          return yield* follow(fleet.resume(yield* runId(command.run), engineOf(command)), console, command.format)
      }
    })
  ).pipe(Effect.provide(Fleet.layer.pipe(Layer.provide(Losant.layerConfig))))

/** The commands that only read or write the ledger. They need no token. */
const withLedger = (command: Of<"status" | "cancel" | "resolve">, console: Console) =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    if (command.kind === "status" && command.run === undefined) {
      console.out(showRuns(yield* listRuns(ledger), command.format))
      return exitCodes.done
    }
    const id = yield* runId(command.run ?? "")
    if (command.kind === "cancel") console.err(`${yield* cancelRun({ ledger }, id)} writes are given up.\n`)
    if (command.kind === "resolve") yield* resolveEntry({ ledger }, id, command.number, command.as)
    const run = yield* readRun(ledger, id)
    if (run === undefined) return yield* Effect.fail(runNotFound(id))
    console.out(showRun(run, command.format))
    return exitCodeOf(run)
  })

/** The exit code for an error, whose message is told. */
const failed = (
  error: { readonly _tag: string; readonly message: string; readonly reason?: unknown },
  console: Console
) => {
  console.err(`${error.message}\n`)
  return error._tag === "FleetRefused" && error.reason === "guard" ? exitCodes.refused : exitCodes.error
}

/** Runs a command to its exit code. All errors are told in words. */
export const runCommand = (command: Command, console: Console, environment: Environment): Effect.Effect<number> => {
  switch (command.kind) {
    case "text":
      return Effect.as(
        Effect.sync(() => console.out(command.text)),
        exitCodes.done
      )
    case "mistake":
      return Effect.as(
        Effect.sync(() => console.err(`${command.message}\nlosant-fleet --help lists the commands.\n`)),
        exitCodes.error
      )
    default: {
      const ledger = Layer.unwrap(
        Effect.fromResult(ledgerPlace(command.ledger, environment)).pipe(
          Effect.mapBoth({ onFailure: (message) => new CommandFailed({ message }), onSuccess: ledgerLayer })
        )
      )
      const needsLedgerOnly = command.kind === "status" || command.kind === "cancel" || command.kind === "resolve"
      const program: Effect.Effect<number, Parameters<typeof failed>[0], Ledger> = needsLedgerOnly
        ? withLedger(command, console)
        : withLosant(command, console)
      return program.pipe(
        Effect.provide(ledger),
        Effect.catch((error) => Effect.sync(() => failed(error, console)))
      )
    }
  }
}
