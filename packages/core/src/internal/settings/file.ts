// Reads a file, if the runtime has files. Core runs in browsers too, so Node's modules must not be imported: they are
// asked for at run time, which no bundler follows.
import * as Effect from "effect/Effect"

interface Host {
  readonly process?: {
    readonly getBuiltinModule?: (name: "node:fs") => {
      readonly readFileSync: (path: string, encoding: "utf8") => string
    }
  }
}

/** The text of a file; fails with the reason, without the path. */
export const readTextFile = (path: string): Effect.Effect<string, string> =>
  Effect.suspend(() => {
    // Sound: every key is optional.
    const fs = (globalThis as Host).process?.getBuiltinModule?.("node:fs")
    if (fs === undefined) return Effect.fail("there are no files here")
    return Effect.try({ try: () => fs.readFileSync(path, "utf8"), catch: reasonOf })
  })

const reasonOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "unknown reason"
