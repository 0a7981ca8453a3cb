import * as Fs from "node:fs"
import * as Path from "node:path"
import { afterEach, assert, describe, it, vi } from "@effect/vitest"
import * as InstanceOrg from "@effect-losant/core/InstanceOrg"
import * as InstanceOrgInvites from "@effect-losant/core/InstanceOrgInvites"
import * as InstanceOrgMembers from "@effect-losant/core/InstanceOrgMembers"
import * as InstanceOrgs from "@effect-losant/core/InstanceOrgs"
import { OrgId } from "@effect-losant/core/schemas/Ids"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { ClientRequest } from "../../src/model/ClientRequest.ts"
import { HideToken } from "../../src/model/HideToken.ts"
import type { LosantGateway } from "../../src/model/LosantGateway.ts"
import { Refusal } from "../../src/model/Refusal.ts"
import { journalVersion, prepareJournalEntry } from "../../src/safety/journal.ts"
import { fileHandle, folder, modeOf, systemError } from "../support/folder.ts"
import { countRequests, TestGateway, testGatewayLayer } from "../support/testGateway.ts"

const now = Date.parse("2026-11-22T09:35:34.123Z")
const layer = testGatewayLayer({ seed: "demo", now: new Date(now) })
const host = "https://api.losant.com"
const hal = { _actions: false, _links: false, _embedded: false }

afterEach(() => {
  vi.restoreAllMocks()
})

/** An organization of the demonstration data with members and invitations. */
const target = Effect.gen(function* () {
  const { instanceId, execute } = yield* TestGateway
  assert(Option.isSome(instanceId))
  const { items } = yield* execute(InstanceOrgs.get, { instanceId: instanceId.value, perPage: 1_000 })
  const org = items.find(({ summary }) => (summary?.memberCount ?? 0) > 1 && (summary?.pendingInviteCount ?? 0) > 0)
  assert(org !== undefined)
  return { instanceId: instanceId.value, orgId: org.id }
})

const read = (path: string): Record<string, unknown> => JSON.parse(Fs.readFileSync(path, "utf8"))

const save = (...given: Parameters<typeof prepareJournalEntry>) =>
  Effect.flatMap(prepareJournalEntry(...given), ({ save }) => save)

const client = (name: string) => Effect.updateService(ClientRequest, (request) => ({ ...request, client: name }))

