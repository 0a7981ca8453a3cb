import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import type { Environment } from "../../src/model/Environment.ts"
import { addHints, readHints, replaceHints } from "../../src/model/tool/ToolSpec.ts"
import { ruleForms } from "../../src/policy/OrgRule.ts"
import { noPolicy, type PolicyFlags, parsePolicy, showsTool } from "../../src/policy/Policy.ts"
import { conditionsLength, maxConditionsLength } from "../../src/policy/rulesQuery.ts"
import { makeTools } from "../../src/tools/registry.ts"

const known = [
  { name: "losant_list_orgs", hints: readHints, toolset: "orgs", isOnByDefault: true },
  { name: "losant_get_org", hints: readHints, toolset: "orgs", isOnByDefault: true },
  { name: "losant_delete_org", hints: replaceHints, toolset: "orgs", isOnByDefault: true }
]
/** A value that a desktop client passes on if it does not fill in the setting. */
const placeholder = (name: string) => `\${${name}}`

const id = "5f00000000000000000000a1"

const parsed = (flags: PolicyFlags, environment: Environment = {}) =>
  Result.getOrThrowWith(parsePolicy(flags, environment, known), (message) => new Error(message))

const refused = (flags: PolicyFlags, environment: Environment = {}) => {
  const policy = parsePolicy(flags, environment, known)
  return Result.isFailure(policy) ? policy.failure : assert.fail("it was taken")
}

