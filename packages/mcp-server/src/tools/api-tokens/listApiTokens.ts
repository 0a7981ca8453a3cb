/** losant_list_api_tokens: lists the API tokens of the instance. */
import * as InstanceApiTokens from "@effect-losant/core/InstanceApiTokens"
import { defineList } from "../define/defineList.ts"

export const listApiTokens = defineList(InstanceApiTokens.get, {
  name: "losant_list_api_tokens",
  title: "List API tokens",
  description: "Lists the API tokens of the instance, without their secrets.",
  one: "losant_get_api_token",
  always: ["id", "name", "status", "scope", "creationDate", "expirationDate", "creatorName"],
  unless: { defaultRole: undefined, orgRoles: undefined },
  isWhole: false
})
