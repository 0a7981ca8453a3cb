/** losant_undelete_sandbox: brings back the account of a person. */
import * as InstanceSandbox from "@effect-losant/core/InstanceSandbox"
import * as Effect from "effect/Effect"
import { defineWrite } from "../define/defineWrite.ts"
import { readItem, subjectOfItem } from "../define/items.ts"
import { planWrite } from "../writes/planWrite.ts"

export const undeleteSandbox = defineWrite(InstanceSandbox.undelete, {
  name: "losant_undelete_sandbox",
  title: "Undelete sandbox",
  description: "Brings back an account that is marked for deletion, until its permanentDeletion.",
  done: "The account was brought back.",
  sign: "it shows no permanentDeletion if the account was brought back",
  verify: ({ instanceSandboxId }) => ({ tool: "losant_get_sandbox", arguments: { instanceSandboxId } }),
  plan: Effect.fnUntraced(function* (request) {
    const found = yield* readItem(request.action, InstanceSandbox.get, request)
    const { dataDeletion, permanentDeletion } = found.item
    const plan = yield* planWrite(request, {
      subject: subjectOfItem(found),
      before: {},
      after: {},
      readAnswer: () => ({})
    })
    if (permanentDeletion === undefined) return { ...plan, nothingToDo: "The account is not marked for deletion." }
    return {
      ...plan,
      changes: {
        ...(dataDeletion === undefined ? {} : { dataDeletion: { before: dataDeletion } }),
        permanentDeletion: { before: permanentDeletion }
      }
    }
  })
})
