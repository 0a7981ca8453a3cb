/** `doctor`: checks whether the server works with these settings. It changes nothing in Losant. */
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import type { Losant } from "@effect-losant/core/Losant"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import type { Flags } from "../../config/Flags.ts"
import {
  findLosantProblems,
  findSuspiciousTimeout,
  isTokenProblem,
  readLosantOptions,
  standInToken
} from "../../config/losantSettings.ts"
import { dropPlaceholders } from "../../config/mistakes/placeholders.ts"
import { emulatorHost } from "../../config/ServerConfig.ts"
import { variables } from "../../config/variables.ts"
import { findProxy } from "../../losant/http/proxy.ts"
import { type Environment, readVariable } from "../../model/Environment.ts"
import { makeRedact } from "../../observability/redaction.ts"
import { type Policy, parsePolicy, showsTool } from "../../policy/Policy.ts"
import { emulatorLayer } from "../../server/Runtime.ts"
import { toolSummaries } from "../../tools/definitions/toolSummaries.ts"
import { type Check, failed } from "./Check.ts"
import { checkConnection, skipConnectionChecks } from "./connectionChecks.ts"
import { checkFiles } from "./fileChecks.ts"
import { probeLayer } from "./probeClient.ts"
import { type Report, report } from "./report.ts"
import { checkLosantSettings, checkNode, checkServerSettings, checkVariables } from "./settingChecks.ts"

export interface Setup {
  readonly environment: Environment
  readonly flags: Flags
  /** The version of Node, such as `20.19.0`. */
  readonly node: string
}

/** The URL of the requests, and their proxy. */
const describeRoute = (environment: Environment): string => {
  const url = readVariable(environment, "LOSANT_API_URL") || variables.LOSANT_API_URL.default
  const proxy = Result.getOrUndefined(findProxy(environment, new URL(url)))
  return proxy === undefined ? url : `${url}, through the proxy ${proxy.host},`
}

type ReadPolicy = Result.Result<Policy, string>

const policyFirst = "the policy has to be corrected first"

/** The checks on the emulator in this process. */
const checkEmulator = (policy: ReadPolicy): Effect.Effect<ReadonlyArray<Check>> => {
  if (Result.isFailure(policy)) return Effect.succeed(skipConnectionChecks(policyFirst))
  return checkConnection({ policy: policy.success, host: emulatorHost, hasToken: true, skew: () => undefined }).pipe(
    Effect.provide(emulatorLayer),
    Effect.catch(({ message }) => Effect.succeed(skipConnectionChecks(message)))
  )
}

/** The checks on Losant. Without a usable token a stand-in is sent, which only tests the connection. */
const checkLosant = Effect.fnUntraced(function* (
  environment: Environment,
  policy: ReadPolicy
): Effect.fn.Return<ReadonlyArray<Check>> {
  const problems = yield* findLosantProblems(environment)
  const tokenProblems = problems.filter(isTokenProblem)
  const hasToken = tokenProblems.length === 0
  const settings = [
    checkLosantSettings(problems, yield* findSuspiciousTimeout(environment, problems)),
    ...tokenProblems.map(({ message }) => failed("token", message, "Set it where the client starts the server."))
  ]
  if (problems.length > tokenProblems.length) {
    return [...settings, ...skipConnectionChecks("the settings have to be corrected first", hasToken)]
  }
  if (Result.isFailure(policy)) return [...settings, ...skipConnectionChecks(policyFirst, hasToken)]
  let skew: number | undefined
  const probe: Layer.Layer<Losant, { readonly message: string }> = probeLayer(
    readLosantOptions(hasToken ? environment : { ...environment, LOSANT_API_TOKEN: standInToken }),
    (latestSkew) => {
      skew = latestSkew
    }
  )
  const setup = { policy: policy.success, host: describeRoute(environment), hasToken, skew: () => skew }
  const checks = yield* checkConnection(setup).pipe(
    Effect.provide(probe),
    Effect.catch(({ message }) => Effect.succeed(skipConnectionChecks(message, hasToken)))
  )
  return [...settings, ...checks]
})

/** `true` if a visible tool deletes organizations. An unreadable policy may show such a tool. */
const canDelete = (policy: ReadPolicy): boolean =>
  Result.isFailure(policy) ||
  toolSummaries.some(({ action, ...tool }) => action === InstanceOrg.delete.action && showsTool(policy.success, tool))

/** All checks, in the order in which a person corrects problems. */
export const examine = Effect.fnUntraced(function* ({
  environment: processEnvironment,
  flags,
  node
}: Setup): Effect.fn.Return<ReadonlyArray<Check>> {
  const { environment, warnings } = dropPlaceholders(processEnvironment)
  const policy = parsePolicy(flags, environment, toolSummaries)
  return [
    checkNode(node),
    checkVariables(environment, warnings),
    ...checkServerSettings(environment, flags),
    ...(yield* checkFiles(environment, flags, canDelete(policy))),
    ...(yield* flags.emulator ? checkEmulator(policy) : checkLosant(environment, policy))
  ]
})

/** Runs all checks, and formats the report without the token. */
export const runDoctor = (setup: Setup, json: boolean): Promise<Report> =>
  Effect.runPromise(Effect.map(examine(setup), (checks) => report(checks, makeRedact(setup.environment), json)))
