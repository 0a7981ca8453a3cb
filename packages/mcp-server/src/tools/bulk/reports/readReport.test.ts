import { assert, describe, it } from "@effect/vitest"
import { InstanceId } from "@effect-losant/core/schemas/Ids"
import { Emulator } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { fleetOf, idOf } from "../../../../test/support/fleet.ts"
import { simulate } from "../../../../test/support/simulation.ts"
import { TestGateway, testGatewayLayer } from "../../../../test/support/testGateway.ts"
import { formatReport } from "./formatReport.ts"
import { defaultOver, type ReportName } from "./Report.ts"
import { countFindings, readReport } from "./readReport.ts"

const now = new Date("2026-11-22T00:00:00.000Z")
const instanceId = InstanceId.make("a".repeat(24))
const settings = { over: defaultOver, period: { start: now.getTime() - 7 * 86_400_000, end: now.getTime() } }
const seed = fleetOf(120, (index) => ({
  name: index === 2 ? '=cmd|" /C calc"!A1 | \u202Eb' : `Plant ${index}`,
  limits: { file: 100 },
  resources: { fileCount: index === 7 ? 95 : 10 },
  members: [
    { userId: "c".repeat(24), email: "ada@example.com", role: "admin" },
    ...(index === 3 ? [{ userId: "d".repeat(24), email: "bob@example.com", role: "admin" }] : [])
  ],
  invites: index === 5 ? [{ email: "old@example.com", role: "view", inviteDate: "2026-10-01T00:00:00.000Z" }] : []
}))
const onFleet = Effect.provide(testGatewayLayer({ seed, now }))

const read = (name: ReportName, told: Array<number> = []) =>
  Effect.gen(function* () {
    const gateway = yield* TestGateway
    return yield* readReport(gateway, instanceId, name, settings, (done) => Effect.sync(() => void told.push(done)))
  })

describe("a report", () => {
  it.effect("of limits has those that are used to more than the percentage", () =>
    Effect.gen(function* () {
      const report = yield* read("limits")
      assert.strictEqual(report.checked, 120)
      assert.deepStrictEqual(report.rows, [
        {
          orgId: idOf(7),
          organization: "Plant 7",
          limit: "file",
          used: 95,
          allowed: 100,
          percent: 95,
          finding: "more than 90 %"
        }
      ])
    }).pipe(onFleet)
  )

  it.effect("of usage has all organizations, those too that used nothing", () =>
    Effect.gen(function* () {
      const told: Array<number> = []
      const report = yield* read("usage", told)
      assert.lengthOf(report.rows, 120)
      assert.deepInclude(report.rows[0], { orgId: idOf(1), payloads: 0, devices: 0, notebookMinutes: 0 })
      assert.strictEqual(countFindings(report), 0)
      assert.deepStrictEqual(
        told,
        Array.from({ length: 120 }, (_, index) => index + 1)
      )
    }).pipe(onFleet)
  )

  it.effect("of access finds members without a second factor, and the only admin", () =>
    Effect.gen(function* () {
      const { rows } = yield* read("access")
      const findings = (index: number) =>
        rows.flatMap(({ orgId, email, finding }) => (orgId === idOf(index) ? [[email, finding]] : []))
      assert.deepStrictEqual(findings(1), [["ada@example.com", "no second factor; the only admin"]])
      assert.deepStrictEqual(findings(3), [
        ["ada@example.com", "no second factor"],
        ["bob@example.com", "no second factor"]
      ])
    }).pipe(onFleet)
  )

  it.effect("of invitations finds those that have expired", () =>
    Effect.gen(function* () {
      const { rows } = yield* read("invites")
      assert.lengthOf(rows, 1)
      assert.deepInclude(rows[0], { email: "old@example.com", expired: true, finding: "expired" })
    }).pipe(onFleet)
  )

  it.effect("waits if Losant asks for a pause, and has each organization once", () =>
    Effect.gen(function* () {
      const { faults } = yield* Emulator
      yield* faults.next(
        { kind: "answer", status: 429, body: "{}", headers: { "retry-after": "120" } },
        { action: "instanceOrgMembers.get", nth: 60 }
      )
      const { exit, took } = yield* simulate(read("access"))
      assert(Exit.isSuccess(exit))
      assert.strictEqual(exit.value.checked, 120)
      assert.strictEqual(new Set(exit.value.rows.map(({ orgId }) => orgId)).size, 120)
      assert.notProperty(exit.value, "stopped")
      assert.isAtLeast(took, 60_000)
    }).pipe(onFleet)
  )

  it.effect("says which organizations could not be read, and where it stopped", () =>
    Effect.gen(function* () {
      const { faults } = yield* Emulator
      yield* faults.next("no-content", { action: "instanceOrgMembers.get", nth: 3 })
      yield* faults.next({ kind: "answer", status: 401, body: "{}" }, { action: "instanceOrgMembers.get", nth: 90 })
      const { failed, stopped, checked } = yield* read("access")
      assert.lengthOf(failed, 1)
      assert.include(String(stopped), "(401)")
      assert.isBelow(checked, 120)
    }).pipe(onFleet)
  )

  it.effect("has a row for each organization in every format, and no text does harm in it", () =>
    Effect.gen(function* () {
      const report = yield* read("usage")
      const csv = formatReport(report, "csv")
      assert.strictEqual(csv.trimEnd().split("\r\n").length, 121)
      assert.match(csv, /,"'=cmd\|"" \/C calc""!A1 \| \\u\{202E\}b",/)
      const markdown = formatReport(report, "markdown").trimEnd().split("\n")
      assert.strictEqual(markdown.length, 122)
      assert.include(markdown[3] ?? "", "\\|")
      assert.strictEqual(JSON.parse(formatReport(report, "json")).rows.length, 120)
      const table = formatReport(report, "table").trimEnd().split("\n")
      assert.strictEqual(table.length, 121)
      assert.notInclude(table.join(""), "\u202E")
    }).pipe(onFleet)
  )
})
