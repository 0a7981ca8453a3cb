// Files that version 0.1.0 wrote, before calls had a subject: they are still trails, and still restore.

import * as Fs from "node:fs"
import * as Path from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { InstanceId, OrgId } from "@effect-losant/core/schemas/Ids"
import { Emulator, type SeedData } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import { identity } from "effect/Function"
import * as Schema from "effect/Schema"
import { formatAuditLine, isStartOfTrail } from "../../src/safety/AuditEntry.ts"
import { AuditTrail, checkAudit, layer } from "../../src/safety/AuditTrail.ts"
import { journalVersion, prepareJournalEntry } from "../../src/safety/journal.ts"
import { type JsonObject, toJsonObject } from "../../src/text/json.ts"
import { configOf } from "../support/config.ts"
import { folder } from "../support/folder.ts"
import { instanceId, orgId, userId } from "../support/samples.ts"
import { callTool, losantOn } from "../support/serving.ts"
import { TestGateway, testGatewayLayer } from "../support/testGateway.ts"

const host = "https://api.losant.com"
const email = "ada@example.com"

const lines = [
  `{"time":"2026-11-22T09:35:34.123Z","callId":"7c01f9d2","tool":"losant_list_orgs","action":"instanceOrgs.get",` +
    `"profile":"staging","host":"${host}","instanceId":"${instanceId}","arguments":{"nameContains":"North"},` +
    `"outcome":"done","status":200,"requestId":"r-1","durationMs":12,"client":"claude-code"}`,
  `{"time":"2026-11-22T09:36:01.000Z","callId":"11aa22bb","tool":"losant_delete_org","action":"instanceOrg.delete",` +
    `"profile":"staging","host":"${host}","instanceId":"${instanceId}","orgId":"${orgId}",` +
    `"arguments":{"orgId":"Northwind"},"outcome":"begun","durationMs":340,"client":"claude-code"}`,
  `{"time":"2026-11-22T09:36:01.000Z","callId":"11aa22bb","tool":"losant_delete_org","action":"instanceOrg.delete",` +
    `"profile":"staging","host":"${host}","instanceId":"${instanceId}","orgId":"${orgId}",` +
    `"arguments":{"orgId":"Northwind"},"outcome":"done","status":200,"requestId":"r-2","durationMs":512,` +
    `"client":"claude-code"}`
]

describe("a trail of version 0.1.0", () => {
  it.each(lines)("is known by its beginning: %#", (line) => {
    assert.isTrue(isStartOfTrail(line.slice(0, 256)))
  })

  it.effect("is gone on with, and its lines stay as they were", () =>
    Effect.gen(function* () {
      const path = Path.join(yield* folder, "trail.jsonl")
      const old = `${lines.join("\n")}\n`
      Fs.writeFileSync(path, old)
      yield* checkAudit(path)
      const write = Effect.flatMap(AuditTrail, ({ record }) =>
        record({
          time: Date.parse("2026-11-29T00:00:00.000Z"),
          callId: "c1",
          tool: "losant_delete_org",
          action: "instanceOrg.delete",
          instanceId,
          subject: { kind: "organization", id: orgId, name: "Northwind" },
          arguments: { orgId: "Northwind" },
          outcome: "done",
          durationMs: 1,
          client: "claude-code"
        })
      )
      yield* Effect.provide(write, layer(path, { profile: "staging", host }, identity))
      const text = Fs.readFileSync(path, "utf8")
      assert.isTrue(text.startsWith(old))
      // A program that reads the trail finds an organization in old and new lines by the same field.
      const about = text
        .trimEnd()
        .split("\n")
        .map((line): unknown => JSON.parse(line))
        .filter((line) => Object(line).orgId === orgId)
      assert.lengthOf(about, 3)
    }).pipe(Effect.scoped)
  )

  it("has the fields that a line without a subject has now, in the same order", () => {
    const [line = ""] = lines
    const { time, profile, host: at, ...entry } = JSON.parse(line)
    assert.strictEqual(formatAuditLine({ ...entry, time: Date.parse(time) }, { profile, host: at }, identity), line)
  })
})

const organization = {
  id: orgId,
  orgId,
  instanceId,
  creationDate: "2024-05-01T08:00:00.000Z",
  lastUpdated: "2026-01-02T03:04:05.000Z",
  name: "Northwind",
  description: "Makes gears",
  iconColor: "#057180",
  limits: { device: 300, application: 10 },
  summary: { appCount: 3, deviceCount: 200, memberCount: 1, pendingInviteCount: 1 },
  whitelistedEmailDomains: ["northwind.example"],
  disabledAt: false,
  isReadOnly: true,
  mfaMode: "required",
  auditLogEnabled: true,
  banner: { level: "warning", message: "Welcome" },
  tags: [
    { key: "region", value: "eu" },
    { key: "tier", value: "gold" }
  ],
  referralId: "CRM-1"
}

