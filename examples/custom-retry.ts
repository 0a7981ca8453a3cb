// Your own retries: for all calls of a layer, for one call, for a PATCH and a DELETE, and with your own schedule. At its
// end every call prints the number of its attempts. On a Losant that never fails this is always 1: start the emulator with
// --faults custom-retry.faults.json to see more.
//   npx tsx custom-retry.ts
// Reads LOSANT_API_TOKEN, LOSANT_INSTANCE_ID and, for another Losant, LOSANT_API_URL.
import {
  CallObserver,
  type CallReport,
  type InstanceId,
  InstanceOrg,
  InstanceOrgs,
  Instances,
  Losant
} from "@effect-losant/core"
import { config } from "@effect-losant/core/LosantConfig"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schedule from "effect/Schedule"

const complain = (message: string) =>
  Effect.sync(() => {
    console.error(message)
    process.exitCode = 1
  })

// For all calls: the settings of the environment, but with more repetitions after shorter waits.
const layer = Layer.unwrap(
  Effect.map(config, (options) => Losant.layer({ ...options, retry: { times: 5, baseDelay: "50 millis" } }))
)

const observe = ({ action, attempts, status, error }: CallReport) =>
  Console.log(`${action}: ${attempts} attempts, at last ${error ?? status}`)

// Core repeats nothing here, and the schedule decides: every 50 milliseconds, twice, and only for a server's failure.
const twiceMore = Schedule.spaced("50 millis").pipe(Schedule.upTo({ times: 2 }))

const work = Effect.fn(function* (instanceId: InstanceId) {
  yield* Console.log("As the layer says:")
  yield* InstanceOrgs.get({ instanceId, perPage: 1 })

  yield* Console.log("Not at all, for one call:")
  yield* InstanceOrgs.get({ instanceId, perPage: 1 }, { retry: { times: 0 } }).pipe(
    Effect.catchTag("LosantServerError", ({ message }) => Console.log(message))
  )

  yield* Console.log("By a schedule of one's own:")
  yield* Instances.get({ perPage: 1 }, { retry: { times: 0 } }).pipe(
    Effect.retry({ schedule: twiceMore, while: (error) => error._tag === "LosantServerError" })
  )

  yield* Console.log("A PATCH and a DELETE whose answers are lost, which doing twice does no harm:")
  const { id: orgId } = yield* InstanceOrgs.post({ instanceId, orgConfig: { name: "Short-lived" } })
  const twice = { retryWrites: true }
  yield* InstanceOrg.patch({ instanceId, orgId, organization: { description: "On its way out" } }, twice)
  yield* InstanceOrg.delete({ instanceId, orgId }, twice)
})

const program = Effect.gen(function* () {
  const instanceId = yield* Losant.instanceId
  yield* Effect.provideService(work(instanceId), CallObserver, observe)
}).pipe(
  Effect.provide(layer),
  Effect.catch(({ message }) => complain(message))
)

Effect.runPromise(program)
