// The files of a fleet: what is read, and what is refused with its place.
import * as Fs from "node:fs"
import * as Os from "node:os"
import * as Path from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { InstanceId } from "@effect-losant/core"
import { FleetFiles } from "@effect-losant/fleet"
import * as Effect from "effect/Effect"

const head = "version: 1\ninstance: 575ec8687ae143cd83dc4a97\n"

const parse = (...texts: ReadonlyArray<string>) =>
  FleetFiles.parse(texts.map((text, index) => ({ file: `${index + 1}.yaml`, text })))

const refusal = (...texts: ReadonlyArray<string>) =>
  Effect.map(Effect.flip(parse(...texts)), ({ message }) => message.split("\n"))

describe("a file is refused with the place and with what to do", () => {
  const cases: ReadonlyArray<readonly [name: string, text: string, ...problems: ReadonlyArray<string>]> = [
    ["no YAML", "a: [1", "1.yaml:1:6: this is no YAML: unexpected end of the stream within a flow collection."],
    ["nothing", "", "1.yaml: the file is empty: write at least version: 1."],
    ["text", "plants", "1.yaml:1:1: Expected object."],
    [
      "several documents",
      `${head}---\n${head}`,
      "1.yaml: the file has several documents: give each a file of its own, or remove the line ---."
    ],
    [
      "a duplicate key",
      `${head}orgs:\n  a: {}\n  a: {}\n`,
      "1.yaml:5:3: this key stands here a second time in the same place: keep one of the two."
    ],
    ["an unknown version", "version: 2\n", "1.yaml:1:1: version: Expected 1."],
    [
      "unknown fields and wrong values, all at once and in their order",
      `${head}orgs:\n  a:\n    limits: { device: -1, devise: 3 }\n    tags: { year: 2026 }\n`,
      "1.yaml:5:15: orgs.a.limits.device: Expected a value greater than or equal to 0.",
      "1.yaml:5:27: orgs.a.limits.devise: this field is unknown: correct its name, or remove it.",
      "1.yaml:6:13: orgs.a.tags.year: a text is wanted here: write a number or a date in quotes."
    ],
    [
      "two keys for one organization",
      `${head}orgs:\n  a: { id: 575ec8687ae143cd83dc4aaa }\n  b: { id: 575EC8687ae143cd83dc4AAA }\n`,
      "1.yaml:5:8: orgs.b.id: a is this organization too: keep one of the two keys."
    ],
    [
      "the fleet's own tags",
      `${head}orgs:\n  a: { tags: { fleet-key: b } }\n`,
      "1.yaml:4:16: orgs.a.tags.fleet-key: the tag fleet-key belongs to the fleet: remove it here."
    ],
    [
      "a part that is not managed",
      `${head}orgs:\n  a: { members: { ada@example.com: admin } }\n`,
      "1.yaml:4:8: orgs.a.members: manage does not name members: add it there, or remove this field."
    ],
    [
      "an end of what is protected",
      `${head}orgs:\n  a: { protect: true, absent: deleted }\n`,
      "1.yaml:4:23: orgs.a.absent: the organization is protected: remove protect first, in a run of its own."
    ],
    [
      "a key that is no name, and an address that is none",
      `${head}manage: [members]\norgs:\n  a b: { members: { ada: admin } }\n`,
      "1.yaml:5:21: orgs.a b.members.ada: this is no email address: correct it.",
      "1.yaml:5:3: orgs.a b: a key takes letters, digits, . - and _, at most 128: correct it."
    ],
    [
      "an address twice",
      `${head}manage: [members]\norgs:\n  a: { members: { ada@example.com: admin, Ada@example.com: null } }\n`,
      "1.yaml:5:43: orgs.a.members.Ada@example.com: this address stands here a second time in other letters: keep one of the two."
    ],
    ["no instance", "version: 1\n", "1.yaml:1:1: it names no instance: add instance, or set LOSANT_INSTANCE_ID."]
  ]
  for (const [name, text, ...problems] of cases) {
    it.effect(name, () => Effect.map(refusal(text), (found) => assert.deepStrictEqual(found, problems)))
  }

  it.effect("aliases that stand for a million values", () =>
    Effect.gen(function* () {
      const bomb = "bcdefgh".split("").reduce((text, name, index) => {
        const before = "abcdefgh"[index]
        return `${text}${name}: &${name} [${Array.from({ length: 10 }, () => `*${before}`)}]\n`
      }, "a: &a [1]\n")
      const problems = ["1.yaml: its aliases (*name) stand for too much: write the values out, or use defaults."]
      assert.deepStrictEqual(yield* refusal(bomb), problems)
      assert.deepStrictEqual(yield* refusal("a: &a [*a]"), problems)
    })
  )

  it.effect("an instance other than that of the settings", () =>
    Effect.gen(function* () {
      const other = InstanceId.make("575ec8687ae143cd83dc4a98")
      const { message } = yield* Effect.flip(FleetFiles.parse([{ file: "a.yaml", text: head }], other))
      assert.strictEqual(
        message,
        "a.yaml:2:1: instance: this is not the instance 575ec8687ae143cd83dc4a98 that the settings name: use the files of that instance."
      )
    })
  )
})

