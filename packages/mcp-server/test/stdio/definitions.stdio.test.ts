// The first answers of the built server over real stdio: the server itself, and its tools.
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { definitions } from "../../src/tools/definitions/definitions.ts"
import { toolsetOf } from "../../src/tools/registry.ts"
import { build } from "../support/built.ts"
import {
  maxTokensOfDefaults,
  maxTokensOfList,
  onByDefault,
  readCommitted,
  snapshotOf,
  sumOf,
  tokensOf
} from "../support/definitions.ts"
import { type Session, type Setup, startSession } from "../support/losant.ts"
import { instanceId } from "../support/samples.ts"
import { revisions } from "../support/serving.ts"

beforeAll(build, 60_000)

// Nobody listens there: no list may ask Losant.
const nowhere = { url: "http://127.0.0.1:9", instanceId }

const names = [...toolsetOf.keys()]

describe.each(revisions)("for a client of %s", (_, options) => {
  let session: Session
  beforeAll(async () => {
    session = await startSession(nowhere, options, {
      hasInstance: false,
      env: { LOSANT_MCP_PROFILE: "staging", LOSANT_API_TOKEN: "" }
    })
  }, 60_000)
  afterAll(() => session.client.close())

  it("are the definitions of the snapshot, within what they may cost", async () => {
    const { tools } = await session.client.listTools()
    assert.deepStrictEqual(JSON.parse(JSON.stringify(tools.map(snapshotOf))), names.map(readCommitted))
    assert.isBelow(sumOf(onByDefault(tools)), maxTokensOfDefaults)
    // As it came: with what the protocol adds to the list.
    const [list] = session.heard.filter((line) => line.includes('"tools":[')).map((line) => JSON.parse(line))
    assert.isBelow(tokensOf({ ...list.result, tools: onByDefault(list.result.tools) }), maxTokensOfList)
    for (const tool of tools) {
      assert.notProperty(tool, "icons")
      assert.isString(tool.annotations?.title)
    }
  })

  it("names the profile in the title of the server, which has icons for both backgrounds", () => {
    const { title, icons = [] } = { title: undefined, ...session.client.getServerVersion() }
    assert.strictEqual(title, "Losant [staging]")
    assert.deepStrictEqual(
      icons.map(({ theme }) => theme),
      ["light", "dark"]
    )
    for (const { src, mimeType } of icons) {
      assert.strictEqual(mimeType, "image/svg+xml")
      assert.match(Buffer.from(src.replace("data:image/svg+xml;base64,", ""), "base64").toString(), /^<svg .*<\/svg>$/)
    }
  })

  const namesWith = async (setup: Setup) => {
    const { client } = await startSession(nowhere, options, setup)
    try {
      return (await client.listTools()).tools.map(({ name }) => name)
    } finally {
      await client.close()
    }
  }

  it("leaves out the tools that the policy hides", async () => {
    const readOnly = await namesWith({ args: ["--read-only"] })
    assert.deepStrictEqual(
      readOnly,
      definitions.filter(({ name, hints }) => hints.readOnlyHint && names.includes(name)).map(({ name }) => name)
    )
    assert.deepStrictEqual(await namesWith({ args: ["--tools", "losant_get_org,losant_list_orgs"] }), [
      "losant_list_orgs",
      "losant_get_org"
    ])
    const without = await namesWith({ env: { LOSANT_MCP_EXCLUDE_TOOLS: "losant_delete_org" } })
    assert.deepStrictEqual(
      without,
      names.filter((name) => name !== "losant_delete_org")
    )
  })
})
