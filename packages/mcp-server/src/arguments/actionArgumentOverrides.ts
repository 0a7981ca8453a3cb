/** Where the arguments of one tool differ from what its action, and the vocabulary, would make them. */
import type { ActionName } from "@effect-losant/core/Actions"
import type { Term } from "../model/ArgumentSpec.ts"
import { readFirstTags, readTagChanges } from "./tagArguments.ts"

interface Differences {
  /** What Losant takes and the tool does not. */
  readonly omits?: ReadonlyArray<string>
  readonly terms?: Readonly<Record<string, Term>>
}

const texts = { type: "array", items: { type: "string" } }

const differences: { readonly [Name in ActionName]?: Differences } = {
  // Filters of its own say the same, and more.
  "instanceOrgs.get": { omits: ["filterField", "filter"] },
  "instanceOrgs.post": { omits: ["summaryInclude"], terms: { tags: { read: readFirstTags } } },
  "instanceOrg.patch": {
    omits: ["summaryInclude"],
    terms: {
      limits: { description: "Merged; storage in bytes, dataTTL and systemInterval in seconds" },
      whitelistedEmailDomains: { description: "Replaced whole" },
      tags: {
        description: 'As "key=value"; set replaces all, remove takes keys too',
        schema: { type: "object", properties: { set: texts, add: texts, remove: texts } },
        read: readTagChanges
      }
    }
  }
}

const none: Differences = {}

/** The differences of the tool of an action. */
export const actionArgumentOverrides = (action: string): Differences =>
  // Sound: these are its own keys.
  Object.hasOwn(differences, action) ? (differences[action as ActionName] ?? none) : none
