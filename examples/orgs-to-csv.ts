// Writes all organizations as CSV, to standard output or to a file. It reads and writes page after page, so its memory does
// not depend on the number of organizations.
//   npx tsx orgs-to-csv.ts organizations.csv
// Reads LOSANT_API_TOKEN, LOSANT_INSTANCE_ID and, for another Losant, LOSANT_API_URL. Needs the package csv-stringify.
import { createWriteStream } from "node:fs"
import { rename } from "node:fs/promises"
import { pipeline } from "node:stream/promises"
import { InstanceOrgs, Losant, Pagination, type Schemas } from "@effect-losant/core"
import { stringify } from "csv-stringify"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

const complain = (message: string) =>
  Effect.sync(() => {
    console.error(message)
    process.exitCode = 1
  })

const row = ({ id, name, creationDate, disabledAt, summary, tags }: Schemas.InstanceOrg) => ({
  id,
  name,
  created: creationDate ?? "",
  disabled: disabledAt === undefined || disabledAt === false ? "" : disabledAt,
  devices: summary?.deviceCount ?? "",
  tags: (tags ?? []).map(({ key, value }) => `${key}=${value}`).join(" ")
})

/** Writes rows, and under the name of the file only when all of them are there. */
const write = async (rows: AsyncIterable<ReturnType<typeof row>>, file: string | undefined) => {
  // A spreadsheet would run a name that begins with = + - or @ as a formula. An apostrophe before it prevents that.
  const csv = stringify({ header: true, escape_formulas: true })
  if (file === undefined) return pipeline(rows, csv, process.stdout, { end: false })
  const unfinished = `${file}.part`
  await pipeline(rows, csv, createWriteStream(unfinished))
  await rename(unfinished, file)
}

const program = Effect.gen(function* () {
  const instanceId = yield* Losant.instanceId
  const orgs = Pagination.items(InstanceOrgs.get, { instanceId, summaryInclude: ["deviceCount"] })
  const rows = yield* Stream.toAsyncIterableEffect(Stream.map(orgs, row))
  yield* Effect.tryPromise({
    try: () => write(rows, process.argv[2]),
    catch: (error) => (error instanceof Error ? error : new Error(String(error)))
  })
}).pipe(
  Effect.provide(Losant.layerConfig),
  Effect.catch(({ message }) => complain(message))
)

Effect.runPromise(program)
