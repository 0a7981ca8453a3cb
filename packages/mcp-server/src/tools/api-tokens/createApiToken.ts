/** losant_create_api_token: makes an API token, and writes its secret to a file. */

import { isAbsolute } from "node:path"
import * as InstanceApiTokens from "@effect-losant/core/InstanceApiTokens"
import * as Effect from "effect/Effect"
import { textOption } from "../../arguments/options.ts"
import { quotePath } from "../../text/escapes.ts"
import { defineWrite } from "../define/defineWrite.ts"
import { valuesOf } from "../define/items.ts"
import { findNewest, planNewItem } from "../define/planNewItem.ts"
import { checkFileArgument, keepSecret } from "./keepSecret.ts"
import { describeToken } from "./tokenFacts.ts"

export const createApiToken = defineWrite(InstanceApiTokens.post, {
  name: "losant_create_api_token",
  title: "Create API token",
  description:
    "Makes an API token of the instance. Its secret is written to secretFile and shown nowhere; ask the person for " +
    "the path. A person has to confirm.",
  done: "The token was made.",
  sign: "it lists one whose creationDate is from the moment of the call on if the token was made; its secret is lost then",
  dangers: ["createApiToken", "repeatWrite"],
  check: ({ options: { secretFile } }) =>
    isAbsolute(secretFile) ? [] : [{ argument: "secretFile", message: "expected an absolute path" }],
  options: { secretFile: { ...textOption("Absolute path of a new file"), isRequired: true } },
  verify: (_, { body }) => findNewest("losant_list_api_tokens", body.name),
  plan: Effect.fnUntraced(function* (request) {
    const { secretFile } = request.options
    yield* checkFileArgument(secretFile)
    const plan = yield* planNewItem(request, InstanceApiTokens.get, "API token", {
      dangers: ["createApiToken"],
      facts: [
        ...describeToken(valuesOf(request.body)),
        { label: "secret", value: `in the file ${quotePath(secretFile)}` }
      ]
    })
    return keepSecret(plan, secretFile)
  })
})