describe("parsePolicy", () => {
  it("allows everything without settings, and with empty ones", () => {
    assert.deepStrictEqual(parsed({}), noPolicy)
    const none = { readOnly: false, tools: [], excludeTools: [], allowOrg: [], denyOrg: [] }
    const empty = {
      LOSANT_MCP_READ_ONLY: "",
      LOSANT_MCP_TOOLS: " ",
      LOSANT_MCP_EXCLUDE_TOOLS: "",
      LOSANT_MCP_ALLOW_ORG: "",
      LOSANT_MCP_DENY_ORG: ""
    }
    assert.deepStrictEqual(parsed(none, empty), noPolicy)
  })

  it("reads flags, and the environment as well", () => {
    const policy = {
      readOnly: true,
      tools: ["losant_list_orgs", "losant_get_org"],
      excludeTools: ["losant_get_org"],
      allow: [
        [
          { kind: "id", id },
          { kind: "name", name: "Acme" }
        ]
      ],
      deny: [{ kind: "tag", key: "env", value: "production" }]
    }
    const flags = {
      readOnly: true,
      tools: ["losant_get_org", "losant_list_orgs"],
      excludeTools: ["losant_get_org"],
      allowOrg: [id, "Acme"],
      denyOrg: ["tag:env=production"]
    }
    assert.deepStrictEqual(parsed(flags) as unknown, policy)
    const environment = {
      LOSANT_MCP_READ_ONLY: "true",
      LOSANT_MCP_TOOLS: "losant_get_org, losant_list_orgs",
      LOSANT_MCP_EXCLUDE_TOOLS: "losant_get_org",
      LOSANT_MCP_ALLOW_ORG: `${id},Acme`,
      LOSANT_MCP_DENY_ORG: '["tag:env=production"]'
    }
    assert.deepStrictEqual(parsed({}, environment) as unknown, policy)
  })

  it("applies the stricter of flag and variable", () => {
    const policy = parsed(
      {
        tools: ["losant_list_orgs", "losant_get_org"],
        excludeTools: ["losant_delete_org"],
        allowOrg: ["A"],
        denyOrg: ["C"]
      },
      {
        LOSANT_MCP_READ_ONLY: "yes",
        LOSANT_MCP_TOOLS: "losant_get_org,losant_delete_org",
        LOSANT_MCP_EXCLUDE_TOOLS: "losant_list_orgs",
        LOSANT_MCP_ALLOW_ORG: "B",
        LOSANT_MCP_DENY_ORG: "D"
      }
    )
    const name = (name: string) => ({ kind: "name", name }) as const
    assert.deepStrictEqual(policy, {
      readOnly: true,
      tools: ["losant_get_org"],
      excludeTools: ["losant_delete_org", "losant_list_orgs"],
      allow: [[name("A")], [name("B")]],
      deny: [name("C"), name("D")]
    })
    assert.isTrue(parsed({ readOnly: true }, { LOSANT_MCP_READ_ONLY: "false" }).readOnly)
    assert.isTrue(parsed({ readOnly: false }, { LOSANT_MCP_READ_ONLY: "true" }).readOnly)
  })

  for (const [what, flags, environment, ...words] of [
    [
      "an unknown tool",
      { tools: ["losant_list_org"] },
      {},
      "--tools:",
      "did you mean losant_list_orgs?",
      "losant_delete_org"
    ],
    [
      "an unknown tool to leave out",
      {},
      { LOSANT_MCP_EXCLUDE_TOOLS: "delete" },
      "LOSANT_MCP_EXCLUDE_TOOLS:",
      '"delete"'
    ],
    ["an empty tool", { excludeTools: [""] }, {}, "--exclude-tools: a value is empty"],
    [
      "an empty item",
      {},
      { LOSANT_MCP_ALLOW_ORG: "Acme,," },
      "LOSANT_MCP_ALLOW_ORG: a value is empty",
      "tag:key=value"
    ],
    ["a broken list", {}, { LOSANT_MCP_DENY_ORG: "[Acme" }, "LOSANT_MCP_DENY_ORG:", "JSON list"],
    ["a broken tag", { denyOrg: ["tag:env"] }, {}, '--deny-org: "tag:env"', "tag:key=value"],
    ["a broken id", { allowOrg: [id.slice(2)] }, {}, "--allow-org:", "24 hexadecimal digits"],
    ["a broken boolean", {}, { LOSANT_MCP_READ_ONLY: "ja" }, 'LOSANT_MCP_READ_ONLY: "ja"', "true, 1, yes, on"],
    [
      "a placeholder",
      {},
      { LOSANT_MCP_DENY_ORG: placeholder("user_config.deny") },
      "LOSANT_MCP_DENY_ORG:",
      "was not filled in"
    ],
    [
      "a placeholder in a flag",
      { allowOrg: [`tag:env=${placeholder("ENV")}`] },
      {},
      "--allow-org:",
      "was not filled in"
    ],
    [
      "a placeholder for tools",
      {},
      { LOSANT_MCP_TOOLS: placeholder("TOOLS") },
      "LOSANT_MCP_TOOLS:",
      "was not filled in"
    ],
    [
      "a placeholder for read-only",
      {},
      { LOSANT_MCP_READ_ONLY: placeholder("RO") },
      "LOSANT_MCP_READ_ONLY:",
      "neither true nor false"
    ],
    ["no tool left", { tools: ["losant_get_org"], excludeTools: ["losant_get_org"] }, {}, "leave no tool", "--tools"],
    [
      "no tool left where only tools that read are there",
      { readOnly: true, tools: ["losant_delete_org"] },
      {},
      "leave no tool",
      "--tools",
      "--read-only"
    ],
    [
      "tools that exclude each other",
      { tools: ["losant_get_org"] },
      { LOSANT_MCP_TOOLS: "losant_list_orgs" },
      "leave no tool",
      "LOSANT_MCP_TOOLS"
    ],
    [
      "more rules than fit a query",
      { denyOrg: Array.from({ length: 500 }, (_, index) => `Organization ${index}`) },
      {},
      "--deny-org",
      "too long for a query",
      "Give the organizations a tag"
    ]
  ] satisfies ReadonlyArray<readonly [string, PolicyFlags, Environment, ...Array<string>]>) {
    it(`refuses ${what}, and names the setting and the allowed values`, () => {
      const message = refused(flags, environment)
      for (const word of words) assert.include(message, word)
    })
  }

  it("reports all mistakes at once, a line each", () => {
    const message = refused({ tools: ["x"], denyOrg: ["tag:x", " "] }, { LOSANT_MCP_READ_ONLY: "maybe" })
    assert.lengthOf(message.split("\n"), 4)
  })

  for (const [what, flags, environment, message] of [
    ["a value of spaces", { denyOrg: [" "] }, {}, `--deny-org: a value is empty; write ${ruleForms}.`],
    ["an empty tool", { tools: [""] }, {}, "--tools: a value is empty; write names of tools."],
    [
      "an empty tool to leave out",
      { excludeTools: [""] },
      {},
      "--exclude-tools: a value is empty; write names of tools."
    ],
    ["an empty toolset", { toolsets: [""] }, {}, "--toolsets: a value is empty; write names of toolsets."],
    [
      "a list that is broken",
      {},
      { LOSANT_MCP_TOOLS: "[x" },
      'LOSANT_MCP_TOOLS: a value that begins with [ has to be a JSON list of texts, such as ["Acme, Inc.", "tag:env=staging"].'
    ],
    [
      "no tool left",
      { excludeTools: known.map(({ name }) => name) },
      {},
      "--toolsets, LOSANT_MCP_TOOLSETS, --tools, LOSANT_MCP_TOOLS, --exclude-tools, LOSANT_MCP_EXCLUDE_TOOLS: together they leave no tool."
    ],
    [
      "no tool left to a read-only server",
      { readOnly: true, tools: ["losant_delete_org"] },
      {},
      "--toolsets, LOSANT_MCP_TOOLSETS, --tools, LOSANT_MCP_TOOLS, --exclude-tools, LOSANT_MCP_EXCLUDE_TOOLS, --read-only, LOSANT_MCP_READ_ONLY: together they leave no tool."
    ]
  ] satisfies ReadonlyArray<readonly [string, PolicyFlags, Environment, string]>) {
    it(`says nothing but the one mistake: ${what}`, () => {
      assert.strictEqual(refused(flags, environment), message)
    })
  }

  it("names unknown tools by their setting", () => {
    for (const flags of [{ tools: ["x"] }, { excludeTools: ["x"] }]) assert.include(refused(flags), "there is no tool ")
    assert.include(refused({ toolsets: ["x"] }), "there is no toolset ")
  })

  it("takes rules up to the length of a query, and no longer ones", () => {
    const ids = Array.from({ length: 175 }, (_, index) => `5e${String(index).padStart(22, "0")}`)
    const rulesOf = (count: number): PolicyFlags => ({ allowOrg: ["a".repeat(count), ...ids] })
    const left = maxConditionsLength - conditionsLength(parsed(rulesOf(1)))
    assert.strictEqual(conditionsLength(parsed(rulesOf(1 + left))), maxConditionsLength)
    assert.match(
      refused(rulesOf(2 + left)),
      /^--allow-org, LOSANT_MCP_ALLOW_ORG, --deny-org, LOSANT_MCP_DENY_ORG: the rules are too long .* 6001 characters of at most 6000\./
    )
  })

  it("does not count the length of rules while there are other mistakes", () => {
    const denyOrg = Array.from({ length: 500 }, (_, index) => `Organization ${index}`)
    assert.notInclude(refused({ denyOrg, tools: ["x"] }), "too long")
  })

  it("takes a hundred and fifty ids", () => {
    const ids = Array.from({ length: 150 }, (_, index) => `5e${String(index).padStart(22, "0")}`)
    assert.lengthOf(parsed({ denyOrg: ids }).deny, 150)
  })
})

