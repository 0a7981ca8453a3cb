/** Keeps the secret of a new API token in a file. No answer, log or trail gets it. */
import type { EncodedCall } from "@effect-losant/core/Action"
import type * as InstanceApiTokens from "@effect-losant/core/InstanceApiTokens"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { ApiToken } from "@effect-losant/core/schemas/instance/ApiToken"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"
import { Refusal } from "../../model/Refusal.ts"
import { InvalidArguments } from "../../model/ToolFailure.ts"
import type { WriteAnswer, WritePlan } from "../../model/WritePlan.ts"
import type { FileFailure } from "../../safety/files/FileFailure.ts"
import { checkSecretFile, type ReservedSecretFile, reserveSecretFile } from "../../safety/files/secretFile.ts"
import { quotePath } from "../../text/escapes.ts"
import { toJsonObject } from "../../text/json.ts"

/** Fails if the file of the argument `secretFile` cannot be made. It makes nothing. */
export const checkFileArgument = (path: string): Effect.Effect<void, InvalidArguments> =>
  Effect.mapError(
    checkSecretFile(path),
    ({ why }) => new InvalidArguments([{ argument: "secretFile", message: `no file can be made there: ${why}` }])
  )

const reserve = (path: string): Effect.Effect<ReservedSecretFile, Refusal> =>
  Effect.mapError(
    reserveSecretFile(path),
    ({ why }) =>
      new Refusal(
        "secretFile",
        `Nothing was sent, because the secret of the token could not be kept: the file ${quotePath(path)} cannot be ` +
          `made: ${why}. Ask the person for another secretFile.`
      )
  )

const lost = (why: string): string =>
  `The token was made, but its secret is lost: ${why}. Nobody can use the token: delete it with ` +
  "losant_delete_api_token, and make another."

const answerOf = ({ token, ...state }: Partial<ApiToken>, about: WriteAnswer["about"]): WriteAnswer => ({
  state: toJsonObject(state),
  about: state.id === undefined ? about : { apiToken: { id: state.id, name: state.name ?? "" }, ...about },
  isOfAnother: false
})

const fill = (file: ReservedSecretFile, path: string, answer: ApiToken): Effect.Effect<WriteAnswer> => {
  const { token } = answer
  if (token === undefined) {
    return Effect.as(file.abandon, answerOf(answer, { lostSecret: lost("Losant's answer does not have it") }))
  }
  return file.fill(Redacted.value(token)).pipe(
    Effect.as(answerOf(answer, { secretFile: path })),
    Effect.catch(({ why }: FileFailure) =>
      Effect.as(
        file.abandon,
        answerOf(answer, { lostSecret: lost(`the file ${quotePath(path)} could not be written: ${why}`) })
      )
    )
  )
}

const isApplied = (error: LosantError | Refusal): error is LosantError =>
  error._tag !== "Refused" && error.outcome === "applied"

/** The plan that makes the file before it sends the request, and then writes the secret of the answer into it. */
export const keepSecret = (plan: WritePlan, path: string): WritePlan => ({
  ...plan,
  send: (gateway, current) =>
    Effect.acquireUseRelease(
      reserve(path),
      (file) =>
        // Sound: the plan is one of this action.
        gateway.send(plan.call as EncodedCall<typeof InstanceApiTokens.post>, current).pipe(
          // Once Losant has answered, the secret has to reach the file.
          Effect.flatMap((answer) => Effect.uninterruptible(fill(file, path, answer))),
          Effect.catchIf(isApplied, () =>
            Effect.as(file.abandon, answerOf({}, { lostSecret: lost("Losant's answer could not be read") }))
          )
        ),
      (file, exit) => (Exit.isSuccess(exit) ? Effect.void : file.abandon)
    )
})
