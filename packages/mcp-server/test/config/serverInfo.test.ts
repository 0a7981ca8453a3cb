import { assert, describe, it } from "@effect/vitest"
import { Client, InMemoryTransport } from "@modelcontextprotocol/client"
import { McpServer } from "@modelcontextprotocol/server"
import { serveStdio } from "@modelcontextprotocol/server/stdio"
import * as Result from "effect/Result"
import { icons, profileOf, serverInfo, validateProfile } from "../../src/config/serverInfo.ts"
import { version } from "../../src/config/version.ts"
import { revisions } from "../support/serving.ts"

/** The brightness of a color, from 0 to 1, by the formula of the Web Content Accessibility Guidelines. */
const luminance = (color: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 2, 3]
    .map((from) => Number.parseInt(color.slice(from, from + 1), 16) / 15)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const contrast = (one: string, other: string): number => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

describe("profileOf", () => {
  it.each([
    [undefined, undefined],
    ["", undefined],
    [" \n\t ", undefined],
    [" staging ", "staging"],
    ["EU\n production\u2028two", "EU production two"],
    ["\u202Egnigats\u0000", "\\u{202E}gnigats\\u{0}"],
    ["x".repeat(100), "x".repeat(40)]
  ])("reads %j", (value, profile) => {
    assert.strictEqual(profileOf({ LOSANT_MCP_PROFILE: value }), profile)
  })
})

describe("validateProfile", () => {
  it.each([undefined, "", "staging", "EU 100%", "US$", "nullable"])("accepts %j", (value) => {
    assert.isTrue(Result.isSuccess(validateProfile({ LOSANT_MCP_PROFILE: value })))
  })
  it.each([`\${PROFILE}`, "$PROFILE", "%PROFILE%", "{{profile}}", "undefined", "null"])(
    "refuses %j, which was not filled in",
    (value) => {
      const checked = validateProfile({ LOSANT_MCP_PROFILE: value })
      assert.include(Result.isFailure(checked) ? checked.failure : "", `LOSANT_MCP_PROFILE is ${JSON.stringify(value)}`)
    }
  )
})

describe("validateProfile, with a token", () => {
  it("refuses it, and does not repeat it", () => {
    const checked = validateProfile({ LOSANT_MCP_PROFILE: "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln" })
    assert.include(Result.isFailure(checked) ? checked.failure : "", "looks like a token")
    assert.notInclude(Result.isFailure(checked) ? checked.failure : "", "eyJ")
  })
})

describe("icons", () => {
  it("has one with enough contrast for each background", () => {
    assert.deepStrictEqual(
      icons().map(({ theme }) => theme),
      ["light", "dark"]
    )
    for (const { src, theme, mimeType } of icons()) {
      assert.strictEqual(mimeType, "image/svg+xml")
      const [type = "", data = ""] = src.split(",")
      assert.strictEqual(type, "data:image/svg+xml;base64")
      const svg = Buffer.from(data, "base64").toString()
      assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 16 16".*<\/svg>$/)
      const colors = [...svg.matchAll(/#[0-9a-f]+/g)].map(([color]) => color)
      assert.lengthOf(colors, 1)
      for (const color of colors) assert.isAbove(contrast(color, theme === "light" ? "#fff" : "#222"), 4.5)
    }
  })
  it("is small, because each result may contain it", () => {
    assert.isBelow(JSON.stringify(icons()).length, 900)
  })
})

describe("serverInfo", () => {
  it("has the profile in its title", () => {
    assert.deepInclude(serverInfo(), { name: "effect-losant", title: "Losant", version })
    assert.strictEqual(serverInfo("staging").title, "Losant [staging]")
  })
  it.each(revisions)("arrives at a client of %s", async (_, options) => {
    const [ours, theirs] = InMemoryTransport.createLinkedPair()
    const handle = serveStdio(() => new McpServer(serverInfo("staging"), { capabilities: { tools: {} } }), {
      transport: theirs
    })
    const client = new Client({ name: "test", version: "1.0.0" }, options)
    await client.connect(ours)
    assert.deepStrictEqual(client.getServerVersion(), serverInfo("staging"))
    await client.close()
    await handle.close()
  })
})
