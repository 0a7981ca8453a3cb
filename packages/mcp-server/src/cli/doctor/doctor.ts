/** `doctor`: looks whether the server would work with these settings, and changes nothing in Losant. */
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
import { dropPlaceholders } from "../../config/placeholders.ts"
import { emulatorHost } from "../../config/ServerConfig.ts"
import { variables } from "../../config/variables.ts"
import { proxyFor } from "../../losant/http/proxy.ts"
import { type Environment, readVariable } from "../../model/Environment.ts"
import { type Policy, parsePolicy, showsTool } from "../../policy/Policy.ts"
import { emulatorLayer } from "../../server/Runtime.ts"
import { definitions } from "../../tools/definitions/definitions.ts"
import { type Check, failed } from "./Check.ts"
import { checkConnection, skipConnectionChecks } from "./connectionChecks.ts"
import { checkFiles } from "./fileChecks.ts"
import { probeLayer } from "./probeClient.ts"
import { checkLosantSettings, checkNode, checkServerSettings, checkVariables } from "./settingChecks.ts"

export interface Patient {
  readonly environment: Environment
  readonly flags: Flags
  /** The version of Node, such as `20.19.0`. */
  readonly node: string
}

/** Where requests go, and through which proxy. */
const hostOf = (environment: Environment): string => {
  const url = readVariable(environment, "LOSANT_API_URL") || variables.LOSANT_API_URL.default
  const proxy = Result.getOrUndefined(proxyFor(environment, new URL(url)))
  return proxy === undefined ? url : `${url}, through the proxy ${proxy.host},`
}

type ReadPolicy = Result.Result<Policy, string>

const policyFirst = "the policy has to be put right first"

/** The same checks, on the emulator in this process. */
const onEmulator = (policy: ReadPolicy): Effect.Effect<ReadonlyArray<Check>> => {
  if (Result.isFailure(policy)) return Effect.succeed(skipConnectionChecks(policyFirst))
  const asked = { policy: policy.success, host: emulatorHost, hasToken: true, skew: () => undefined }
  return checkConnection(asked).pipe(
    Effect.provide(emulatorLayer),
    Effect.catch(({ message }) => Effect.succeed(skipConnectionChecks(message)))
  )
}

/** With the person's token, or with something in its place: then all that is seen is whether there is an answer. */
const onLosant = Effect.fnUntraced(function* (
  environment: Environment,
  policy: ReadPolicy
): Effect.fn.Return<ReadonlyArray<Check>> {
  const problems = yield* findLosantProblems(environment)
  const aboutToken = problems.filter(isTokenProblem)
  const hasToken = aboutToken.length === 0
  const settings = [
    checkLosantSettings(problems, yield* findSuspiciousTimeout(environment, problems)),
    ...aboutToken.map(({ message }) => failed("token", message, "Set it where the client starts the server."))
  ]
  if (problems.length > aboutToken.length) {
    return [...settings, ...skipConnectionChecks("the settings have to be put right first", hasToken)]
  }
  if (Result.isFailure(policy)) return [...settings, ...skipConnectionChecks(policyFirst, hasToken)]
  let skew: number | undefined
  const way: Layer.Layer<Losant, { readonly message: string }> = probeLayer(
    readLosantOptions(hasToken ? environment : { ...environment, LOSANT_API_TOKEN: standInToken }),
    (seen) => {
      skew = seen
    }
  )
  const asked = { policy: policy.success, host: hostOf(environment), hasToken, skew: () => skew }
  const answered = yield* checkConnection(asked).pipe(
    Effect.provide(way),
    Effect.catch(({ message }) => Effect.succeed(skipConnectionChecks(message, hasToken)))
  )
  return [...settings, ...answered]
})

/** Whether a tool is shown that deletes organizations. Of a policy that cannot be read it is not known. */
const deletes = (policy: ReadPolicy): boolean =>
  Result.isFailure(policy) ||
  definitions.some(({ action, ...tool }) => action === InstanceOrg.delete.action && showsTool(policy.success, tool))

/** All checks, in the order in which a person puts things right. */
export const examine = Effect.fnUntraced(function* ({
  environment: given,
  flags,
  node
}: Patient): Effect.fn.Return<ReadonlyArray<Check>> {
  const { environment, warnings } = dropPlaceholders(given)
  const policy = parsePolicy(flags, environment, definitions)
  return [
    checkNode(node),
    checkVariables(environment, warnings),
    ...checkServerSettings(environment, flags),
    ...(yield* checkFiles(environment, flags, deletes(policy))),
    ...(yield* flags.emulator ? onEmulator(policy) : onLosant(environment, policy))
  ]
})
