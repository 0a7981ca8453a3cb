import * as Fs from "node:fs"
import * as Os from "node:os"
import * as Path from "node:path"
import * as Effect from "effect/Effect"

/** A new folder, which is gone with the scope. */
export const folder = Effect.acquireRelease(
  Effect.sync(() => Fs.realpathSync(Fs.mkdtempSync(Path.join(Os.tmpdir(), "losant-emulator-")))),
  (path) => Effect.sync(() => Fs.rmSync(path, { recursive: true, force: true }))
)

/** A file in a new folder. */
export const fileWith = (text: string) =>
  Effect.map(folder, (path) => {
    const file = Path.join(path, "file.json")
    Fs.writeFileSync(file, text)
    return file
  })
