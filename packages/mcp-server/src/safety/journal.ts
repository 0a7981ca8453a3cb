/**
 * Saves an organization to a file before it is deleted. Losant has no undo: a person can create the settings, members
 * and invitations again only from this file.
 */
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import * as InstanceOrgInvites from "@effect-losant/core/InstanceOrgInvites"
import * as InstanceOrgMembers from "@effect-losant/core/InstanceOrgMembers"
import type { LosantError } from "@effect-losant/core/LosantError"
import type { InstanceId, OrgId } from "@effect-losant/core/schemas/Ids"
import type { OrgInvite } from "@effect-losant/core/schemas/Invite"
import type { InstanceOrg as Org } from "@effect-losant/core/schemas/Org"
import { summaryFields } from "@effect-losant/core/schemas/OrgSummary"
import * as Context from "effect/Context"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { version } from "../config/version.ts"
import { ClientRequest } from "../model/ClientRequest.ts"
import { HideToken } from "../model/HideToken.ts"
import type { LosantGateway } from "../model/LosantGateway.ts"
import { Refusal } from "../model/Refusal.ts"
import { escapeAndCut, quotePath } from "../text/escapes.ts"
import { parseMillis } from "../text/time.ts"
import type { FileFailure } from "./files/FileFailure.ts"
import { formatJsonFile } from "./files/jsonFileText.ts"
import { checkWritable, writeNewFile } from "./files/newFile.ts"

/** The version of the file's format. A new format gets the next number. */
export const journalVersion = 1

/** The folder of the journal, and the origin that its files name. */
export interface Journal {
  readonly folder: string
  /** The host of Losant's API, such as `api.losant.com`, or another text that tells one Losant from another. */
  readonly host: string
  readonly profile?: string
}

/** The journal in which an organization is saved before it is deleted. Undefined if the journal is off. */
export const JournalFolder = Context.Reference<Journal | undefined>("@effect-losant/mcp-server/JournalFolder", {
  defaultValue: () => undefined
})

const note =
  "Saved before the organization was to be deleted. To make it again by hand: create an organization with the settings " +
  "in organization, add the members, and invite the people in invites with their disallowTransfer. The invitations in " +
  "expiredInvites were no longer open. It gets another id. Its applications, devices and data are not in this file. " +
  "The texts are exact: where one holds \\u{…}, write its backslash as \\u{5C} in an argument of a tool."

const maxClientLength = 200

const refusal = ({ folder }: Journal, { why }: FileFailure): Refusal =>
  new Refusal(
    "journal",
    "The organization was not deleted, because it could not be saved first: in the journal folder " +
      `${quotePath(folder)} no file can be written: ${why}. Nothing was changed. To take the organization out ` +
      "of use reversibly call losant_update_org with disabledAt or isReadOnly. To delete it, the person who runs this " +
      "server has to fix that, or set LOSANT_MCP_JOURNAL to another folder (off deletes without a journal), and " +
      "restart the server."
  )

/**
 * An organization that is ready to be saved. `save` writes the file, and answers its path when the file is on the disk.
 */
export interface JournalEntry {
  readonly organization: Org
  readonly save: Effect.Effect<string, Refusal>
}

/** True for an invitation that nobody can accept any more. If Losant does not say so, its time does. */
const hasExpired = ({ hasExpired, inviteDate, ttl }: OrgInvite, now: number): boolean =>
  hasExpired ?? (ttl !== undefined && Option.exists(parseMillis(inviteDate), (sent) => sent + ttl <= now))

/**
 * Reads an organization with its members and invitations, and checks that the journal's folder is writable. The
 * organization is read last, so that the caller can compare it with the one that the decision rests on. `now` is in
 * milliseconds. It fails with Losant's error if something cannot be read, and with a {@link Refusal} if no file can be
 * written.
 *
 * It runs before the confirmation, so that no person confirms a deletion that then fails here. A confirmation never
 * waits for the person, but comes with a second call: so the deletion follows right after the reading.
 */
export const prepareJournalEntry = Effect.fnUntraced(function* (
  gateway: LosantGateway,
  journal: Journal,
  { instanceId, orgId }: { readonly instanceId: InstanceId; readonly orgId: OrgId },
  now: number
): Effect.fn.Return<JournalEntry, LosantError | Refusal> {
  const input = { instanceId, orgId }
  const [members, invites] = yield* Effect.all(
    [gateway.execute(InstanceOrgMembers.get, input), gateway.execute(InstanceOrgInvites.get, input)],
    { concurrency: 2 }
  )
  const organization = yield* gateway.execute(InstanceOrg.get, { ...input, summaryInclude: summaryFields })
  const { client } = yield* ClientRequest
  const hideToken = yield* HideToken
  const savedAt = DateTime.formatIso(DateTime.makeUnsafe(now))
  const content = {
    format: "effect-losant/journal",
    version: journalVersion,
    note,
    savedAt,
    savedBy: { server: `effect-losant ${version}`, client: escapeAndCut(client, maxClientLength).text },
    ...(journal.profile === undefined ? {} : { profile: journal.profile }),
    host: journal.host,
    instanceId,
    orgId,
    subject: { kind: "organization", id: orgId, name: organization.name },
    organization,
    members: members.items,
    invites: invites.items.filter((invite) => !hasExpired(invite, now)),
    expiredInvites: invites.items.filter((invite) => hasExpired(invite, now))
  }
  // The name of an organization may hold any characters, so it is not a safe file name.
  const stem = `${savedAt.replaceAll(":", "-")}-${orgId}`
  const orRefuse = Effect.mapError((failure: FileFailure) => refusal(journal, failure))
  const text = yield* orRefuse(Effect.fromResult(formatJsonFile(content, hideToken())))
  const bytes = Buffer.from(`${text}\n`)
  yield* orRefuse(checkWritable(journal.folder, bytes.length))
  return { organization, save: orRefuse(writeNewFile(journal.folder, stem, bytes)) }
})
