/**
 * What is saved of an organization before it is deleted. Losant has no undo: this file is all from which the
 * organization's settings, members and invitations can be made again, by hand.
 */
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import * as InstanceOrgInvites from "@effect-losant/core/InstanceOrgInvites"
import * as InstanceOrgMembers from "@effect-losant/core/InstanceOrgMembers"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId, OrgId } from "@effect-losant/core/schemas/Ids"
import type { InstanceOrg as Org } from "@effect-losant/core/schemas/Org"
import { summaryFields } from "@effect-losant/core/schemas/OrgSummary"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import { version } from "../config/version.ts"
import { ClientRequest } from "../model/ClientRequest.ts"
import { HideToken } from "../model/HideToken.ts"
import type { LosantGateway } from "../model/LosantGateway.ts"
import { Refusal } from "../model/Refusal.ts"
import { escapeAndCut, quote } from "../text/escapes.ts"
import type { FileFailure } from "./files/FileFailure.ts"
import { jsonText } from "./files/jsonFileText.ts"
import { tryOut, writeNew } from "./files/newFile.ts"

/** The version of the file's shape: another one is a number higher. */
export const journalVersion = 1

/** Where a server journals, and from which Losant. */
export interface Journal {
  readonly folder: string
  /** Of Losant's API, such as `api.losant.com`, or what else tells one Losant from another. */
  readonly host: string
  readonly profile?: string
}

const note =
  "Saved before the organization was to be deleted. To make it again by hand: create an organization with the settings " +
  "in organization, add the members, and invite the people in invites. It gets another id. Its applications, devices " +
  "and data are not in this file."

const longestClient = 200
const longestPath = 1_000

const refusal = ({ folder }: Journal, { why }: FileFailure): Refusal =>
  new Refusal(
    "journal",
    "The organization was not deleted, because it could not be saved first: in the journal folder " +
      `${quote(folder, longestPath)} no file can be written: ${why}. Nothing was changed. To take the organization out ` +
      "of use reversibly call losant_update_org with disabledAt or isReadOnly. To delete it, the person who runs this " +
      "server has to put that right, or set LOSANT_MCP_JOURNAL to another folder (off deletes without a journal), and " +
      "restart the server."
  )

/** An organization as it is about to be saved, and what saves it: the path of the file, when that is on the disk. */
export interface Prepared {
  readonly organization: Org
  readonly save: Effect.Effect<string, Refusal>
}

/**
 * Reads an organization with its members and invitations, tries the journal out, and answers what saves it. The
 * organization is read last, for whoever compares it with what the deletion was decided on. `now` is in milliseconds. It
 * fails as Losant does where something cannot be read, and with a {@link Refusal} where no file can be written.
 *
 * Nobody is asked for a confirmation whose deletion could then not be carried out; and since a confirmation never waits
 * for the person, but is brought by another call, what was read is what is deleted right after.
 */
export const prepare = Effect.fnUntraced(function* (
  reach: LosantGateway,
  journal: Journal,
  { instanceId, orgId }: { readonly instanceId: InstanceId; readonly orgId: OrgId },
  now: number
): Effect.fn.Return<Prepared, LosantError | Refusal> {
  const input = { instanceId, orgId }
  const [members, invites] = yield* Effect.all(
    [reach.execute(InstanceOrgMembers.get, input), reach.execute(InstanceOrgInvites.get, input)],
    { concurrency: 2 }
  )
  const organization = yield* reach.execute(InstanceOrg.get, { ...input, summaryInclude: summaryFields })
  const { client } = yield* ClientRequest
  const hideToken = yield* HideToken
  const savedAt = DateTime.formatIso(DateTime.makeUnsafe(now))
  const content = {
    format: "effect-losant/journal",
    version: journalVersion,
    note,
    savedAt,
    savedBy: { server: `effect-losant ${version}`, client: escapeAndCut(client, longestClient).text },
    ...(journal.profile === undefined ? {} : { profile: journal.profile }),
    host: journal.host,
    instanceId,
    orgId,
    subject: { kind: "organization", id: orgId, name: organization.name },
    organization,
    members: members.items,
    invites: invites.items
  }
  // An organization's name is anybody's text, and would not do as the name of a file.
  const stem = `${savedAt.replaceAll(":", "-")}-${orgId}`
  const refused = Effect.mapError((failure: FileFailure) => refusal(journal, failure))
  const text = yield* refused(Effect.fromResult(jsonText(content, hideToken())))
  yield* refused(tryOut(journal.folder))
  return { organization, save: refused(writeNew(journal.folder, stem, `${text}\n`)) }
})
