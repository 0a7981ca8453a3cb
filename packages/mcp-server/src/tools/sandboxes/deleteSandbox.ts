/** losant_delete_sandbox: marks the account of a person for deletion. */
import * as InstanceSandbox from "@effect-losant/core/InstanceSandbox"
import { defineDelete } from "../define/defineDelete.ts"
import { describeSandbox } from "./sandboxFacts.ts"

export const deleteSandbox = defineDelete(InstanceSandbox.delete, {
  name: "losant_delete_sandbox",
  title: "Delete sandbox",
  description:
    "Marks a person's account for deletion; losant_undelete_sandbox brings it back in time. A person has to confirm.",
  read: InstanceSandbox.get,
  verify: "losant_get_sandbox",
  danger: "deleteSandbox",
  done: "The account was marked for deletion.",
  sign: "it shows permanentDeletion if the account was marked for deletion",
  facts: describeSandbox,
  nothingToDo: ({ permanentDeletion }) =>
    permanentDeletion === undefined ? undefined : "The account is marked for deletion already."
})
