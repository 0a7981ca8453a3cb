// The line of each call in the audit trail, the journal before a deletion, and what happens where they cannot be
// written.

import * as Fs from "node:fs"
import * as Path from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Losant } from "@effect-losant/core/Losant"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import { callTool as runCall } from "../../src/call/callTool.ts"
import * as Runtime from "../../src/server/Runtime.ts"
import type { JsonObject } from "../../src/text/json.ts"
import { configOf } from "../support/config.ts"
import { emulated, type Override, overrideReads, overrideWrites, writesIn } from "../support/emulated.ts"
import { folder } from "../support/folder.ts"
import { disconnect, hang, network, refuse } from "../support/network.ts"
import { orgId } from "../support/samples.ts"
import { callTool, environment, losantOn, token, toolNamed } from "../support/serving.ts"

const nothing: Override = () => undefined
const lost = overrideWrites(disconnect("ECONNRESET"))

/** Settings with a trail in a folder of the test's own, and the lines in it. */
const trail = (more: Readonly<Record<string, string>> = {}) =>
  Effect.map(folder, (path) => {
    const file = Path.join(path, "trail.jsonl")
    return {
      path,
      file,
      config: configOf({ ...environment, LOSANT_MCP_AUDIT: file, ...more }),
      lines: (): ReadonlyArray<Record<string, unknown>> =>
        Fs.existsSync(file)
          ? Fs.readFileSync(file, "utf8")
              .trimEnd()
              .split("\n")
              .map((line) => JSON.parse(line))
          : []
    }
  })

const create = { name: "Southwind" }
const update = { orgId: "Northwind", description: "new" }

/** A call and the answer of Losant, with the outcomes of its audit lines and parts of the last line. */
const outcomes: ReadonlyArray<
  readonly [string, string, JsonObject, Override, string, ReadonlyArray<string>, JsonObject]
> = [
  ["a read", "losant_get_org", { orgId }, nothing, "off", ["done"], { orgId, status: 200 }],
  ["a job", "losant_find_members", { person: "ada@example.com" }, nothing, "off", ["done"], { status: 200 }],
  ["a write", "losant_update_org", update, nothing, "off", ["begun", "done"], { orgId, status: 200 }],
  ["a creation", "losant_create_org", create, nothing, "off", ["begun", "done"], { status: 200 }],
  ["a write of what is there", "losant_update_org", { orgId, name: "Northwind" }, nothing, "off", ["done"], { orgId }],
  ["a dry run", "losant_delete_org", { orgId, dryRun: true }, nothing, "auto", ["dryRun"], { orgId }],
  ["a deletion that is asked about", "losant_delete_org", { orgId }, nothing, "auto", ["asked"], { orgId }],
  [
    "a deletion without a form",
    "losant_delete_org",
    { orgId },
    nothing,
    "elicit",
    ["refused"],
    { orgId, error: "Refused", reason: "notConfirmed" }
  ],
  [
    "a name that stands for nothing",
    "losant_get_org",
    { orgId: "Nowhere" },
    nothing,
    "off",
    ["refused"],
    { error: "Refused", reason: "noMatch" }
  ],
  [
    "wrong arguments",
    "losant_get_org",
    { orgId: [] },
    nothing,
    "off",
    ["failed"],
    { error: "InvalidArguments", arguments: { orgId: [] } }
  ],
  [
    "a read that fails",
    "losant_get_org",
    { orgId },
    overrideReads(refuse(503, "Busy", "x")),
    "off",
    ["failed"],
    { error: "LosantServerError", status: 503 }
  ],
  [
    "a write that gets no further than reading",
    "losant_update_org",
    { orgId, name: "A" },
    overrideReads(refuse(503, "Busy", "x")),
    "off",
    ["failed"],
    { error: "LosantServerError", status: 503 }
  ],
  [
    "a write that Losant refuses",
    "losant_update_org",
    { orgId, name: "A" },
    overrideWrites(refuse(400, "Validation", "x")),
    "off",
    ["begun", "failed"],
    { error: "LosantValidation", status: 400 }
  ],
  ["a lost write", "losant_create_org", create, lost, "off", ["begun", "unknown"], { error: "LosantTransport" }],
  [
    "a write whose answer is no JSON",
    "losant_create_org",
    create,
    overrideWrites(() => new Response("?")),
    "off",
    ["begun", "done"],
    { status: 200 }
  ]
]

