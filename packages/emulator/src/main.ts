#!/usr/bin/env node
// The program `losant-emulator`. Standard output gets one line of JSON; everything else goes to standard error.
import * as Fs from "node:fs/promises"
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Logger from "effect/Logger"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { type Command, helpText, parseCommandLine } from "./cli/CommandLine.ts"
import { Emulator } from "./emulator/Emulator.ts"
import * as DataFile from "./files/DataFile.ts"
import * as FaultFile from "./files/FaultFile.ts"
import { readSeedFile } from "./files/SeedFile.ts"
import { NodeServer } from "./server/NodeServer.ts"
import { day } from "./util/Time.ts"

const print = (text: string) => Effect.sync(() => process.stdout.write(text))

const Package = Schema.fromJsonString(Schema.Struct({ version: Schema.String }))

const version = Effect.promise(() => Fs.readFile(new URL("../package.json", import.meta.url), "utf8")).pipe(
  Effect.flatMap(Schema.decodeUnknownEffect(Package)),
  Effect.orDie,
  Effect.flatMap((pack) => print(`${pack.version}\n`))
)

const serve = Effect.fnUntraced(function* ({
  port,
  seed,
  data,
  faults,
  token,
  allowedHosts,
  date
}: Command & { readonly kind: "serve" }) {
  const clock = yield* Clock.currentTimeMillis
  const plan = faults === undefined ? undefined : yield* FaultFile.read(faults)
  const storage = data === undefined ? undefined : yield* DataFile.open(data)
  const emulator = yield* Emulator.make({
    seed: seed === "demo" || seed === "empty" ? seed : yield* readSeedFile(seed),
    ...(token === undefined ? {} : { token }),
    // Only the date changes; the time of the day is that of the clock.
    ...(date === undefined ? {} : { now: DateTime.makeUnsafe(date + (clock % day)) }),
    ...(plan === undefined ? {} : { faults: plan }),
    ...(storage === undefined ? {} : { storage })
  })
  const { url } = yield* Effect.provideService(NodeServer.make({ port, allowedHosts }), Emulator, emulator)
  yield* print(
    `${JSON.stringify({
      url,
      instanceId: emulator.instanceId,
      token: Redacted.value(emulator.token),
      readToken: Redacted.value(emulator.readToken)
    })}\n`
  )
  yield* Effect.logInfo("ready").pipe(Effect.annotateLogs({ url, ...(data === undefined ? {} : { data }) }))
  return yield* Effect.never
}, Effect.scoped)

const program = Effect.flatMap(parseCommandLine(process.argv.slice(2)), (command) => {
  if (command.kind === "help") return print(helpText)
  return command.kind === "version" ? version : serve(command)
}).pipe(
  Effect.as(0),
  Effect.catchTags({
    UsageError: ({ message }) => Effect.as(complain(message), 2),
    EmulatorError: ({ message }) => Effect.as(complain(message), 1)
  }),
  Effect.provide(Logger.layer([Logger.withConsoleError(Logger.formatLogFmt)]))
)

const complain = (message: string) => Effect.sync(() => process.stderr.write(`losant-emulator: ${message}\n`))

const fiber = Effect.runFork(program)
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => fiber.interruptUnsafe())
fiber.addObserver((exit) => {
  if (Exit.isSuccess(exit)) process.exitCode = exit.value
  // A signal is the normal end.
  else if (Cause.hasInterruptsOnly(exit.cause)) process.exitCode = 0
  else {
    process.stderr.write(`losant-emulator: ${Cause.pretty(exit.cause)}\n`)
    process.exitCode = 1
  }
})
