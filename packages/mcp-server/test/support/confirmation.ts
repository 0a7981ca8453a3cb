// What a deletion puts before the person, and the requests of clients that answer it.
import * as Effect from "effect/Effect"
import { constUndefined } from "effect/Function"
import { ClientRequest } from "../../src/model/ClientRequest.ts"
import type { DestructiveChange } from "../../src/model/DestructiveChange.ts"
import { Confirmation, type ConfirmationSettings, type Given } from "../../src/safety/confirmation/Confirmation.ts"
import { Ask } from "../../src/safety/confirmation/ConfirmationRequest.ts"
import { instanceId, orgId } from "./samples.ts"

export const deletion: DestructiveChange = {
  tool: "losant_delete_org",
  action: "delete the organization at once and for good",
  instanceId,
  subject: { kind: "organization", id: orgId, name: "Northwind" },
  state: { org: { name: "Northwind", lastUpdated: "2026-11-01T00:00:00.000Z" } },
  arguments: { orgId },
  facts: [
    { label: "applications", value: "3" },
    { label: "devices", value: "1,200" }
  ],
  typesName: true,
  instead: "call losant_update_org with disabledAt or isReadOnly."
}

export const removal: DestructiveChange = {
  ...deletion,
  tool: "losant_remove_org_member",
  action: "remove a member of the organization",
  part: "ada@example.com",
  arguments: { orgId, userId: "5f00000000000000000000b1" },
  facts: [{ label: "role", value: "admin" }],
  typesName: false
}

export const settings: ConfirmationSettings = { mode: "auto", profile: "staging", host: "api.losant.com" }

type Request = (typeof ClientRequest)["Service"]

const withoutForms: Request = {
  client: "test",
  canElicit: false,
  inputResponses: undefined,
  requestState: constUndefined,
  progress: () => Effect.void
}

/** A client that shows forms; with an answer, the request that brings it back. */
export const elicits = (answer?: { readonly response?: unknown; readonly state?: string }): Request => ({
  ...withoutForms,
  canElicit: true,
  inputResponses: answer === undefined ? undefined : { confirm: answer.response },
  requestState: () => answer?.state
})

/** Asks for a confirmation, and turns what comes of it into a value. */
export const confirm = Effect.fnUntraced(function* (
  danger: DestructiveChange,
  given: Given = {},
  request = withoutForms
) {
  const confirmation = yield* Confirmation
  return yield* confirmation
    .confirm(danger, given)
    .pipe(
      Effect.provideService(ClientRequest, request),
      Effect.match({ onSuccess: () => "confirmed" as const, onFailure: (instead) => instead })
    )
})

type Outcome = Effect.Success<ReturnType<typeof confirm>>

const askedOf = (outcome: Outcome): Ask => {
  if (outcome instanceof Ask) return outcome
  throw new Error(`nothing was asked: ${JSON.stringify(outcome)}`)
}

/** The form that was asked: its message, its field, and its state. */
export const formOf = (outcome: Outcome) => {
  const { answer } = askedOf(outcome)
  if (answer.kind !== "form") throw new Error("no form was asked")
  const request = answer.result.inputRequests?.["confirm"]
  if (request?.method !== "elicitation/create" || !("requestedSchema" in request.params)) throw new Error("no form")
  const { message, requestedSchema } = request.params
  return { message, field: requestedSchema.properties["answer"], state: answer.result.requestState ?? "" }
}

/** The plan that was answered, and its token. */
export const planOf = (outcome: Outcome) => {
  const { answer } = askedOf(outcome)
  if (answer.kind !== "plan") throw new Error("no plan was answered")
  return { content: answer.content, confirmToken: String(answer.content["confirmToken"]) }
}

/** Why it was refused. */
export const refusalOf = (outcome: Outcome) => {
  if (outcome === "confirmed" || outcome._tag !== "Refused") {
    throw new Error(`it was not refused: ${JSON.stringify(outcome)}`)
  }
  return outcome
}
