/** losant_get_sandbox: reads the account of one person. */
import * as InstanceSandbox from "@effect-losant/core/InstanceSandbox"
import { onlyFields } from "../../answers/present.ts"
import { defineRead } from "../define/defineRead.ts"

export const getSandbox = defineRead(InstanceSandbox.get, {
  name: "losant_get_sandbox",
  title: "Get sandbox",
  description: "Reads the account of one person under the instance.",
  ...onlyFields
})
