// Dangerous changes, and the requests of clients that confirm them.
import * as Effect from "effect/Effect"
import { constUndefined } from "effect/Function"
import { ClientRequest } from "../../src/model/ClientRequest.ts"
import type { DestructiveChange } from "../../src/model/DestructiveChange.ts"
import {
  Confirmation,
  type ConfirmationArguments,
  type ConfirmationSettings
} from "../../src/safety/confirmation/Confirmation.ts"
import { ConfirmationRequest } from "../../src/safety/confirmation/ConfirmationRequest.ts"
import { type AskedLevel, levelOf } from "../../src/safety/confirmation/confirmLevel.ts"
import { instanceId, orgId } from "./samples.ts"

export const deletion: DestructiveChange = {
  tool: "losant_delete_org",
  dangers: ["deleteOrg"],
  instanceId,
  subject: { kind: "organization", id: orgId, name: "Northwind" },
  state: { org: { name: "Northwind", lastUpdated: "2026-11-01T00:00:00.000Z" } },
  arguments: { orgId },
  facts: [
    { label: "applications", value: "3" },
    { label: "devices", value: "1,200" }
  ],
  instead: "call losant_update_org with disabledAt or isReadOnly."
}

export const removal: DestructiveChange = {
  ...deletion,
  tool: "losant_remove_org_member",
  dangers: ["removeMember"],
  part: "ada@example.com",
  arguments: { orgId, userId: "5f00000000000000000000b1" },
  facts: [{ label: "role", value: "admin" }]
}

export const settings: ConfirmationSettings = {
  mode: "auto",
  level: "proportional",
  profile: "staging",
  host: "api.losant.com"
}

type Request = (typeof ClientRequest)["Service"]

/** The level of a change in these settings. */
export const askedLevel = (danger: DestructiveChange): AskedLevel => {
  const level = levelOf(danger.dangers, settings)
  if (level === "none") throw new Error("nothing is asked")
  return level
}

const withoutForms: Request = {
  client: "test",
  canElicit: false,
  showsViews: false,
  viewAnswer: undefined,
  inputResponses: undefined,
  requestState: constUndefined,
  wantsProgress: false,
  progress: () => Effect.void
}

/** A client that shows forms. With an answer, it is the request that carries the answer. */
export const elicitingClient = (answer?: { readonly response?: unknown; readonly state?: string }): Request => ({
  ...withoutForms,
  canElicit: true,
  inputResponses: answer === undefined ? undefined : { confirm: answer.response },
  requestState: () => answer?.state
})

/** Asks for a confirmation, and returns the outcome as a value. */
export const confirm = Effect.fnUntraced(function* (
  danger: DestructiveChange,
  input: ConfirmationArguments = {},
  request = withoutForms
) {
  const confirmation = yield* Confirmation
  return yield* confirmation
    .confirm(danger, input)
    .pipe(
      Effect.provideService(ClientRequest, request),
      Effect.match({ onSuccess: () => "confirmed" as const, onFailure: (instead) => instead })
    )
})

type Outcome = Effect.Success<ReturnType<typeof confirm>>

const requestOf = (outcome: Outcome): ConfirmationRequest => {
  if (outcome instanceof ConfirmationRequest) return outcome
  throw new Error(`nothing was asked: ${JSON.stringify(outcome)}`)
}

/** The message, the field and the state of the form in the outcome. */
export const formOf = (outcome: Outcome) => {
  const { answer } = requestOf(outcome)
  if (answer.kind !== "form") throw new Error("no form was asked")
  const request = answer.result.inputRequests?.["confirm"]
  if (request?.method !== "elicitation/create" || !("requestedSchema" in request.params)) throw new Error("no form")
  const { message, requestedSchema } = request.params
  return { message, field: requestedSchema.properties["answer"], state: answer.result.requestState ?? "" }
}

/** The plan in the outcome, and its token. */
export const planOf = (outcome: Outcome) => {
  const { answer } = requestOf(outcome)
  if (answer.kind !== "plan") throw new Error("no plan was answered")
  return { content: answer.content, confirmToken: String(answer.content["confirmToken"]) }
}

/** The refusal in the outcome. */
export const refusalOf = (outcome: Outcome) => {
  if (outcome === "confirmed" || outcome._tag !== "Refused") {
    throw new Error(`it was not refused: ${JSON.stringify(outcome)}`)
  }
  return outcome
}
