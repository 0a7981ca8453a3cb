// Lists every administrator with the organizations. It asks every organization for its members, five at a time.
//   npx tsx members-audit.ts
// Reads LOSANT_API_TOKEN, LOSANT_INSTANCE_ID and, for another Losant, LOSANT_API_URL.
import { type InstanceId, InstanceOrgMembers, InstanceOrgs, Losant, Pagination } from "@effect-losant/core"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

const complain = (message: string) =>
  Effect.sync(() => {
    console.error(message)
    process.exitCode = 1
  })

const adminsOf = (instanceId: InstanceId) =>
  Pagination.items(InstanceOrgs.get, { instanceId, summaryInclude: [] }).pipe(
    Stream.mapEffect(
      ({ id: orgId, name: org }) =>
        InstanceOrgMembers.get({ instanceId, orgId, filterField: "role", filter: "admin" }).pipe(
          Effect.map(({ items }) => ({ org, admins: items.map(({ email, userId }) => email ?? userId) })),
          // It was deleted since the list was read.
          Effect.catchTag("LosantNotFound", () => Effect.succeed({ org, admins: [] }))
        ),
      { concurrency: 5 }
    ),
    Stream.runFold(
      () => new Map<string, Array<string>>(),
      (found, { org, admins }) => {
        for (const admin of admins) found.set(admin, [...(found.get(admin) ?? []), org])
        return found
      }
    )
  )

const program = Effect.gen(function* () {
  const instanceId = yield* Losant.instanceId
  const admins = yield* adminsOf(instanceId)
  for (const [admin, orgs] of [...admins].sort(([one], [other]) => one.localeCompare(other, "en"))) {
    yield* Console.log(`${admin}: ${orgs.sort().join(", ")}`)
  }
  yield* Console.log(`${admins.size} people administer ${new Set([...admins.values()].flat()).size} organizations`)
}).pipe(
  Effect.provide(Losant.layerConfig),
  Effect.catch(({ message }) => complain(message))
)

Effect.runPromise(program)
