/** The lock of a change set: a file with its owner. It is taken over only if the owner is dead. */
import { randomUUID } from "node:crypto"
import * as Fs from "node:fs/promises"
import { hostname } from "node:os"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { attempt, FileFailure, userOnlyMode } from "./files.ts"
import { ownProcess } from "./openSets.ts"

const Owner = Schema.fromJsonString(
  Schema.Struct({
    pid: Schema.Int,
    host: Schema.String,
    /** When the process was started, as Linux counts it. Other systems do not say it. */
    started: Schema.optionalKey(Schema.String),
    token: Schema.String
  })
)
type Owner = typeof Owner.Type

const decodeOwner = Schema.decodeUnknownOption(Owner)
const encodeOwner = Schema.encodeEffect(Owner)

/** Somebody else holds the lock. `owner` is a phrase. */
export class Locked {
  readonly _tag = "Locked"
  readonly owner: string
  constructor(owner: string) {
    this.owner = owner
  }
}

/** The locks that this process holds. In containers process ids repeat, so the own id proves nothing. */
const ownTokens = new Set<string>()

/** Field 22 of Linux' `stat`. The name before it is in parentheses, and may hold anything. */
const startOf = (pid: number): Effect.Effect<string | undefined> =>
  attempt(() => Fs.readFile(`/proc/${pid}/stat`, "utf8")).pipe(
    Effect.map((text) => text.slice(text.lastIndexOf(")") + 2).split(" ")[19]),
    Effect.orElseSucceed(() => undefined)
  )

const isRunning = (pid: number): Effect.Effect<boolean> =>
  attempt(async () => process.kill(pid, 0)).pipe(
    // A process of another user runs too, though it takes no signal from this one.
    Effect.catch(({ code }) => Effect.succeed(code === "EPERM"))
  )

const isAlive = Effect.fnUntraced(function* ({ pid, started, token }: Owner) {
  if (pid === process.pid) return ownTokens.has(token)
  if (!(yield* isRunning(pid))) return false
  const now = started === undefined ? undefined : yield* startOf(pid)
  // Another program may have got the id of a process that is dead.
  return now === undefined || now === started
})

const describeOwner = ({ pid, host }: Owner): string =>
  pid === process.pid && host === hostname() ? ownProcess : `the process ${pid} on ${host}`

const readText = (path: string): Effect.Effect<Option.Option<string>, FileFailure> =>
  attempt(() => Fs.readFile(path, "utf8")).pipe(
    Effect.map(Option.some),
    Effect.catchIf(
      ({ code }) => code === "ENOENT",
      () => Effect.succeedNone
    )
  )

/** Makes the lock file with its content in one step. False if there is one. */
const makeLock = (path: string, text: string, token: string): Effect.Effect<boolean, FileFailure> => {
  const draft = `${path}.${token}`
  return attempt(() => Fs.writeFile(draft, text, { mode: userOnlyMode, flag: "wx" })).pipe(
    Effect.andThen(attempt(() => Fs.link(draft, path))),
    Effect.as(true),
    Effect.catchIf(
      ({ code }) => code === "EEXIST",
      () => Effect.succeed(false)
    ),
    Effect.ensuring(Effect.ignore(attempt(() => Fs.rm(draft, { force: true }))))
  )
}

/** Fails with the owner of a lock that has to be respected. Gives the text of one that need not be. */
const checkOwner = Effect.fnUntraced(function* (path: string) {
  const found = yield* readText(path)
  if (Option.isNone(found)) return undefined
  const advice = `If nothing uses it, delete ${path}`
  const decoded = decodeOwner(found.value)
  if (Option.isNone(decoded)) return yield* Effect.fail(new Locked(`somebody whom its lock does not name. ${advice}`))
  const owner = decoded.value
  if (owner.host !== hostname() || (yield* isAlive(owner))) {
    return yield* Effect.fail(new Locked(`${describeOwner(owner)}. ${advice}`))
  }
  return found.value
})

/** Removes the lock of a dead owner, unless somebody has just replaced it. */
const removeStale = Effect.fnUntraced(function* (path: string, stale: string, token: string) {
  const aside = `${path}.stale.${token}`
  yield* Effect.ignore(attempt(() => Fs.rename(path, aside)))
  const moved = yield* readText(aside)
  if (Option.isSome(moved) && moved.value !== stale) yield* Effect.ignore(attempt(() => Fs.link(aside, path)))
  yield* Effect.ignore(attempt(() => Fs.rm(aside, { force: true })))
})

const take = Effect.fnUntraced(function* (path: string) {
  const token = randomUUID()
  const started = yield* startOf(process.pid)
  const owner = { pid: process.pid, host: hostname(), ...(started === undefined ? {} : { started }), token }
  const text = yield* Effect.orDie(encodeOwner(owner))
  if (!(yield* makeLock(path, text, token))) {
    const stale = yield* checkOwner(path)
    if (stale !== undefined) yield* removeStale(path, stale, token)
    if (!(yield* makeLock(path, text, token))) {
      return yield* Effect.fail(new Locked("a process that has just started"))
    }
  }
  ownTokens.add(token)
  return { token, text }
})

/**
 * Holds the lock file for the scope. Gives an effect that fails if somebody has taken the lock away since: a person may
 * have deleted it.
 */
export const hold = (path: string) =>
  Effect.map(
    Effect.acquireRelease(take(path), ({ token, text }) =>
      Effect.gen(function* () {
        ownTokens.delete(token)
        const found = yield* Effect.orElseSucceed(readText(path), () => Option.none<string>())
        if (Option.isSome(found) && found.value === text) {
          yield* Effect.ignore(attempt(() => Fs.rm(path, { force: true })))
        }
      })
    ),
    ({ text }) =>
      Effect.flatMap(readText(path), (found) =>
        Option.isSome(found) && found.value === text
          ? Effect.void
          : Effect.fail(new FileFailure("", `its lock ${path} was taken away while it was in use`))
      )
  )