describe("the audit trail", () => {
  it.effect.each(outcomes)("has the lines of %s", ([_, tool, given, instead, mode, wanted, last]) =>
    Effect.gen(function* () {
      const { config, lines } = yield* trail({ LOSANT_MCP_CONFIRM: mode })
      const { losant } = yield* emulated(instead)
      yield* Effect.provide(
        runCall(toolNamed(tool), given),
        Runtime.layer(config, losant, () => undefined)
      )
      const written = lines()
      assert.deepStrictEqual(
        written.map(({ outcome }) => outcome),
        [...wanted]
      )
      assert.deepInclude(written.at(-1), { tool, arguments: given, ...last })
      assert.lengthOf(new Set(written.map(({ callId }) => callId)), 1)
      assert.notInclude(JSON.stringify(written), token)
    })
  )

  it.effect("says of a write that has begun nothing of what was answered before", () =>
    Effect.gen(function* () {
      const { config, lines } = yield* trail({ LOSANT_MCP_CONFIRM: "off" })
      const { losant } = yield* emulated()
      yield* callTool("losant_update_org", update, losant, config)
      const [begun, done] = lines()
      assert.strictEqual(begun?.["outcome"], "begun")
      assert.doesNotHaveAnyKeys(begun, ["status", "requestId"])
      assert.containsAllKeys(done, ["status", "requestId"])
    })
  )

  it.effect("has a line of a call that dies, which may have written", () =>
    Effect.gen(function* () {
      const died = () => Effect.die(new Error(token))
      const broken = Layer.succeed(Losant, { instanceId: Option.none(), execute: died, send: died })
      const { config, lines } = yield* trail({ LOSANT_MCP_CONFIRM: "off" })
      yield* callTool("losant_get_org", { orgId }, broken, config)
      yield* callTool("losant_create_org", create, broken, config)
      assert.deepStrictEqual(
        lines().map(({ outcome, error }) => [outcome, error]),
        [
          ["failed", "Defect"],
          ["unknown", "Defect"]
        ]
      )
      assert.notInclude(JSON.stringify(lines()), token)
    })
  )

  it.effect("has a line of a call that is cancelled", () =>
    Effect.gen(function* () {
      const { config, lines } = yield* trail()
      const hanging = network(hang)
      const called = runCall(toolNamed("losant_get_org"), { orgId })
      const layer = Runtime.layer(config, losantOn(hanging), () => undefined)
      const fiber = yield* Effect.forkChild(Effect.provide(called, layer))
      while (hanging.sent.length === 0) {
        yield* Effect.promise(() => new Promise((resolve) => setImmediate(resolve)))
      }
      yield* Fiber.interrupt(fiber)
      assert.deepStrictEqual(
        lines().map(({ outcome }) => outcome),
        ["cancelled"]
      )
    })
  )

  it.effect("says of a write that nothing is known of it, where it was cancelled after it had begun", () =>
    Effect.gen(function* () {
      const { config, lines } = yield* trail({ LOSANT_MCP_CONFIRM: "off" })
      const { losant, sent } = yield* emulated(overrideWrites(hang))
      const layer = Runtime.layer(config, losant, () => undefined)
      const fiber = yield* Effect.forkChild(Effect.provide(runCall(toolNamed("losant_update_org"), update), layer))
      while (writesIn(sent).length === 0) {
        yield* Effect.promise(() => new Promise((resolve) => setImmediate(resolve)))
      }
      yield* Fiber.interrupt(fiber)
      assert.deepStrictEqual(
        lines().map(({ outcome }) => outcome),
        ["begun", "unknown"]
      )
      for (const line of lines()) assert.doesNotHaveAnyKeys(line, ["status", "requestId"])
    })
  )

  it.effect("says nothing of other requests in the line of a call that sent none of its own", () =>
    Effect.gen(function* () {
      const { config, lines } = yield* trail({ LOSANT_MCP_CONFIRM: "token" })
      const { losant } = yield* emulated()
      yield* callTool("losant_delete_org", { orgId }, losant, config)
      yield* callTool("losant_delete_org", { orgId: "Nowhere" }, losant, config)
      yield* callTool("losant_update_org", { orgId, name: "Northwind" }, losant, config)
      assert.deepStrictEqual(
        lines().map(({ outcome }) => outcome),
        ["asked", "refused", "done"]
      )
      for (const line of lines()) assert.doesNotHaveAnyKeys(line, ["status", "requestId"])
    })
  )

  it.effect("that is lost after nothing was sent says nothing of repeating", () =>
    Effect.gen(function* () {
      const { config, file } = yield* trail({ LOSANT_MCP_CONFIRM: "off" })
      Fs.mkdirSync(file)
      const { losant } = yield* emulated()
      const { text } = yield* callTool("losant_update_org", { orgId, name: "Northwind" }, losant, config)
      assert.include(text, "audit trail")
      assert.notInclude(text, "Do not repeat")
    })
  )

  it.effect.each(["before", "after"] as const)(
    "that is lost %s a deletion leaves no copy without saying where",
    (when) =>
      Effect.gen(function* () {
        const journal = yield* folder
        const { config, file } = yield* trail({ LOSANT_MCP_CONFIRM: "off", LOSANT_MCP_JOURNAL: journal })
        if (when === "before") Fs.mkdirSync(file)
        const { losant, sent } = yield* emulated((one) => {
          if (one.method === "DELETE") {
            Fs.renameSync(file, `${file}.1`)
            Fs.mkdirSync(file)
          }
          return undefined
        })
        const { text } = yield* callTool("losant_delete_org", { orgId }, losant, config)
        assert.lengthOf(writesIn(sent), when === "before" ? 0 : 1)
        const [name = "", ...others] = Fs.readdirSync(journal)
        assert.isEmpty(others)
        assert.include(text, `is saved in ${JSON.stringify(Path.join(journal, name))}`)
        assert.strictEqual(text.includes("Do not repeat"), when === "after")
      })
  )

  it.effect.each([
    ["losant_get_org", { orgId }],
    ["losant_update_org", update],
    ["losant_delete_org", { orgId }],
    ["losant_create_org", create]
  ] as const)("that cannot be written lets %s write nothing and answer nothing", ([tool, given]) =>
    Effect.gen(function* () {
      const { config, file } = yield* trail({ LOSANT_MCP_CONFIRM: "off" })
      Fs.mkdirSync(file)
      const { losant, sent } = yield* emulated()
      const { result, text } = yield* callTool(tool, given, losant, config)
      assert.isTrue(result.isError)
      assert.include(text, "audit trail")
      assert.notInclude(text, "Northwind")
      assert.notInclude(text, "Do not repeat")
      assert.isEmpty(writesIn(sent))
    })
  )

  it.effect("that is lost after a write says that the write is not to be repeated", () =>
    Effect.gen(function* () {
      const { config, file } = yield* trail({ LOSANT_MCP_CONFIRM: "off" })
      const { losant, sent } = yield* emulated((one) => {
        if (one.method === "POST") {
          Fs.renameSync(file, `${file}.1`)
          Fs.mkdirSync(file)
        }
        return undefined
      })
      const { result, text } = yield* callTool("losant_create_org", create, losant, config)
      assert.isTrue(result.isError)
      assert.include(text, "Do not repeat the call: it was sent to Losant.")
      assert.lengthOf(writesIn(sent), 1)
    })
  )
})

