import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import { readHints } from "../../src/model/tool/ToolSpec.ts"
import { noPolicy, type PolicyFlags, parsePolicy, showsTool } from "../../src/policy/Policy.ts"
import type { KnownTool } from "../../src/policy/toolSelection.ts"

const tool = (name: string, toolset: string, isOnByDefault: boolean): KnownTool => ({
  name,
  hints: readHints,
  toolset,
  isOnByDefault
})

const tools = [
  tool("losant_list_orgs", "orgs", true),
  tool("losant_get_org", "orgs", true),
  tool("losant_find_members", "bulk", true),
  tool("losant_list_tokens", "tokens", false)
]

type Environment = Readonly<Record<string, string>>

/** The names of the tools that a server offers. */
const offered = (flags: PolicyFlags, environment: Environment = {}) =>
  Result.match(parsePolicy(flags, environment, tools), {
    onSuccess: (policy) => tools.filter((one) => showsTool(policy, one)).map(({ name }) => name),
    onFailure: (problem) => assert.fail(problem)
  })

const problemOf = (flags: PolicyFlags, environment: Environment = {}) =>
  Result.match(parsePolicy(flags, environment, tools), {
    onSuccess: () => assert.fail("no problem was found"),
    onFailure: (problem) => problem
  })

describe("the tools that a server offers", () => {
  it("are those of the toolsets that are on by default", () => {
    assert.deepStrictEqual(offered({}), ["losant_list_orgs", "losant_get_org", "losant_find_members"])
  })

  it("are those of the chosen toolsets, by flag or by variable", () => {
    assert.deepStrictEqual(offered({ toolsets: ["tokens"] }), ["losant_list_tokens"])
    assert.deepStrictEqual(offered({}, { LOSANT_MCP_TOOLSETS: "bulk, tokens" }), [
      "losant_find_members",
      "losant_list_tokens"
    ])
  })

  it("are those that are on by default with others, if both are named", () => {
    assert.deepStrictEqual(
      offered({ toolsets: ["default", "tokens"] }),
      tools.map(({ name }) => name)
    )
    assert.deepStrictEqual(offered({}, { LOSANT_MCP_TOOLSETS: "default" }), offered({}))
  })

  it("are those that both the flag and the variable choose", () => {
    assert.deepStrictEqual(offered({ toolsets: ["orgs", "bulk"] }, { LOSANT_MCP_TOOLSETS: "bulk,tokens" }), [
      "losant_find_members"
    ])
  })

  it("are exactly the named ones, whatever is on by default", () => {
    assert.deepStrictEqual(offered({ tools: ["losant_list_tokens", "losant_get_org"] }), [
      "losant_get_org",
      "losant_list_tokens"
    ])
    assert.deepStrictEqual(offered({ tools: ["losant_list_tokens"], toolsets: ["tokens"] }), ["losant_list_tokens"])
  })

  it("are named with or without spaces around", () => {
    assert.deepStrictEqual(offered({ tools: [" losant_get_org "], excludeTools: [" losant_list_orgs"] }), [
      "losant_get_org"
    ])
  })

  it("are all but the excluded ones", () => {
    assert.deepStrictEqual(offered({ toolsets: ["orgs"], excludeTools: ["losant_get_org"] }), ["losant_list_orgs"])
    assert.deepStrictEqual(offered({ excludeTools: ["losant_list_tokens"] }), offered({}))
  })

  it("are all if everything is on: the policy then names none", () => {
    const everything = tools.map((one) => ({ ...one, isOnByDefault: true }))
    assert.deepStrictEqual(parsePolicy({}, {}, everything), Result.succeed(noPolicy))
  })
})

describe("a name that no tool has", () => {
  const listed = "The tools are losant_list_orgs, losant_get_org, losant_find_members, losant_list_tokens."

  it("is told with the closest one, if any is close", () => {
    assert.strictEqual(
      problemOf({ tools: ["losant_get_orgs"] }),
      `--tools: there is no tool "losant_get_orgs": did you mean losant_get_org? ${listed}`
    )
    assert.strictEqual(problemOf({ tools: ["zzz"] }), `--tools: there is no tool "zzz". ${listed}`)
  })
})

describe("a choice of tools that cannot be meant", () => {
  it.each<readonly [PolicyFlags, Environment, ReadonlyArray<string>]>([
    [
      { tools: ["losant_get_org"], toolsets: ["bulk"] },
      {},
      ["--tools: losant_get_org belongs to the toolset orgs, which is off", "Add orgs to --toolsets"]
    ],
    [
      { toolsets: ["bulk"] },
      { LOSANT_MCP_TOOLS: "losant_find_members,losant_list_tokens" },
      ["LOSANT_MCP_TOOLS: losant_list_tokens belongs to the toolset tokens", "LOSANT_MCP_TOOLSETS"]
    ],
    [
      { toolsets: ["org"] },
      {},
      ["--toolsets: there is no toolset", "did you mean orgs?", "default, orgs, bulk, tokens"]
    ],
    [{}, { LOSANT_MCP_TOOLSETS: "all" }, ["LOSANT_MCP_TOOLSETS: there is no toolset", "default, orgs, bulk, tokens"]],
    [{ toolsets: ["orgs", ""] }, {}, ["--toolsets: a value is empty"]],
    [{ toolsets: ["orgs"] }, { LOSANT_MCP_TOOLSETS: "bulk" }, ["--toolsets", "together they leave no tool"]]
  ])("stops the start: %j %j", (flags, environment, words) => {
    const problem = problemOf(flags, environment)
    for (const word of words) assert.include(problem, word)
  })
})
