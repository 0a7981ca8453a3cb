import * as Fs from "node:fs"
import * as Path from "node:path"
import { afterEach, assert, describe, it, vi } from "@effect/vitest"
import { OrgId } from "@effect-losant/core/schemas/Ids"
import { Emulator } from "@effect-losant/emulator"
import * as Effect from "effect/Effect"
import { identity } from "effect/Function"
import { Refusal } from "../../src/model/Refusal.ts"
import type { AuditEntry } from "../../src/safety/AuditEntry.ts"
import { AuditTrail, checkAudit, layer } from "../../src/safety/AuditTrail.ts"
import { configOf } from "../support/config.ts"
import { fileHandle, folder, modeOf, systemError } from "../support/folder.ts"
import { orgId } from "../support/samples.ts"
import { callTool, losantOn } from "../support/serving.ts"

const entry: AuditEntry = {
  time: 0,
  callId: "c1",
  tool: "losant_delete_org",
  arguments: {},
  outcome: "begun",
  durationMs: 0,
  client: "test"
}
const origin = { host: "https://api.losant.com" }

const file = Effect.map(folder, (path) => Path.join(path, "trail.jsonl"))

const record = (path: string, changes: Partial<AuditEntry>) =>
  Effect.flatMap(AuditTrail, (trail) => trail.record({ ...entry, ...changes })).pipe(
    Effect.provide(layer(path, origin, identity))
  )

afterEach(() => {
  vi.restoreAllMocks()
})

describe("checkAudit", () => {
  it.effect("makes the file ready", () =>
    Effect.gen(function* () {
      const path = yield* file
      yield* checkAudit(path)
      assert.strictEqual(modeOf(path), "600")
    }).pipe(Effect.scoped)
  )
  it.effect("goes on with a trail that is there", () =>
    Effect.gen(function* () {
      const path = yield* file
      yield* record(path, {})
      Fs.chmodSync(path, 0o644)
      yield* checkAudit(path)
      assert.strictEqual(modeOf(path), "600")
    }).pipe(Effect.scoped)
  )
  it.effect.each(["[x]\nkey=1", "{}", '{"time":1}', "\n"])("leaves another file as it is: %j", (text) =>
    Effect.gen(function* () {
      const path = yield* file
      Fs.writeFileSync(path, text, { mode: 0o644 })
      assert.include(yield* Effect.flip(checkAudit(path)), "it holds something else. Name another file.")
      assert.strictEqual(modeOf(path), "644")
      assert.strictEqual(Fs.readFileSync(path, "utf8"), text)
    }).pipe(Effect.scoped)
  )
  it.effect("says why there can be no trail", () =>
    Effect.gen(function* () {
      const path = yield* folder
      assert.strictEqual(
        yield* Effect.flip(checkAudit(path)),
        `The audit trail cannot be kept in ${JSON.stringify(path)}: it is not a regular file. Name another file.`
      )
    }).pipe(Effect.scoped)
  )
})

describe("AuditTrail", () => {
  it.effect("is off by default", () =>
    Effect.gen(function* () {
      const trail = yield* AuditTrail
      assert.isFalse(trail.isOn)
      yield* trail.record(entry)
    })
  )

  it.effect("appends a line for each entry, readable for the user alone", () =>
    Effect.gen(function* () {
      const path = yield* file
      yield* record(path, {})
      yield* record(path, { outcome: "done", durationMs: 5 })
      const lines = Fs.readFileSync(path, "utf8").split("\n")
      assert.strictEqual(lines.pop(), "")
      assert.deepStrictEqual(
        lines.map((line) => JSON.parse(line)).map(({ callId, outcome, host }) => [callId, outcome, host]),
        [
          ["c1", "begun", origin.host],
          ["c1", "done", origin.host]
        ]
      )
      assert.strictEqual(modeOf(path), "600")
    }).pipe(Effect.scoped)
  )

  it.effect("refuses where a line cannot be written, and says what to do", () =>
    Effect.gen(function* () {
      const path = yield* file
      vi.spyOn(yield* fileHandle("."), "write").mockRejectedValueOnce(systemError("ENOSPC"))
      const refusal = yield* Effect.flip(record(path, {}))
      assert(refusal instanceof Refusal)
      assert.strictEqual(refusal.reason, "audit")
      assert.include(refusal.message, `${JSON.stringify(path)}: the disk is full (ENOSPC)`)
      assert.include(refusal.message, "has to fix that")
    }).pipe(Effect.scoped)
  )
})

describe("the lines of a call", () => {
  it.effect("name an organization by orgId, orgName and as the subject, as soon as it is known", () =>
    Effect.gen(function* () {
      const emulator = yield* Emulator.make({
        seed: { instances: [{ name: "Acme", orgs: [{ id: OrgId.make(orgId), name: "Northwind" }] }] }
      })
      const losant = losantOn(emulator, {
        accessToken: emulator.token,
        url: emulator.url,
        instanceId: emulator.instanceId
      })
      const path = yield* file
      const config = configOf({ LOSANT_INSTANCE_ID: emulator.instanceId, LOSANT_MCP_AUDIT: path })
      yield* callTool("losant_update_org", { orgId: "north", description: "new" }, losant, config)
      yield* callTool("losant_list_orgs", {}, losant, config)
      const lines = Fs.readFileSync(path, "utf8")
        .trimEnd()
        .split("\n")
        .map((line): Readonly<Record<string, unknown>> => JSON.parse(line))
      assert.deepStrictEqual(
        lines.map(({ tool, outcome }) => [tool, outcome]),
        [
          ["losant_update_org", "begun"],
          ["losant_update_org", "done"],
          ["losant_list_orgs", "done"]
        ]
      )
      for (const line of lines.slice(0, 2)) {
        assert.deepInclude(line, {
          orgId,
          orgName: "Northwind",
          subject: { kind: "organization", id: orgId, name: "Northwind" }
        })
      }
      for (const name of ["orgId", "orgName", "subject"]) assert.notProperty(lines[2], name)
    }).pipe(Effect.scoped)
  )
})
