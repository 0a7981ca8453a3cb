// Counts calls, errors and writes during the soak.
import type { State } from "@effect-losant/emulator"

export class Tally {
  /** Calls that were made. */
  calls = 0
  /** Calls that got no answer, by why. */
  readonly unanswered: Array<string> = []
  /** Answers that are errors, by the tag of the error in the server's log. */
  readonly errors = new Map<string, number>()
  /** The things that exist twice although one call asked for one. */
  readonly doubled = new Set<string>()
  /** How many states were looked at: one for every write that was applied. */
  writes = 0
  readonly #last = new Map<string, { readonly lastUpdated: string; readonly content: string }>()
  #rest = ""

  /** Reads a piece of the server's log. */
  readLog(piece: string): void {
    const lines = `${this.#rest}${piece}`.split("\n")
    this.#rest = lines.pop() ?? ""
    for (const line of lines) {
      const [, tag] = line.match(/ error=(\S+)/) ?? []
      if (tag !== undefined) this.errors.set(tag, (this.errors.get(tag) ?? 0) + 1)
    }
  }

  /** Every name, address and change of the soak is written once only. */
  lookForDoubles({ orgs }: State): void {
    this.writes += 1
    for (const org of orgs) this.#lookForRepetition(org)
    this.#note(orgs.map(({ name }) => name))
    for (const { id, invites, members } of orgs) {
      this.#note(invites.map(({ email }) => `${id} ${email}`))
      this.#note(members.map(({ userId }) => `${id} ${userId}`))
    }
  }

  /** Every write of the soak changes something, so one that changes only the time was done before. */
  #lookForRepetition({ lastUpdated, ...org }: State["orgs"][number]): void {
    const before = this.#last.get(org.id)
    if (before?.lastUpdated === lastUpdated) return
    const content = JSON.stringify(org)
    if (before?.content === content) this.doubled.add(`${org.name} at ${lastUpdated}`)
    this.#last.set(org.id, { lastUpdated, content })
  }

  #note(names: ReadonlyArray<string>): void {
    const seen = new Set<string>()
    for (const name of names) {
      if (seen.has(name)) this.doubled.add(name)
      seen.add(name)
    }
  }
}
