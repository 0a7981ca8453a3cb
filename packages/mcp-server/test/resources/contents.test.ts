import { assert, describe, it } from "@effect/vitest"
import { OrgId } from "@effect-losant/core/schemas/Ids"
import { Emulator } from "@effect-losant/emulator"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { ClientRequest, type Progress } from "../../src/model/ClientRequest.ts"
import { type ContentReader, readInvites, readMembers, readOrg, readUsage } from "../../src/resources/contents.ts"
import { countRequests, TestGateway, testGatewayLayer } from "../support/testGateway.ts"

const orgId = OrgId.make("5f00000000000000000000a1")
const userId = "5f00000000000000000000b1"
const inviteId = "5f00000000000000000000c1"
const now = "2026-11-22T12:00:00.000Z"

const layer = testGatewayLayer({
  seed: {
    instances: [
      {
        name: "Acme",
        orgs: [
          {
            id: orgId,
            name: "Northwind",
            tags: [{ key: "region", value: "eu" }],
            members: [{ userId: userId as never, email: "ada@example.com", firstName: "Ada", role: "admin" }], // Sound: an id.
            invites: [{ id: inviteId as never, email: "grace@example.com", role: "view", inviteDate: now }], // Likewise.
            usage: { days: 60, devices: 7, payloadsPerHour: 10, notebookRunsPerDay: 2 }
          }
        ]
      }
    ]
  }
})

// The emulator starts at the present time.
const atNow = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.andThen(TestClock.setTime(DateTime.toEpochMillis(DateTime.makeUnsafe(now))), Effect.provide(effect, layer))

const read = Effect.fnUntraced(function* (reader: ContentReader) {
  const { instanceId } = yield* Emulator
  return yield* countRequests(reader(yield* TestGateway, instanceId, { orgId }))
})

describe("readOrg", () => {
  it.effect("reads all of the organization", () =>
    Effect.gen(function* () {
      const { result, requests } = yield* read(readOrg)
      assert.deepInclude(result, { id: orgId, name: "Northwind", tags: [{ key: "region", value: "eu" }] })
      assert.containsAllKeys(result, ["limits", "summary", "lastUpdated", "mfaMode"])
      assert.notProperty(result["summary"], "payloadCount")
      assert.include(String(result["leftOut"]), "summary.payloadCount")
      assert.strictEqual(requests, 1)
    }).pipe(atNow)
  )
})

describe("readMembers", () => {
  it.effect("reads the members with their roles", () =>
    Effect.gen(function* () {
      const { result, requests } = yield* read(readMembers)
      assert.deepStrictEqual(result, {
        orgId,
        count: 1,
        totalCount: 1,
        page: 0,
        perPage: 100,
        items: [{ userId, email: "ada@example.com", firstName: "Ada", role: "admin", twoFactorAuthEnabled: false }]
      })
      assert.strictEqual(requests, 1)
    }).pipe(atNow)
  )
})

describe("readInvites", () => {
  it.effect("reads the invitations with their roles and dates", () =>
    Effect.gen(function* () {
      const { result, requests } = yield* read(readInvites)
      assert.deepStrictEqual(result, {
        orgId,
        count: 1,
        totalCount: 1,
        page: 0,
        perPage: 100,
        items: [
          {
            id: inviteId,
            email: "grace@example.com",
            role: "view",
            inviteDate: now,
            expired: false,
            expires: "2026-11-29T12:00:00.000Z"
          }
        ]
      })
      assert.strictEqual(requests, 1)
    }).pipe(atNow)
  )
})

describe("readUsage", () => {
  it.effect("reads the usage of 28 days, and reports progress", () =>
    Effect.gen(function* () {
      const reports: Array<Progress> = []
      const request = {
        ...(yield* ClientRequest),
        progress: (one: Progress) => Effect.sync(() => void reports.push(one))
      }
      const { result, requests } = yield* Effect.provideService(read(readUsage), ClientRequest, request)
      assert.strictEqual(result["orgId"], orgId)
      for (const kind of ["payloads", "devices", "notebookMinutes"]) {
        const usage = result[kind]
        assert(typeof usage === "object" && usage !== null && "rows" in usage && Array.isArray(usage.rows))
        assert.containsAllKeys(usage, ["summary", "start", "end", "totals", "peak", "previous", "columns"], kind)
        assert.isAtLeast(usage.rows.length, 28, kind)
      }
      // Each kind also reads the previous period.
      assert.strictEqual(requests, 6)
      assert.deepStrictEqual(
        reports.map(({ done, total }) => [done, total]),
        [
          [1, 3],
          [2, 3],
          [3, 3]
        ]
      )
    }).pipe(atNow)
  )
})
