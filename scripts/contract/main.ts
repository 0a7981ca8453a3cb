// npm run check:contract -- FOLDER
import * as Effect from "effect/Effect"
import { exceptions } from "./exceptions.ts"
import { run } from "./run.ts"

const { exitCode, text } = await Effect.runPromise(run(process.argv.slice(2), exceptions))
const output = exitCode === 2 ? process.stderr : process.stdout
output.write(`${text}\n`)
process.exitCode = exitCode
