// Applies the sets of a ledger, until somebody kills it. The arguments are the variables of the emulator as JSON.
import { Losant } from "@effect-losant/core"
import { ChangeSets, countStates, Ledger } from "@effect-losant/fleet"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import { ledgerAt } from "./ledgerAt.ts"

interface Variables {
  readonly url: string
  readonly token: string
  /** The ledger as the program is told it. */
  readonly ledger: string
  readonly settle: number
}

const { url, token, ledger, settle }: Variables = JSON.parse(process.argv[2] ?? "")

/** The exit code if another process is at work on a set. */
const busyCode = 75

const layer = Layer.provideMerge(
  ChangeSets.layer,
  Layer.merge(
    ledgerAt(ledger),
    Losant.layer({ url, accessToken: Redacted.make(token), timeout: "1 second", retry: { baseDelay: 20 } })
  )
)

const isOver = Effect.fnUntraced(function* (id: Parameters<ChangeSets["Service"]["status"]>[0]) {
  const { planned, begun } = countStates((yield* Effect.flatMap(ChangeSets, ({ status }) => status(id))).entries)
  return planned + begun === 0
})

// A set stops by itself after five failures in a row. Then it is gone on with.
const applyAll = Effect.gen(function* () {
  const sets = yield* ChangeSets
  for (const id of yield* Ledger.use(({ list }) => list)) {
    do {
      yield* Stream.runDrain(sets.apply(id, { writeTimeout: "1 second", settle }))
    } while (!(yield* isOver(id)))
  }
})

await Effect.runPromise(
  applyAll.pipe(
    Effect.provide(layer),
    Effect.catchTag("ChangeSetBusy", () => Effect.sync(() => process.exit(busyCode)))
  )
)
