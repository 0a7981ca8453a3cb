// A plan compares an instance with the files: what it finds, and what it refuses.
import { assert, describe, it } from "@effect/vitest"
import { Emulator } from "@effect-losant/emulator"
import { Fleet, FleetFiles, type Write } from "@effect-losant/fleet"
import * as Effect from "effect/Effect"
import { apply, on, orgOf, planOf, plant, plantId, plants, statesOf } from "../support/plants.ts"

const lineOf = (write: Write) => `${write._tag} ${write.orgName}`

describe("pull", () => {
  const everything = plants(3, {
    description: 'A "plant": #1\nwith lines',
    mfaMode: "required",
    banner: { level: "info", message: "Maintenance" },
    whitelistedEmailDomains: ["example.com"],
    disabledAt: "2026-01-01T00:00:00.000Z",
    tags: [
      { key: "zone", value: "1" },
      { key: "zone", value: "2" },
      { key: "year", value: "2026" }
    ],
    members: [
      { email: "ada@example.com", role: "admin" },
      { email: "jo@example.com", role: "view" }
    ],
    invites: [{ email: "new@example.com", role: "edit" }]
  })

  it.effect("is followed by an empty plan", () =>
    Effect.gen(function* () {
      const { instanceId } = yield* Emulator
      const fleet = yield* Fleet
      for (const keyFrom of ["name", "id"] as const) {
        const files = yield* fleet.pull(instanceId, {
          manage: ["settings", "limits", "tags", "members", "invites"],
          keyFrom,
          orgsPerFile: 2
        })
        assert.deepStrictEqual(
          files.map(({ name }) => name),
          ["fleet-1.yaml", "fleet-2.yaml", "fleet-3.yaml"]
        )
        const wanted = yield* FleetFiles.parse(files.map(({ name, text }) => ({ file: name, text })))
        assert.lengthOf(wanted.orgs, 5)
        const plan = yield* fleet.plan(wanted)
        assert.deepStrictEqual([plan.writes, plan.notes], [[], []])
        // Nothing was lost on the way: a plan for an emptied field finds it.
        assert.include(files[0]?.text, "zone:\n        - '1'\n        - '2'")
      }
    }).pipe(Effect.provide(on([...everything, plant(4, { name: "Plant 1" }), plant(5)])))
  )

  it.effect("refuses organizations that have one key", () =>
    Effect.gen(function* () {
      const { instanceId } = yield* Emulator
      const { message } = yield* Effect.flip(Fleet.use(({ pull }) => pull(instanceId)))
      assert.include(message, "Several organizations have the tag fleet-key with one key (same)")
    }).pipe(Effect.provide(on(plants(2, { tags: [{ key: "fleet-key", value: "same" }] }))))
  )
})

