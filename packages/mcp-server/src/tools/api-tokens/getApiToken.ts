/** losant_get_api_token: reads one API token. */
import * as InstanceApiToken from "@effect-losant/core/InstanceApiToken"
import { onlyFields } from "../../answers/present.ts"
import { defineRead } from "../define/defineRead.ts"

export const getApiToken = defineRead(InstanceApiToken.get, {
  name: "losant_get_api_token",
  title: "Get API token",
  description: "Reads one API token of the instance, without its secret.",
  ...onlyFields
})
