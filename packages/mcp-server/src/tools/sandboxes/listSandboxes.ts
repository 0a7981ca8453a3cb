/** losant_list_sandboxes: lists the accounts of people under the instance. */
import * as InstanceSandboxes from "@effect-losant/core/InstanceSandboxes"
import * as Effect from "effect/Effect"
import { presentItems } from "../../answers/listAnswers.ts"
import { fieldsOption } from "../../arguments/options.ts"
import { toJsonObject } from "../../text/json.ts"
import { defineRead } from "../define/defineRead.ts"

const listing = {
  always: [
    "id",
    "email",
    "fullName",
    "lastSuccessfulLogin",
    "failedLoginCount",
    "orgs",
    "dataDeletion",
    "permanentDeletion"
  ],
  unless: { twoFactorAuthEnabled: true, ssoLinked: false, emailVerified: true }
} as const

export const listSandboxes = defineRead(InstanceSandboxes.get, {
  name: "losant_list_sandboxes",
  title: "List sandboxes",
  description:
    "Lists the accounts of people under the instance: last login, failed logins, second factor, organizations. " +
    "twoFactorAuthEnabled and emailVerified are shown where they are false.",
  answers: {
    type: "object",
    properties: {
      items: { type: "array", items: { type: "object" } },
      count: { type: "number" },
      next: { type: "object" }
    }
  },
  options: fieldsOption,
  run: ({ gateway, input, arguments: { options } }) =>
    // A summary of every account would take Losant long.
    Effect.map(gateway.execute(InstanceSandboxes.get, { ...input, summaryInclude: ["orgCount"] }), (answer) => {
      const last = answer.items.at(-1)
      const next = answer.hasMore === true && last !== undefined ? { next: { startingAfterId: last.id } } : {}
      return { content: { ...presentItems(listing, answer.items.map(toJsonObject), options.fields), ...next } }
    })
})