describe("a plan", () => {
  it.effect("merges limits and tags, and takes away only what is null", () =>
    Effect.gen(function* () {
      const plan = yield* planOf(
        "orgs: { plant-1: { limits: { device: 20, member: null }, tags: { region: us, new: [a, b] } } }"
      )
      assert.deepInclude(plan.writes[0], {
        _tag: "update_org",
        changes: {
          limits: { device: 20 },
          tags: {
            add: [
              { key: "region", value: "us" },
              { key: "new", value: "a" },
              { key: "new", value: "b" }
            ],
            remove: [{ key: "region", value: "eu" }]
          },
          clear: ["limits.member"]
        },
        dangers: ["removeLimit"]
      })
      assert.deepStrictEqual(statesOf(yield* apply(plan, { allowDangerous: true })), ["done"])
      const { limits, tags } = yield* orgOf(1)
      assert.strictEqual(limits?.device, 20)
      assert.notProperty(limits, "member")
      assert.sameDeepMembers(
        [...(tags ?? [])],
        [
          { key: "fleet-key", value: "plant-1" },
          { key: "region", value: "us" },
          { key: "new", value: "a" },
          { key: "new", value: "b" }
        ]
      )
    }).pipe(Effect.provide(on(plants(2))))
  )

  it.effect("creates what has a name and no organization, with its key, settings and people", () =>
    Effect.gen(function* () {
      const text =
        "manage: [limits, tags, members, invites]\norgs: { new: { name: New, limits: { device: 5 }, tags: { a: b }, " +
        "members: { ada@example.com: admin }, invites: { jo@example.com: view } } }"
      const plan = yield* planOf(text)
      assert.deepStrictEqual(plan.writes.map(lineOf), ["create_org New", "invite_to_new_org New"])
      assert.isEmpty(plan.notes.filter(({ org }) => org === "new"))
      assert.deepStrictEqual(statesOf(yield* apply(plan, { allowDangerous: true })), ["done", "done"])
      assert.deepStrictEqual((yield* planOf(text)).writes, [])
    }).pipe(Effect.provide(on(plants(1))))
  )

  it.effect("brings all people into a new organization, beyond those that Losant takes with it", () =>
    Effect.gen(function* () {
      const members = Array.from({ length: 13 }, (_, index) => `m${index}@example.com: edit`)
      const text =
        `manage: [members, invites]\norgs:\n  first: { name: First, invites: { jo@example.com: view, M1@example.com: view } ,` +
        ` members: { m1@example.com: edit, gone@example.com: null } }\n  new: { name: New, members: { ${members.join(", ")} } }`
      const plan = yield* planOf(text)
      assert.deepStrictEqual(plan.writes.map(lineOf), [
        "create_org First",
        "invite_to_new_org First",
        "create_org New",
        ...Array.from({ length: 3 }, () => "add_to_new_org New")
      ])
      assert.deepStrictEqual(
        plan.writes.map((write) => ("newOrg" in write ? write.newOrg : undefined)),
        [undefined, 0, undefined, 2, 2, 2]
      )
      const states = statesOf(yield* apply(plan, { allowDangerous: true }))
      assert.deepStrictEqual(states, ["done", "done", "done", "done", "done", "done"])
      assert.deepStrictEqual((yield* planOf(text)).writes, [])
    }).pipe(Effect.provide(on(plants(1))))
  )

  it.effect("leaves people for the next run who do not fit into the set of their organization", () =>
    Effect.gen(function* () {
      const invites = Array.from({ length: 201 }, (_, index) => `i${index}@example.com: view`)
      const plan = yield* planOf(`manage: [invites]\norgs: { new: { name: New, invites: { ${invites.join(", ")} } } }`)
      assert.lengthOf(plan.writes, 200)
      assert.deepStrictEqual(
        plan.notes.filter(({ org }) => org === "new").map(({ message }) => message),
        ["It is new: 2 of its members and invitations come with the next run."]
      )
    }).pipe(Effect.provide(on(plants(1))))
  )

  it.effect("tags an organization that is named by its id with its first other change, or with adopt", () =>
    Effect.gen(function* () {
      const same = `orgs: { mine: { id: "${plantId(1)}", name: Plant 1 } }`
      assert.deepStrictEqual((yield* planOf(same)).writes, [])
      const tag = { add: [{ key: "fleet-key", value: "mine" }] as const }
      assert.deepInclude((yield* planOf(same, { adopt: true })).writes[0], { changes: { name: "Plant 1", tags: tag } })
      const changed = yield* planOf(`orgs: { mine: { id: "${plantId(1)}", description: x } }`)
      assert.deepInclude(changed.writes[0], { changes: { description: "x", tags: tag } })
      assert.deepStrictEqual(statesOf(yield* apply(changed)), ["done"])
      // From now on the key alone names it, under another name too.
      const renamed = yield* planOf("orgs: { mine: { name: Renamed } }")
      assert.deepStrictEqual(renamed.writes.map(lineOf), ["update_org Plant 1"])
    }).pipe(Effect.provide(on([plant(1, { tags: [] })])))
  )

  const refusals: ReadonlyArray<readonly [name: string, text: string, problem: string]> = [
    [
      "a name that is there without the tag",
      "orgs:\n  mine:\n    name: Plant 3\n",
      `fleet.yaml:5:5: orgs.mine.name: an organization of this name is there without the tag fleet-key: add id: ${plantId(3)} to adopt it, or choose another name.`
    ],
    [
      "an id that the instance does not have",
      `orgs:\n  mine:\n    id: "${plantId(9)}"\n`,
      "fleet.yaml:5:5: orgs.mine.id: the instance has no organization with this id: correct it, or remove this key."
    ],
    [
      "an organization with another key",
      `orgs:\n  mine: { id: "${plantId(1)}" }\n`,
      'fleet.yaml:4:11: orgs.mine.id: this organization has the key "plant-1": use that key.'
    ],
    [
      "an id other than the tag names",
      `orgs:\n  plant-1: { id: "${plantId(3)}" }\n`,
      `fleet.yaml:4:14: orgs.plant-1.id: the tag fleet-key names ${plantId(1)} for this key: correct the id, or take the tag away.`
    ],
    [
      "a key without anything",
      "orgs:\n  mine: {}\n",
      "fleet.yaml:4:3: orgs.mine: no organization has this key: add its name to create it, or its id to adopt it."
    ],
    [
      "a tag that two organizations have",
      "orgs:\n  same: {}\n",
      `fleet.yaml:4:3: orgs.same: 2 organizations have the tag fleet-key with this key (${plantId(4)}, ${plantId(5)}): take it from all but one.`
    ]
  ]
  for (const [name, text, problem] of refusals) {
    it.effect(`refuses ${name}`, () =>
      Effect.gen(function* () {
        const { message } = yield* Effect.flip(planOf(text))
        assert.strictEqual(message, problem)
      }).pipe(
        Effect.provide(
          on([
            plant(1),
            plant(3, { tags: [] }),
            plant(4, { tags: [{ key: "fleet-key", value: "same" }] }),
            plant(5, { tags: [{ key: "fleet-key", value: "same" }] })
          ])
        )
      )
    )
  }

  it.effect("adds a new admin before it takes the old one out", () =>
    Effect.gen(function* () {
      const plan = yield* planOf(
        "manage: [members]\norgs: { plant-1: { members: { ada@example.com: null, jo@example.com: admin } } }"
      )
      assert.deepStrictEqual(
        plan.writes.map(({ _tag, dangers }) => [_tag, ...dangers]),
        [
          ["add_member", "makeAdmin"],
          ["remove_member", "removeMember"]
        ]
      )
      assert.deepStrictEqual(statesOf(yield* apply(plan, { allowDangerous: true })), ["done", "done"])
    }).pipe(Effect.provide(on(plants(1))))
  )

  it.effect("tells members whom no file has, and takes them out only with prune", () =>
    Effect.gen(function* () {
      const text = "manage: [members]\nmembers: exact\norgs: { plant-1: { members: { ada@example.com: admin } } }"
      const plan = yield* planOf(text)
      assert.deepStrictEqual(plan.writes, [])
      assert.deepStrictEqual(
        plan.notes.map(({ message }) => message),
        ["The member jo@example.com is in no file: --prune takes such members out."]
      )
      assert.deepStrictEqual((yield* planOf(text, { prune: true })).writes.map(lineOf), ["remove_member Plant 1"])
      // With the usual additive members nobody is even told.
      assert.deepStrictEqual((yield* planOf(text.replace("members: exact\n", ""), { prune: true })).writes, [])
    }).pipe(
      Effect.provide(
        on(
          plants(1, {
            members: [
              { email: "ada@example.com", role: "admin" },
              { email: "jo@example.com", role: "view" }
            ]
          })
        )
      )
    )
  )

  it.effect("reads members and invitations only of organizations that want some", () =>
    Effect.gen(function* () {
      const text = "manage: [limits, members, invites]\norgs: { plant-1: { limits: { device: 10 } }, plant-2: {}"
      assert.strictEqual((yield* planOf(`${text} }`)).requests, 1)
      const withPeople = `${text}, plant-3: { members: {}, invites: { jo@example.com: null } } }`
      assert.strictEqual((yield* planOf(withPeople)).requests, 3)
    }).pipe(Effect.provide(on(plants(3))))
  )
})

