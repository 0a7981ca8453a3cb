// If a person makes a mistake, an example prints a sentence that says what to do, prints no stack trace, and exits with
// 1.
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { emulator, execute, variables } from "./run.ts"

const programs: ReadonlyArray<readonly [name: string, ...args: ReadonlyArray<string>]> = [
  ["list-and-filter.ts", "tier=enterprise"],
  ["nearly-full.ts"],
  ["orgs-to-csv.ts"],
  ["members-audit.ts"],
  ["promises.ts"],
  ["create-with-rollback.ts", "Northwind", "ada@northwind.example", "guest@partner.example"],
  ["custom-retry.ts"],
  ["tracing.ts"]
]

// No collector listens there. The program must neither fail nor print anything because of that.
const collector = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:9" }

describe.each(programs)("%s", (name, ...args) => {
  const runWith = (given: Readonly<Record<string, string>>) =>
    execute(["--import", "tsx", name, ...args], { ...collector, ...given })

  it.live(
    "says which variables are missing",
    () =>
      Effect.gen(function* () {
        const { stderr, code } = yield* runWith({})
        assert.match(stderr, /^[^\n]*LOSANT_API_TOKEN[^\n]*\n$/)
        assert.strictEqual(code, 1)
      }),
    60_000
  )

  it.live(
    "says that a token is wrong, and does not show it",
    () =>
      Effect.gen(function* () {
        const { stdout, stderr, code } = yield* runWith({
          ...(yield* variables),
          LOSANT_API_TOKEN: "a-token-that-expired"
        })
        assert.match(stderr, /^[^\n]*401[^\n]*the token is missing, wrong or expired[^\n]*\n$/)
        assert.notInclude(stdout + stderr, "a-token-that-expired")
        assert.strictEqual(code, 1)
      }).pipe(Effect.provide(emulator)),
    60_000
  )
})

describe("members-audit.ts", () => {
  it.live("says that the instance is missing", () =>
    Effect.gen(function* () {
      const given = { LOSANT_API_TOKEN: "some-token" }
      const { stderr, code } = yield* execute(["--import", "tsx", "members-audit.ts"], given)
      assert.match(stderr, /^It is not known which instance is meant: LOSANT_INSTANCE_ID is not set/)
      assert.deepStrictEqual([stderr.trim().split("\n").length, code], [1, 1])
    })
  )
})

describe("orgs-to-csv.ts", () => {
  it.live(
    "says that a file cannot be written",
    () =>
      Effect.gen(function* () {
        const { stderr, code } = yield* execute(
          ["--import", "tsx", "orgs-to-csv.ts", "no/such/folder/organizations.csv"],
          yield* variables
        )
        assert.match(stderr, /^ENOENT: [^\n]*organizations\.csv[^\n]*\n$/)
        assert.strictEqual(code, 1)
      }).pipe(Effect.provide(emulator)),
    60_000
  )
})

describe("tracing.ts", () => {
  it.live(
    "says which variable names the collector",
    () =>
      Effect.gen(function* () {
        const { stderr, code } = yield* execute(["--import", "tsx", "tracing.ts"], yield* variables)
        assert.match(stderr, /^Set OTEL_EXPORTER_OTLP_ENDPOINT [^\n]*\n$/)
        assert.strictEqual(code, 1)
      }).pipe(Effect.provide(emulator)),
    60_000
  )
})