describe("the journal", () => {
  it.effect("holds what is deleted, and no more than one file for a call that was tried once", () =>
    Effect.gen(function* () {
      const path = yield* folder
      const config = configOf({ ...environment, LOSANT_MCP_JOURNAL: path })
      const { losant } = yield* emulated()
      const { result } = yield* callTool("losant_delete_org", { orgId }, losant, config)
      const [name = "", ...others] = Fs.readdirSync(path)
      assert.isEmpty(others)
      assert.deepInclude(result.structuredContent, { journal: Path.join(path, name) })
      const saved = JSON.parse(Fs.readFileSync(Path.join(path, name), "utf8"))
      assert.strictEqual(saved.organization.name, "Northwind")
      assert.lengthOf(saved.members, 2)
      assert.lengthOf(saved.invites, 1)
    })
  )

  it.effect("that cannot be written lets nothing be deleted, and the trail says so", () =>
    Effect.gen(function* () {
      const { path, config, lines } = yield* Effect.map(folder, (root) => {
        const file = Path.join(root, "file")
        Fs.writeFileSync(file, "")
        const audit = Path.join(root, "trail.jsonl")
        return {
          path: file,
          config: configOf({ ...environment, LOSANT_MCP_JOURNAL: file, LOSANT_MCP_AUDIT: audit }),
          lines: () => Fs.readFileSync(audit, "utf8").trimEnd().split("\n")
        }
      })
      const { losant, sent } = yield* emulated()
      const { result, text } = yield* callTool("losant_delete_org", { orgId }, losant, config)
      assert.isTrue(result.isError)
      assert.include(text, "could not be saved first")
      assert.include(text, path)
      assert.isEmpty(writesIn(sent))
      assert.lengthOf(lines(), 1)
      assert.include(lines()[0], '"outcome":"refused"')
    })
  )

  it.effect("is named where the deletion fails after it was written", () =>
    Effect.gen(function* () {
      const path = yield* folder
      const config = configOf({ ...environment, LOSANT_MCP_JOURNAL: path })
      const { losant } = yield* emulated(lost)
      const { result, text } = yield* callTool("losant_delete_org", { orgId }, losant, config)
      assert.isTrue(result.isError)
      assert.include(text, "It is not known whether Losant carried it out.")
      assert.include(text, "The organization as it was before the call is saved in ")
      assert.include(text, String(Fs.readdirSync(path)[0]))
    })
  )

  it.effect("is written for nothing but the deletion of an organization", () =>
    Effect.gen(function* () {
      const path = yield* folder
      const config = configOf({ ...environment, LOSANT_MCP_JOURNAL: path })
      const { losant } = yield* emulated()
      yield* callTool("losant_remove_org_member", { orgId, userId: "ada@example.com" }, losant, config)
      yield* callTool("losant_update_org", { orgId, disabledAt: "true" }, losant, config)
      yield* callTool("losant_delete_org", { orgId, dryRun: true }, losant, config)
      assert.isEmpty(Fs.readdirSync(path))
    })
  )
})
