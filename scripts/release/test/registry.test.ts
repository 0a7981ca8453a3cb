import { readFileSync } from "node:fs"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { assert, describe, it } from "vitest"
import { variableTable } from "../../../packages/mcp-server/src/config/variables.ts"
import { CommittedServerJson, PublishedServerJson } from "../registry.ts"

const read = (name: string) => readFileSync(new URL(`../../../${name}`, import.meta.url), "utf8")
const committed: unknown = JSON.parse(read("server.json"))
const manifest: Readonly<Record<string, unknown>> = JSON.parse(read("packages/mcp-server/package.json"))

const decode = (json: unknown) => Schema.decodeUnknownResult(CommittedServerJson, { onExcessProperty: "error" })(json)

const server = Schema.decodeUnknownSync(CommittedServerJson, { onExcessProperty: "error" })(committed)
const [npm, bundle] = server.packages

describe("server.json", () => {
  it("names the server, the package and the version as the manifest does", () => {
    assert.strictEqual(server.name, manifest["mcpName"])
    assert.strictEqual(npm?.identifier, manifest["name"])
    assert.deepEqual(
      [server, ...server.packages].map(({ version }) => version),
      Array.from({ length: 3 }, () => manifest["version"])
    )
  })

  it("has the package of npm, and the desktop bundle of that version's release", () => {
    assert.deepEqual(
      server.packages.map(({ registryType }) => registryType),
      ["npm", "mcpb"]
    )
    assert.include(bundle?.identifier, `/releases/download/v${server.version}/`)
  })

  it("lists every variable that the server reads, and says of it what the help says", () => {
    assert.strictEqual(npm?.registryType, "npm")
    const variables = npm?.registryType === "npm" ? (npm.environmentVariables ?? []) : []
    assert.deepEqual(
      variables.map(({ name, description, isSecret, choices, default: usual }) => ({
        name,
        description,
        ...(isSecret === undefined ? {} : { isSecret }),
        ...(choices === undefined ? {} : { choices }),
        ...(usual === undefined ? {} : { default: usual })
      })),
      variableTable.map(({ name, summary, isSecret, choices, default: usual }) => ({
        name,
        description: `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`,
        ...(isSecret === undefined ? {} : { isSecret }),
        ...(choices === undefined ? {} : { choices }),
        ...(usual === undefined ? {} : { default: usual })
      }))
    )
  })

  it("keeps the token secret, and what a collector is told", () => {
    const secret = variableTable.filter(({ isSecret }) => isSecret === true)
    assert.deepEqual(
      secret.map(({ name }) => name),
      ["LOSANT_API_TOKEN", "OTEL_EXPORTER_OTLP_HEADERS"]
    )
  })
})

describe("the registry's rules", () => {
  const { packages, ...rest } = server
  const wrong: ReadonlyArray<readonly [what: string, json: unknown, said: RegExp]> = [
    ["a name without a namespace", { ...server, name: "losant" }, /name/],
    ["a description of more than 100 characters", { ...server, description: "x".repeat(101) }, /description/],
    ["a range as the version", { ...server, version: "^1.0.0" }, /one exact version/],
    ["a tag as the version of a package", { ...rest, packages: [{ ...npm, version: "latest" }] }, /one exact version/],
    ["a package without a transport", { ...rest, packages: [{ ...npm, transport: undefined }] }, /transport/],
    ["a bundle elsewhere", { ...rest, packages: [{ ...bundle, identifier: "https://example.com/mcp" }] }, /GitHub/],
    ["a field that is not known", { ...server, enviromentVariables: [] }, /enviromentVariables/],
    ["a default that is no choice", { ...rest, packages: [withChoices(["a"], "b")] }, /one of the choices/]
  ]

  function withChoices(choices: ReadonlyArray<string>, value: string) {
    return { ...npm, environmentVariables: [{ name: "X", choices, default: value }] }
  }

  it("are met by what is committed", () => {
    assert.isTrue(Result.isSuccess(decode(committed)))
    assert.isAbove(packages.length, 0)
  })

  it.each(wrong)("refuse %s", (_, json, said) => {
    const result = decode(json)
    assert.isTrue(Result.isFailure(result))
    if (Result.isFailure(result)) assert.match(String(result.failure), said)
  })

  it("demand the hash of a bundle when it is published", () => {
    assert.isTrue(Result.isFailure(Schema.decodeUnknownResult(PublishedServerJson)(committed)))
  })
})
