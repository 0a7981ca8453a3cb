/** losant_get_instance: reads the settings of the instance. */
import * as Instance from "@effect-losant/core/Instance"
import { onlyFields } from "../../answers/present.ts"
import { defineRead } from "../define/defineRead.ts"

export const getInstance = defineRead(Instance.get, {
  name: "losant_get_instance",
  title: "Get instance",
  description: "Reads the instance: its limits, the default limits of new organizations, report schedules, MFA mode.",
  ...onlyFields
})
