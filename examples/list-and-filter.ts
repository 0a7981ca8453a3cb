// Lists the organizations that have a tag and are not disabled. Losant filters, and the program reads the pages as one
// stream.
//   npx tsx list-and-filter.ts tier=enterprise
// Reads LOSANT_API_TOKEN, LOSANT_INSTANCE_ID and, for another Losant, LOSANT_API_URL.
import { InstanceOrgs, Losant, type OrgQuery, Pagination } from "@effect-losant/core"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

const complain = (message: string) =>
  Effect.sync(() => {
    console.error(message)
    process.exitCode = 1
  })

const program = Effect.gen(function* () {
  const [, key, value] = /^([^=]+)=(.+)$/.exec(process.argv[2] ?? "") ?? []
  if (key === undefined || value === undefined)
    return yield* complain("Give a tag as key=value, such as tier=enterprise.")
  const instanceId = yield* Losant.instanceId

  const query: OrgQuery = { $and: [{ tags: { $tagKey: key, $tagValue: value } }, { disabledAt: false }] }
  const input = { instanceId, query, sortField: "name", summaryInclude: ["deviceCount"] } as const
  const count = yield* Pagination.items(InstanceOrgs.get, input).pipe(
    Stream.tap(({ name, summary }) => Console.log(`${name}: ${summary?.deviceCount ?? "unknown"} devices`)),
    Stream.runCount
  )
  yield* Console.log(`${count} organizations with ${key}=${value}`)
}).pipe(
  Effect.provide(Losant.layerConfig),
  Effect.catch(({ message }) => complain(message))
)

Effect.runPromise(program)
