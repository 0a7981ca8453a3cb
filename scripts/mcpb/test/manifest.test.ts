import { existsSync, readFileSync } from "node:fs"
import { MANIFEST_SCHEMAS } from "@anthropic-ai/mcpb"
import { assert, describe, it } from "vitest"
import { bundleVariables } from "../../../packages/mcp-server/src/config/variables.ts"
import { version } from "../../../packages/mcp-server/src/config/version.ts"
import { makeTools } from "../../../packages/mcp-server/src/tools/registry.ts"
import { manifestOf } from "../manifest.ts"

const root = new URL("../../../", import.meta.url)
const read = (name: string) => readFileSync(new URL(name, root), "utf8")
const manifest = manifestOf(JSON.parse(read("packages/mcp-server/package.json")))
const { user_config: asks = {}, server, tools = [] } = manifest

describe("the manifest", () => {
  it("is one of the version that it names, and nothing else", () => {
    const schema = MANIFEST_SCHEMAS["0.3"]
    assert.strictEqual(manifest.manifest_version, "0.3")
    assert.isTrue(schema.safeParse(manifest).success)
    assert.isFalse(schema.safeParse({ ...manifest, privacy_policy: "" }).success)
  })

  it("lists every tool in a sentence", () => {
    assert.deepEqual(
      tools.map(({ name }) => name),
      makeTools(false).map(({ spec }) => spec.name)
    )
    for (const { description = "" } of tools) assert.match(description, /^[A-Z][^.]+\.$/)
  })

  it("asks for the token as a secret, and for nothing else that has to be given", () => {
    for (const [name, { required, sensitive, type, default: standard }] of Object.entries(asks)) {
      const isToken = name === "api_token"
      assert.deepEqual([required === true, sensitive === true], [isToken, isToken], name)
      // Without a default, clients give the server the placeholder itself.
      if (!isToken) assert.strictEqual(typeof standard, type, name)
    }
  })

  it("sets the variables whose placeholders the server knows, each from what it asks for", () => {
    const { env = {} } = server.mcp_config
    assert.sameMembers(Object.keys(env), [...bundleVariables])
    assert.sameMembers(
      Object.values(env),
      Object.keys(asks).map((name) => `\${user_config.${name}}`)
    )
  })

  it("states the server's version and what it needs", () => {
    assert.strictEqual(manifest.version, version)
    const { engines } = JSON.parse(read("package.json"))
    assert.deepEqual(manifest.compatibility, {
      platforms: ["darwin", "win32", "linux"],
      runtimes: { node: engines.node }
    })
  })

  it("names documents that there are", () => {
    const { privacy_policies: policies = [], documentation = "" } = manifest
    for (const link of [...policies, documentation]) {
      const [, path = ""] = link.split("/blob/main/")
      assert.match(path, /^docs\/\w+\.md$/)
      assert.isTrue(existsSync(new URL(path, root)), path)
    }
    assert.lengthOf(policies, 1)
  })
})
