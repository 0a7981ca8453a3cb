/** The dangers of writes on API tokens, notification rules, sandboxes and custom nodes. */
import type { DangerWords } from "./DangerWords.ts"

/** A change that nothing undoes needs a typed name. All others need a yes, those too that give access or send messages. */
export const itemDangers = {
  createApiToken: {
    level: "yes",
    action: "make an API token: everybody who has it may do what its scopes allow",
    undo: "losant_update_api_token with status inactive puts it out of use, and losant_delete_api_token deletes it."
  },
  allowApiToken: {
    level: "yes",
    action: "let an API token do more, or put it back into use",
    undo: "losant_update_api_token with the values as they were takes it back."
  },
  stopApiToken: {
    level: "yes",
    action: "stop an API token, or let it do less, so that programs that use it may fail",
    undo: "losant_update_api_token with the values as they were gives it back."
  },
  deleteApiToken: {
    level: "type",
    action: "delete an API token for good, so that programs that use it fail",
    undo: "A deleted token cannot be brought back, and a new one has another secret."
  },
  startRule: {
    level: "yes",
    action: "let Losant send emails or call a URL by itself, whenever the rule fits",
    undo: "losant_update_notification_rule with enabled false stops it; a message that was sent cannot be called back."
  },
  silenceRule: {
    level: "yes",
    action: "stop a notification rule from warning, or some of its messages",
    undo: "losant_update_notification_rule with the values as they were brings it back."
  },
  evaluateRule: {
    level: "yes",
    action: "run a notification rule now, which really sends its emails and calls its URL",
    undo: "A message that was sent cannot be called back."
  },
  deleteRule: {
    level: "yes",
    action: "delete a notification rule and the log of its messages",
    undo: "losant_create_notification_rule with the same values makes it again, without its log."
  },
  deleteSandbox: {
    level: "yes",
    action: "mark a person's account for deletion, so that the person can no longer use it",
    undo: "losant_undelete_sandbox brings it back until its permanentDeletion; its data goes at its dataDeletion."
  },
  changeCustomNode: {
    level: "yes",
    action: "change a custom node, which runs changed at once in every workflow that uses it",
    undo: "losant_update_custom_node with the values as they were changes it back."
  },
  deleteCustomNode: {
    level: "type",
    action: "delete a custom node from every workflow that uses it",
    undo: "A deleted node cannot be brought back, and a new one is another node for the workflows."
  }
} as const satisfies Readonly<Record<string, DangerWords>>

export type ItemDanger = keyof typeof itemDangers
