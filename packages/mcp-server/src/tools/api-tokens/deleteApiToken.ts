/** losant_delete_api_token: deletes an API token. */
import * as InstanceApiToken from "@effect-losant/core/InstanceApiToken"
import { defineDelete } from "../define/defineDelete.ts"
import { describeToken } from "./tokenFacts.ts"

export const deleteApiToken = defineDelete(InstanceApiToken.delete, {
  name: "losant_delete_api_token",
  title: "Delete API token",
  description: "Deletes an API token for good. A person has to confirm.",
  read: InstanceApiToken.get,
  verify: "losant_get_api_token",
  danger: "deleteApiToken",
  facts: describeToken,
  instead: "losant_update_api_token with status inactive puts it out of use reversibly."
})
