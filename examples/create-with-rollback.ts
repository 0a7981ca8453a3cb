// Sets up a customer in three steps: an organization, its first administrator, an invitation. If a later step fails, or
// Ctrl-C ends the program, it removes what the earlier steps made.
//   npx tsx create-with-rollback.ts "Northwind Plant" ada@northwind.example guest@partner.example
// Reads LOSANT_API_TOKEN, LOSANT_INSTANCE_ID and, for another Losant, LOSANT_API_URL.
import {
  type InstanceId,
  InstanceOrg,
  InstanceOrgInvites,
  InstanceOrgMember,
  InstanceOrgMembers,
  InstanceOrgs,
  Losant,
  type LosantError
} from "@effect-losant/core"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"

const complain = (message: string) =>
  Effect.sync(() => {
    console.error(message)
    process.exitCode = 1
  })

/** Runs `make`, and later `remove` unless every following step succeeds. Nothing interrupts `make`. */
const madeUnlessLaterFails = <A, E, R, R2>(
  make: Effect.Effect<A, E, R>,
  remove: (made: A) => Effect.Effect<unknown, LosantError, R2>,
  what: string
) =>
  Effect.acquireRelease(Effect.tap(make, Console.log(`made ${what}`)), (made, exit) =>
    Exit.isSuccess(exit)
      ? Effect.void
      : remove(made).pipe(
          Effect.andThen(Console.log(`removed ${what}`)),
          // The person has to do by hand what the program could not do.
          Effect.catch((error) => complain(`${what} is still there: ${error.message}`))
        )
  )

const setUp = (instanceId: InstanceId, name: string, admin: string, guest: string) =>
  Effect.gen(function* () {
    const { id: orgId } = yield* madeUnlessLaterFails(
      InstanceOrgs.post({ instanceId, orgConfig: { name } }),
      ({ id }) => InstanceOrg.delete({ instanceId, orgId: id }),
      `the organization ${name}`
    )
    yield* madeUnlessLaterFails(
      InstanceOrgMembers.post({ instanceId, orgId, member: { email: admin, role: "admin" } }),
      ({ userId }) => InstanceOrgMember.delete({ instanceId, orgId, userId }),
      `the member ${admin}`
    )
    // An email cannot be taken back. So it is sent last, when nothing can fail any more.
    yield* InstanceOrgInvites.post({ instanceId, orgId, invite: { email: guest, role: "view" } })
    yield* Console.log(`invited ${guest}`)
  }).pipe(
    Effect.scoped,
    // The answer of a write may be lost after the write was done. Then only the name can find the organization again.
    Effect.tapError((error) =>
      error.outcome === "unknown" ? complain(`Look whether ${name} is there: a write may have been done.`) : Effect.void
    )
  )

const program = Effect.gen(function* () {
  const [name, admin, guest] = process.argv.slice(2)
  if (name === undefined || admin === undefined || guest === undefined) {
    return yield* complain("Give the name of the organization, its administrator's email, and a guest's email.")
  }
  const instanceId = yield* Losant.instanceId
  yield* setUp(instanceId, name, admin, guest)
}).pipe(
  Effect.provide(Losant.layerConfig),
  Effect.catch(({ message }) => complain(message))
)

const fiber = Effect.runFork(program)
process.once("SIGINT", () => fiber.interruptUnsafe())