describe("prepare", () => {
  it.effect("saves the organization, its members and its invitations whole, with three requests", () =>
    Effect.gen(function* () {
      const reach = yield* TestGateway
      const org = yield* target
      const journal = { folder: Path.join(yield* folder, "journal"), host, profile: "staging" }
      const { result: path, requests } = yield* countRequests(save(reach, journal, org, now))
      assert.strictEqual(requests, 3)
      assert.strictEqual(path, Path.join(journal.folder, `2026-11-22T09-35-34.123Z-${org.orgId}.json`))
      assert.strictEqual(modeOf(path), "600")
      assert.strictEqual(modeOf(journal.folder), "700")

      const saved = read(path)
      assert.deepInclude(saved, {
        format: "effect-losant/journal",
        version: journalVersion,
        savedAt: "2026-11-22T09:35:34.123Z",
        profile: "staging",
        host,
        instanceId: org.instanceId,
        orgId: org.orgId
      })
      assert.deepInclude(saved["savedBy"], { client: "a-client" })
      const input = { ...org, ...hal }
      assert.deepStrictEqual(saved["organization"], yield* reach.execute(InstanceOrg.get, input))
      assert.deepStrictEqual(saved["members"], (yield* reach.execute(InstanceOrgMembers.get, input)).items)
      assert.deepStrictEqual(saved["invites"], (yield* reach.execute(InstanceOrgInvites.get, input)).items)
      assert.isNotEmpty(saved["invites"])
      assert.deepStrictEqual(saved["expiredInvites"], [])
      assert.containsAllKeys(saved["organization"], ["name", "limits", "tags", "summary", "mfaMode"])
      // For people, who open it without a program.
      assert.match(Fs.readFileSync(path, "utf8"), /^\{\n {2}"format"[\s\S]+\}\n$/)
    }).pipe(client("a-client"), Effect.scoped, Effect.provide(layer))
  )

  it.effect("keeps invitations that nobody can accept any more apart from those that are open", () =>
    Effect.gen(function* () {
      const reach = yield* TestGateway
      const inviteDate = new Date(now - 1_000).toISOString()
      const invites = [
        { id: "a", email: "open@example.com", hasExpired: false, disallowTransfer: true },
        { id: "b", email: "late@example.com", hasExpired: true },
        // Without a word of Losant's, the time decides.
        { id: "c", email: "ended@example.com", inviteDate, ttl: 1_000 },
        { id: "d", email: "lasting@example.com", inviteDate, ttl: 1_001 },
        { id: "e", email: "unknown@example.com", inviteDate }
      ]
      const answering: LosantGateway = {
        ...reach,
        execute: (action, input) =>
          action.action === "instanceOrgInvites.get"
            ? // Sound: the brands of ids are of the types only.
              (Effect.succeed({ items: invites }) as unknown as ReturnType<typeof reach.execute<typeof action>>)
            : reach.execute(action, input)
      }
      const saved = read(yield* save(answering, { folder: yield* folder, host }, yield* target, now))
      const [open, late, ended, lasting, unknown] = invites
      assert.deepStrictEqual(saved["invites"], [open, lasting, unknown])
      assert.deepStrictEqual(saved["expiredInvites"], [late, ended])
    }).pipe(Effect.scoped, Effect.provide(layer))
  )

  it.effect("refuses where there is room for a try-out, but not for the copy", () =>
    Effect.gen(function* () {
      const journal = { folder: yield* folder, host }
      const reach = yield* TestGateway
      const org = yield* target
      const handle = yield* fileHandle(journal.folder)
      const writeFile = vi.spyOn(handle, "writeFile")
      const size = Fs.statSync(yield* save(reach, journal, org, now)).size
      writeFile.mockReset()
      writeFile.mockImplementation(async (content) => {
        if (Buffer.byteLength(String(content)) > 100) throw systemError("ENOSPC")
      })
      assert.isAbove(size, 100)
      // No person is asked before this.
      const refusal = yield* Effect.flip(prepareJournalEntry(reach, journal, org, now))
      assert.include(refusal.message, "the disk is full (ENOSPC)")
      assert.lengthOf(Fs.readdirSync(journal.folder), 1)
    }).pipe(Effect.scoped, Effect.provide(layer))
  )

  it.effect("keeps a hostile name exactly, out of the file's name, and out of sight", () =>
    Effect.gen(function* () {
      const reach = yield* TestGateway
      const org = yield* target
      const name = "../../\u202Eevil\u0000\n"
      yield* reach.execute(InstanceOrg.patch, { ...org, organization: { name } })
      const path = yield* save(reach, { folder: yield* folder, host }, org, now)
      assert.match(Path.basename(path), /^[\w.-]+$/)
      assert.deepInclude(read(path)["organization"], { name })
      assert.notInclude(Fs.readFileSync(path, "utf8"), "\u202E")
    }).pipe(Effect.scoped, Effect.provide(layer))
  )

  it.effect("holds no token", () =>
    Effect.gen(function* () {
      const reach = yield* TestGateway
      const org = yield* target
      yield* reach.execute(InstanceOrg.patch, { ...org, organization: { description: "it is s3cret." } })
      const path = yield* save(reach, { folder: yield* folder, host }, org, now)
      assert.deepInclude(read(path)["organization"], { description: "it is <redacted>." })
    }).pipe(
      Effect.provideService(HideToken, () => (text) => text.replaceAll("s3cret", "<redacted>")),
      Effect.scoped,
      Effect.provide(layer)
    )
  )

  it.effect("bounds the name of the client", () =>
    Effect.gen(function* () {
      const org = yield* target
      const { client } = Object(
        read(yield* save(yield* TestGateway, { folder: yield* folder, host }, org, now))["savedBy"]
      )
      assert.match(client, /^\\u\{202E\}x+$/)
      assert.isAtMost(client.length, 200)
    }).pipe(client(`\u202E${"x".repeat(5_000)}`), Effect.scoped, Effect.provide(layer))
  )

  it.effect("refuses where the file cannot be written, and says what to do", () =>
    Effect.gen(function* () {
      const file = Path.join(yield* folder, "file")
      Fs.writeFileSync(file, "kept")
      const refusal = yield* Effect.flip(save(yield* TestGateway, { folder: file, host }, yield* target, now))
      assert(refusal instanceof Refusal)
      assert.strictEqual(refusal.reason, "journal")
      assert.include(refusal.message, `${JSON.stringify(file)} no file can be written: it is a file, not a folder`)
      assert.include(refusal.message, "Nothing was changed.")
      assert.include(refusal.message, "LOSANT_MCP_JOURNAL")
      // The reversible way comes first.
      assert.isBelow(refusal.message.indexOf("losant_update_org"), refusal.message.indexOf("LOSANT_MCP_JOURNAL"))
    }).pipe(Effect.scoped, Effect.provide(layer))
  )

  it.effect("fails as Losant does where something cannot be read, and writes nothing", () =>
    Effect.gen(function* () {
      const reach = yield* TestGateway
      const org = yield* target
      const journal = { folder: yield* folder, host }
      const missing = { ...org, orgId: OrgId.make("000000000000000000000000") }
      assert.strictEqual((yield* Effect.flip(save(reach, journal, missing, now)))._tag, "LosantNotFound")
      const refusal = new Refusal("policy", "not the members")
      const unreadable: LosantGateway = {
        ...reach,
        execute: (action, input) =>
          action.action === "instanceOrgMembers.get" ? Effect.fail(refusal) : reach.execute(action, input)
      }
      assert.strictEqual(yield* Effect.flip(save(unreadable, journal, org, now)), refusal)
      assert.isEmpty(Fs.readdirSync(journal.folder))
    }).pipe(Effect.scoped, Effect.provide(layer))
  )

  it.effect("writes nothing before the deletion is sure", () =>
    Effect.gen(function* () {
      const journal = { folder: Path.join(yield* folder, "journal"), host }
      const reach = yield* TestGateway
      const org = yield* target
      const { organization, save } = yield* prepareJournalEntry(reach, journal, org, now)
      assert.isEmpty(Fs.readdirSync(journal.folder))
      const path = yield* save
      assert.deepStrictEqual(read(path)["organization"], organization)
      assert.deepStrictEqual(Fs.readdirSync(journal.folder), [Path.basename(path)])
    }).pipe(Effect.scoped, Effect.provide(layer))
  )
})
