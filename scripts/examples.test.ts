// Every example runs, against the emulator over HTTP.
import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { assert, describe, it } from "@effect/vitest"
import { Emulator, NodeServer } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"

const root = fileURLToPath(new URL("..", import.meta.url))
const execute = promisify(execFile)

const emulator = Layer.provideMerge(NodeServer.layer(), Emulator.layer({ seed: "demo" }))

// What is set on this machine must not change what an example does.
const others = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("LOSANT_")))

/** What an example prints with these variables, on both its outputs. */
const run = (example: string, variables: Readonly<Record<string, string>>) =>
  Effect.promise(() =>
    execute(process.execPath, ["--conditions=@effect-losant/source", "--import", "tsx", `examples/${example}`], {
      cwd: root,
      env: { ...others, ...variables }
      // An example that ends with another code than 0 prints all the same.
    }).catch((error: { readonly stdout: string; readonly stderr: string }) => error)
  )

/** What an example prints on the emulator. */
const outputOf = Effect.fnUntraced(function* (example: string) {
  const { url } = yield* NodeServer
  const { instanceId, token } = yield* Emulator
  const { stdout, stderr } = yield* run(example, {
    LOSANT_API_TOKEN: Redacted.value(token),
    LOSANT_API_URL: url,
    LOSANT_INSTANCE_ID: instanceId
  })
  assert.strictEqual(stderr, "")
  return stdout
})

describe("examples", () => {
  it.live("nearly-full.ts lists organizations near their limit of devices", () =>
    Effect.gen(function* () {
      assert.match(yield* outputOf("nearly-full.ts"), /^(.+: \d+ of \d+ devices\n)+$/)
    }).pipe(Effect.provide(emulator))
  )

  it.live("promises.ts lists organizations, and meets one that is missing", () =>
    Effect.gen(function* () {
      const output = yield* outputOf("promises.ts")
      assert.match(output, /^\d+ organizations, the first three: .+, .+, .+\n/)
      assert.include(output, "There is no organization 000000000000000000000000.")
    }).pipe(Effect.provide(emulator))
  )

  it.live(
    "delete-and-restore.ts goes from a request to the journal, and back from it by hand",
    () =>
      Effect.gen(function* () {
        const { stdout, stderr } = yield* run("delete-and-restore.ts", {})
        assert.strictEqual(stderr, "")
        const steps = [
          'orgId "Harbor" stands for several organizations',
          '"dryRun": true',
          "Form of the server",
          "What can be undone instead",
          "To go on, type the organization's name.",
          "Person, into the form: Harborview Apartments",
          "saved first, in",
          "with mode 600",
          "→ losant_create_org",
          "→ losant_add_org_member",
          "→ losant_invite_to_org",
          "Harborview Apartments is there again"
        ]
        const places = steps.map((step) => stdout.indexOf(step))
        assert.notInclude(places, -1, stdout)
        assert.deepStrictEqual(
          places,
          [...places].sort((one, other) => one - other)
        )
      }),
    60_000
  )

  it.live("nearly-full.ts says which variable is missing, without a stack trace", () =>
    Effect.gen(function* () {
      assert.match((yield* run("nearly-full.ts", {})).stderr, /^LOSANT_API_TOKEN is not set\. .+\n$/)
      const { stderr } = yield* run("nearly-full.ts", { LOSANT_API_TOKEN: "some-token" })
      assert.strictEqual(stderr, "Set LOSANT_INSTANCE_ID to your instance's id.\n")
    })
  )

  it.live("promises.ts says which variables are missing, without a stack trace", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* run("promises.ts", {})).stderr, "Set LOSANT_API_TOKEN and LOSANT_INSTANCE_ID.\n")
    })
  )
})