/** The file that version 0.1.0 wrote before it deleted the organization. */
const journal = `${JSON.stringify(
  {
    format: "effect-losant/journal",
    version: 1,
    note: "Saved before the organization was to be deleted.",
    savedAt: "2026-11-22T09:36:01.000Z",
    savedBy: { server: "effect-losant 0.1.0", client: "claude-code" },
    profile: "staging",
    host,
    instanceId,
    orgId,
    organization,
    members: [{ instanceId, orgId, userId, email, role: "admin", applicationRoles: [], dashboardRoles: [] }],
    invites: [
      {
        id: "5f00000000000000000000c1",
        email: "grace@example.com",
        role: "view",
        inviteDate: "2026-11-14T00:00:00.000Z",
        ttl: 4_233_600_000,
        hasExpired: false
      }
    ]
  },
  undefined,
  2
)}\n`

const People = Schema.Array(Schema.StructWithRest(Schema.Struct({ email: Schema.String, role: Schema.String }), []))

/** The part of a journal that somebody restores an organization from. */
const Journal = Schema.fromJsonString(
  Schema.Struct({
    version: Schema.Literal(journalVersion),
    orgId: Schema.String,
    organization: Schema.Record(Schema.String, Schema.Unknown),
    members: Schema.Array(Schema.Struct({ userId: Schema.String, email: Schema.String, role: Schema.String })),
    invites: People
  })
)

const settings = [
  ...["name", "description", "iconColor", "limits", "whitelistedEmailDomains", "auditLogEnabled", "isReadOnly"],
  ...["mfaMode", "banner", "referralId", "tags"]
]

// The person has an account elsewhere.
const seed = {
  instances: [
    {
      id: InstanceId.make(instanceId),
      name: "Acme",
      orgs: [{ name: "Elsewhere", members: [{ userId, email, role: "view" }] }]
    }
  ]
  // Sound: the brand of a user's id is of the types only.
} as unknown as SeedData

describe("a journal of version 0.1.0", () => {
  it.effect("still restores the settings, members and invitations of an organization", () =>
    Effect.gen(function* () {
      const emulator = yield* Emulator
      const losant = losantOn(emulator, {
        accessToken: emulator.token,
        url: emulator.url,
        instanceId: emulator.instanceId
      })
      const config = configOf({ LOSANT_INSTANCE_ID: emulator.instanceId })
      const call = Effect.fnUntraced(function* (name: string, given: JsonObject) {
        const { result, text } = yield* callTool(name, given, losant, config)
        assert.isNotTrue(result.isError, text)
        return JSON.parse(text)
      })
      const saved = yield* Schema.decodeUnknownEffect(Journal)(journal)
      const wanted = toJsonObject(Object.fromEntries(settings.map((name) => [name, saved.organization[name]])))
      const { org } = yield* call("losant_create_org", wanted)
      for (const { userId, role } of saved.members) {
        yield* call("losant_add_org_member", { orgId: org.id, userId, role })
      }
      for (const { email, role } of saved.invites) yield* call("losant_invite_to_org", { orgId: org.id, email, role })

      const { id: _, ...restored } = yield* call("losant_get_org", { orgId: org.id, fields: settings })
      // A new organization has default values for the limits that the file does not name.
      assert.deepInclude(restored.limits, organization.limits)
      assert.deepStrictEqual({ ...restored, limits: organization.limits }, wanted)
      const peopleOf = (name: string) =>
        Effect.map(call(name, { orgId: org.id }), ({ items }: { readonly items: typeof People.Type }) =>
          items.map(({ email, role }) => ({ email, role }))
        )
      assert.deepStrictEqual(yield* peopleOf("losant_list_org_members"), [
        { email, role: "admin" },
        // The user of the token, who made the organization.
        { email: "admin@emulator.example", role: "admin" }
      ])
      assert.deepStrictEqual(yield* peopleOf("losant_list_org_invites"), [{ email: "grace@example.com", role: "view" }])
    }).pipe(Effect.provide(Emulator.layer({ seed })))
  )

  it.effect("has every field that a journal has now, but for two that came later", () =>
    Effect.gen(function* () {
      const reach = yield* TestGateway
      const org = { instanceId: InstanceId.make(instanceId), orgId: OrgId.make(orgId) }
      const { save } = yield* prepareJournalEntry(reach, { folder: yield* folder, host, profile: "staging" }, org, 0)
      const written = JSON.parse(Fs.readFileSync(yield* save, "utf8"))
      assert.deepStrictEqual(
        Object.keys(written).filter((name) => name !== "subject" && name !== "expiredInvites"),
        Object.keys(JSON.parse(journal))
      )
      assert.deepStrictEqual(written.subject, { kind: "organization", id: orgId, name: "Northwind" })
      assert.strictEqual(written.version, journalVersion)
    }).pipe(
      Effect.scoped,
      Effect.provide(
        testGatewayLayer({
          seed: {
            instances: [
              {
                id: InstanceId.make(instanceId),
                name: "Acme",
                orgs: [{ id: OrgId.make(orgId), name: "Northwind" }]
              }
            ]
          }
        })
      )
    )
  )
})
