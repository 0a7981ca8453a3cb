// Counts calls, errors and repeated writes during the soak.
import type { State } from "@effect-losant/emulator"

export class Tally {
  /** The number of calls. */
  calls = 0
  /** The calls without an answer, each with the reason. */
  readonly unanswered: Array<string> = []
  /** The number of answers with an error, by the tag of the error in the server's log. */
  readonly errors = new Map<string, number>()
  /** The things that exist twice although a call made each of them only once. */
  readonly doubled = new Set<string>()
  /** The number of states that were checked. Each applied write makes one. */
  writes = 0
  readonly #last = new Map<string, { readonly lastUpdated: string; readonly content: string }>()
  #rest = ""

  /** Counts the errors in a piece of the server's log. */
  readLog(piece: string): void {
    const lines = `${this.#rest}${piece}`.split("\n")
    this.#rest = lines.pop() ?? ""
    for (const line of lines) {
      const [, tag] = line.match(/ error=(\S+)/) ?? []
      if (tag !== undefined) this.errors.set(tag, (this.errors.get(tag) ?? 0) + 1)
    }
  }

  /** Looks for names and addresses that exist twice. The soak writes each of them only once. */
  lookForDoubles({ orgs }: State): void {
    this.writes += 1
    for (const org of orgs) this.#lookForRepetition(org)
    this.#note(orgs.map(({ name }) => name))
    for (const { id, invites, members } of orgs) {
      this.#note(invites.map(({ email }) => `${id} ${email}`))
      this.#note(members.map(({ userId }) => `${id} ${userId}`))
    }
  }

  /**
   * Looks for a write that changes only the time. Every write of the soak changes more, so such a write is a
   * repetition.
   */
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
