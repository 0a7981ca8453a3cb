/** losant_update_api_token: changes an API token, or puts it out of use. */
import * as InstanceApiToken from "@effect-losant/core/InstanceApiToken"
import { isJsonList, type JsonObject } from "../../text/json.ts"
import { defineUpdate, type ItemDangers } from "../define/defineUpdate.ts"
import { describeToken } from "./tokenFacts.ts"

type TokenDanger = "allowApiToken" | "stopApiToken"

/** True if the caps of a change are not surely as strict as those before: Losant does not document how they combine. */
const changesCaps = ({ defaultRole, orgRoles }: JsonObject): boolean =>
  defaultRole !== undefined || isJsonList(orgRoles)

const findDangers = (item: JsonObject, after: JsonObject): ItemDangers<TokenDanger> => {
  const allows = after["status"] === "active" || changesCaps(after)
  const stops = after["status"] === "inactive" || changesCaps(after)
  return {
    dangers: [...(allows ? ["allowApiToken" as const] : []), ...(stops ? ["stopApiToken" as const] : [])],
    facts: describeToken(item)
  }
}

export const updateApiToken = defineUpdate(InstanceApiToken.patch, {
  name: "losant_update_api_token",
  title: "Update API token",
  description:
    "Changes an API token; status inactive puts it out of use, active back into use. Scopes and expiry are fixed.",
  read: InstanceApiToken.get,
  verify: "losant_get_api_token",
  dangers: ["allowApiToken", "stopApiToken"],
  findDangers
})
