// The README of the examples shows every example, and each command prints the output that the README shows.
import { readdirSync, readFileSync } from "node:fs"
import { stripVTControlCharacters } from "node:util"
import { assert, beforeAll, describe, it } from "@effect/vitest"
import { Emulator, FaultFile } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import { build } from "../../packages/mcp-server/test/support/built.ts"
import { type Collector, listen } from "../../packages/mcp-server/test/support/collector.ts"
import { type Command, commands, isShown, readme } from "./commands.ts"
import { emulator, emulatorWith, execute, folder, variables } from "./run.ts"

beforeAll(build, 60_000)

const collector = Effect.acquireRelease(
  Effect.promise(() => listen()),
  (opened: Collector) => Effect.promise(() => opened.close())
)

const tools: Readonly<Record<string, ReadonlyArray<string>>> = {
  tsx: ["--import", "tsx"],
  // The test needs the workspace's settings to find the packages.
  vitest: ["../node_modules/vitest/vitest.mjs", "--root", ".."]
}

// Colours and times differ from run to run.
const withoutVariableParts = (text: string) => stripVTControlCharacters(text).replaceAll(/ +\d+ms$/gm, "")

const runCommand = Effect.fnUntraced(function* (command: Command) {
  const { url } = yield* collector
  const given = "OTEL_EXPORTER_OTLP_ENDPOINT" in command.variables ? { OTEL_EXPORTER_OTLP_ENDPOINT: url } : {}
  const args = [...(tools[command.tool] ?? []), ...command.args]
  const { stdout, stderr } = yield* execute(args, { ...(yield* variables), ...given })
  return (
    withoutVariableParts(stdout + stderr)
      // A reader's project lies in the folder itself, and its tests have no name of a project.
      .replaceAll(/(?: integration +)?examples\/own-test/g, "own-test")
      .replace(/^\n+/, "")
  )
})

const emulatorOf = (command: Command) =>
  command.text.includes("custom-retry")
    ? Effect.map(FaultFile.read(`${folder}custom-retry.faults.json`), (faults) => emulatorWith({ faults }))
    : Effect.succeed(emulator)

describe("the README of the examples", () => {
  it.live.each(commands)(
    "shows what $text prints",
    (command) =>
      Effect.gen(function* () {
        const text = yield* Effect.provide(runCommand(command), yield* emulatorOf(command))
        assert.isTrue(isShown(text, command.prints), text)
      }).pipe(Effect.scoped),
    60_000
  )

  it("tells of every file, and runs each", () => {
    const files = readdirSync(folder).filter((name) => name.endsWith(".ts"))
    assert.isAbove(files.length, 8)
    for (const name of files) {
      assert.include(readme, `[\`${name}\`](${name})`)
      assert.isTrue(
        commands.some(({ args }) => args.includes(name)),
        name
      )
      const [head = ""] = readFileSync(folder + name, "utf8").split("\nimport")
      assert.match(head, new RegExp(`^// {3}.*npx tsx ${name}`, "m"), "the first lines say how to run it")
    }
  })

  it.live("names the instance of an emulator that began on its date", () =>
    Effect.gen(function* () {
      const { instanceId } = yield* Emulator
      assert.include(readme, `LOSANT_INSTANCE_ID=${instanceId}`)
    }).pipe(Effect.provide(emulator))
  )
})