describe("showsTool", () => {
  const tool = { name: "losant_get_org", hints: readHints }

  it("hides a tool that is not listed, or is excluded", () => {
    assert.isTrue(showsTool(noPolicy, tool))
    assert.isTrue(showsTool({ ...noPolicy, tools: ["losant_get_org"] }, tool))
    assert.isFalse(showsTool({ ...noPolicy, tools: ["losant_list_orgs"] }, tool))
    assert.isFalse(showsTool({ ...noPolicy, excludeTools: ["losant_get_org"] }, tool))
    assert.isFalse(showsTool({ ...noPolicy, tools: ["losant_get_org"], excludeTools: ["losant_get_org"] }, tool))
  })

  it("hides tools that write on a read-only server", () => {
    const readOnly = { ...noPolicy, readOnly: true }
    assert.isTrue(showsTool(readOnly, tool))
    assert.isFalse(showsTool(readOnly, { ...tool, hints: addHints }))
    assert.isFalse(showsTool({ ...readOnly, tools: ["losant_get_org"] }, { ...tool, hints: replaceHints }))
    const shown = makeTools(true)
      .map(({ spec }) => spec)
      .filter((spec) => showsTool(readOnly, spec))
    assert.isAbove(shown.length, 5)
    assert.isTrue(shown.every(({ write }) => write === undefined))
  })
})
