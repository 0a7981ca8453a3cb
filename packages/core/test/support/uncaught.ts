// A program that handles no error: what Node prints of it must not hold the token. The tests run it on its own.
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as InstanceOrg from "../../src/InstanceOrg.ts"
import { Losant } from "../../src/Losant.ts"
import { InstanceId, OrgId } from "../../src/schemas/Ids.ts"

const [, , way, token = ""] = process.argv

const program = InstanceOrg.get(
  { instanceId: InstanceId.make("60106426dc03c6aad06560ba"), orgId: OrgId.make("575ed6e87ae143cd83dc4aa8") },
  { retry: { times: 0 } }
).pipe(
  Effect.provide(
    Losant.layer({
      accessToken: Redacted.make(token),
      fetch: (_, init) => {
        const headers = new Headers(init?.headers)
        const request = { method: "GET", headers: Object.fromEntries(headers) }
        const cause = Object.assign(new Error(`sent ${headers.get("authorization")}`), { code: "ECONNRESET", request })
        return Promise.reject(Object.assign(new TypeError("fetch failed", { cause }), { request }))
      }
    })
  )
)

switch (way) {
  case "rejection":
    await Effect.runPromise(program)
    break
  case "exception":
    throw await Effect.runPromise(Effect.flip(program))
  case "defect":
    await Effect.runPromise(Effect.orDie(program))
    break
  case "log":
    await Effect.runPromise(Effect.ignore(Effect.tapCause(program, Effect.logError)))
    process.exitCode = 1
    break
  default:
    throw new Error("which way to fail?")
}