describe("what no file has", () => {
  it.effect("is told, and disabled only with prune, unless it is protected", () =>
    Effect.gen(function* () {
      const plan = yield* planOf("orgs: { plant-1: {} }")
      assert.deepStrictEqual(plan.writes, [])
      assert.deepStrictEqual(
        plan.notes.map(({ org, message }) => [org, message]),
        [
          ["Plant 2", "No file has its key plant-2: --prune disables it."],
          ["Plant 3", "No file has its key plant-3: --prune disables it."]
        ]
      )
      const pruned = yield* planOf("orgs: { plant-1: {} }", { prune: true })
      assert.deepStrictEqual(
        pruned.writes.map((write) => [lineOf(write), ...write.dangers]),
        [["update_org Plant 2", "disableOrg"]]
      )
      assert.deepStrictEqual(
        pruned.notes.map(({ message }) => message),
        ["It is not disabled: it has the tag fleet-protect."]
      )
    }).pipe(
      Effect.provide(
        on([
          plant(1),
          plant(2),
          plant(3, {
            tags: [
              { key: "fleet-key", value: "plant-3" },
              { key: "fleet-protect", value: "true" }
            ]
          }),
          plant(4, { tags: [] })
        ])
      )
    )
  )

  it.effect("is deleted only by file and flag, and the plan holds a copy", () =>
    Effect.gen(function* () {
      const text = "orgs: { plant-1: {}, plant-2: { absent: deleted }, plant-3: { absent: deleted } }"
      const without = yield* planOf(text)
      assert.deepStrictEqual(without.writes, [])
      assert.deepStrictEqual(
        without.notes.map(({ message }) => message),
        ["It is not deleted without --prune."]
      )
      const plan = yield* planOf(text, { prune: true })
      const [write] = plan.writes
      assert.deepInclude(write, { _tag: "delete_org", orgName: "Plant 2", dangers: ["deleteOrg"] })
      assert.include(JSON.stringify(write), "ada@example.com")
      const options = { allowDangerous: true, maxRemovals: 1 }
      assert.include((yield* Effect.flip(apply(plan, options))).message, '"Plant 2" would be deleted for good')
      assert.deepStrictEqual(statesOf(yield* apply(plan, { ...options, confirmedNames: ["Plant 2"] })), ["done"])
      assert.strictEqual((yield* Effect.flip(orgOf(2)))._tag, "LosantNotFound")
    }).pipe(Effect.provide(on(plants(2))))
  )

  it.effect("keeps what is protected, until protect is false", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(statesOf(yield* apply(yield* planOf("orgs: { plant-1: { protect: true } }"))), ["done"])
      const absent = yield* planOf("orgs: { plant-1: { absent: disabled } }")
      assert.deepStrictEqual(absent.writes, [])
      assert.include(absent.notes[0]?.message, "it has the tag fleet-protect")
      assert.strictEqual(
        (yield* Effect.flip(planOf("orgs: { plant-1: { disabledAt: true } }"))).message,
        "fleet.yaml:3:20: orgs.plant-1.disabledAt: the organization is protected, by its tag fleet-protect: set protect: false in a run before."
      )
      assert.deepStrictEqual(statesOf(yield* apply(yield* planOf("orgs: { plant-1: { protect: false } }"))), ["done"])
      assert.lengthOf((yield* planOf("orgs: { plant-1: { absent: disabled } }")).writes, 1)
    }).pipe(Effect.provide(on(plants(1))))
  )
})