describe("several files are one fleet", () => {
  it.effect("the defaults of one hold for all, and null in an organization overrides them", () =>
    Effect.gen(function* () {
      const { orgs, manage, members } = yield* parse(
        `${head}members: exact\ndefaults: { limits: { device: 1, file: 2 }, mfaMode: required }\n`,
        "version: 1\norgs:\n  a: { limits: { device: null }, mfaMode: notRequired }\n  b: { absent: disabled }\n",
        '{ "version": 1, "orgs": { "c": {} } }'
      )
      assert.deepStrictEqual(
        orgs.map(({ key, file, spec }) => [key, file, spec]),
        [
          ["a", "2.yaml", { limits: { device: null, file: 2 }, mfaMode: "notRequired" }],
          ["b", "2.yaml", { absent: "disabled" }],
          ["c", "3.yaml", { limits: { device: 1, file: 2 }, mfaMode: "required" }]
        ]
      )
      assert.deepStrictEqual([...manage], ["settings", "limits", "tags"])
      assert.strictEqual(members, "exact")
    })
  )

  it.effect("what stands twice is refused", () =>
    Effect.gen(function* () {
      const file = `${head}manage: [limits]\norgs:\n  a: {}\n`
      assert.deepStrictEqual(yield* refusal(file, file, "version: 1\ninstance: 575ec8687ae143cd83dc4a98\n"), [
        "3.yaml:2:1: instance: this is not the instance 575ec8687ae143cd83dc4a97 of 1.yaml: use the files of that instance.",
        "2.yaml:3:1: manage: 1.yaml has manage for the whole fleet: keep one of the two.",
        "2.yaml:5:3: orgs.a: 1.yaml has this key too: give one of them another key."
      ])
    })
  )

  it.effect("a folder is read with what lies below it, and without hidden files", () =>
    Effect.gen(function* () {
      const folder = yield* Effect.acquireRelease(
        Effect.sync(() => Fs.mkdtempSync(Path.join(Os.tmpdir(), "fleet-files-"))),
        (path) => Effect.sync(() => Fs.rmSync(path, { recursive: true }))
      )
      const write = (name: string, text: string) => {
        Fs.mkdirSync(Path.dirname(Path.join(folder, name)), { recursive: true })
        Fs.writeFileSync(Path.join(folder, name), text)
      }
      assert.include((yield* Effect.flip(FleetFiles.read(folder))).message, "the folder has no file that ends in .yaml")
      write("fleet.yaml", head)
      write("eu/plants.yml", "version: 1\norgs: { a: {} }\n")
      write(".hidden.yaml", "no: fleet\n")
      write("notes.txt", "no fleet")
      assert.deepStrictEqual(
        (yield* FleetFiles.read(folder)).orgs.map(({ key, file }) => [key, Path.relative(folder, file)]),
        [["a", Path.join("eu", "plants.yml")]]
      )
      const missing = Path.join(folder, "missing.yaml")
      assert.strictEqual(
        (yield* Effect.flip(FleetFiles.read(missing))).message,
        `${missing}: it cannot be read: it does not exist.`
      )
    })
  )
})
